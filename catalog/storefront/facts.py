"""Facts of a pack as sentences: what one piece costs, what the label says."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microstore.core.money import plain_yuan

COUNTED = re.compile(r"[*×x](\d+)(\w)\s*$")

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


def unit_price_of(price_fen: int, spec: str) -> str:
    """What one piece costs where the specification counts pieces, to the nearest fen; else that the price is for the pack."""
    counted = COUNTED.search(spec.replace(" ", ""))
    pieces = int(counted[1]) if counted else 1
    if pieces < 2:
        return _("per pack")
    fen = (price_fen * 2 + pieces) // (pieces * 2)
    return _("about ¥%(price)s per %(piece)s") % {"price": plain_yuan(fen), "piece": counted[2]}


def label_of(revision) -> list[tuple[str, str]]:
    """The facts of the label in the order of the law, those that are filled in."""
    return [(str(name), value) for field, name in LABEL if (value := getattr(revision, field))]
