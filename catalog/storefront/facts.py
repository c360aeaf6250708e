"""Facts of a pack as sentences: what the label says."""

from django.utils.translation import gettext, gettext_lazy

from microstore.compliance import goods

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
    number = [] if product_class == "health_food" else [(gettext("Approval number"), revision.approval_number)]
    label = [(str(name), getattr(revision, field)) for field, name in LABEL]
    further = [(str(one.label), one.said(revision.attributes.get(one.name))) for one in rules.attributes if one.is_on_label]
    return [(name, value) for name, value in (*number, *label, *further) if value]
