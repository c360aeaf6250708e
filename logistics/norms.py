"""Numbers of logistics that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

RECEIPT = norms.declare("shipment.receipt", 6, Unit.DAYS, _("A parcel is signed for within"), source="X16", low=1, high=30)
KEEP_TRACKING = norms.declare(
    "privacy.keep_tracking", 1096, Unit.DAYS, _("What carriers told about parcels is kept after closing for"), source="K01",
    low=1096, high=3653,
)
