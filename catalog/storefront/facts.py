"""Facts of a pack as sentences: what the label says."""

from django.utils.translation import gettext, gettext_lazy

from microstore.compliance import functions, goods
from microstore.compliance.classes import ProductClass

FILED = {ProductClass.DEVICE_1, ProductClass.DEVICE_2, ProductClass.DEVICE_3, ProductClass.COSMETIC}
LABEL = (
    ("certificate_name", gettext_lazy("Name of the product")),
    ("ingredients", gettext_lazy("Ingredients")),
    ("marker_content", gettext_lazy("Marker components")),
    ("dosage", gettext_lazy("How to take")),
    ("shelf_life", gettext_lazy("Shelf life")),
    ("storage", gettext_lazy("Storage")),
    ("cautions", gettext_lazy("Cautions")),
    ("standard_code", gettext_lazy("Product standard")),
    ("maker_licence", gettext_lazy("Production licence")),
    ("origin", gettext_lazy("Place of production")),
    ("maker_name", gettext_lazy("Producer")),
    ("maker_address", gettext_lazy("Address of the producer")),
)


def label_of(revision, product_class: str = "health_food") -> list[tuple[str, str]]:
    """The facts of the label in the order of the law, those that are filled in, then what goods of the class state besides."""
    rules = goods.of(product_class)
    called = gettext("Registration or filing number") if product_class in FILED else gettext("Approval number")
    number = [] if product_class == "health_food" else [(called, revision.approval_number)]
    own = {"dosage": gettext("Use and dosage")} if rules.is_drug else {}
    label = [(own.get(field, str(name)), getattr(revision, field)) for field, name in LABEL]
    further = [(str(one.label), one.said(revision.attributes.get(one.name))) for one in rules.attributes if one.is_on_label]
    kind = (gettext("Kind of health food"), functions.kind_of_supplement(revision.function_ids))
    return [(name, value) for name, value in (kind, *number, *label, *further) if value]
