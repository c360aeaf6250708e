"""Facts of a pack as sentences: what the label says."""

from django.utils.translation import gettext_lazy

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


def label_of(revision) -> list[tuple[str, str]]:
    """The facts of the label in the order of the law, those that are filled in."""
    return [(str(name), value) for field, name in LABEL if (value := getattr(revision, field))]
