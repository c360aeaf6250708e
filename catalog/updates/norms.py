"""Numbers of updates that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

SHOWN_FOR = norms.declare(
    "update.shown_for", 90, Unit.DAYS, _("A product page tells that the new pack ships for"), source="P12", low=7, high=365)
ASKED_WITHIN = norms.declare(
    "update.asked_within", 180, Unit.DAYS, _("Customers who asked about a product hear of its new pack for"), source="P12", low=7, high=730)
