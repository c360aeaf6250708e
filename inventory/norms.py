"""Numbers of stock keeping that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

ALERT_DAYS = norms.declare(
    "stock.alert_days", 7, Unit.DAYS, _("Stock is low when it lasts no longer than the delivery time and so many days"), source="P8",
    low=0, high=365,
)  # fmt: skip
LEAD_DAYS = norms.declare(
    "stock.lead_days", 7, Unit.DAYS, _("From an order at a supplier to goods on the shelf"), source="P8", low=0, high=180
)
WANTED_DAYS = norms.declare(
    "stock.wanted_days", 30, Unit.DAYS, _("A delivery shall last so long"), source="P8, P10", low=1, high=365
)  # fmt: skip
FLOOR = norms.declare(
    "stock.alert_floor", 1, Unit.UNITS, _("Fewest units that a listed product shall have"), source="P8", low=0, high=10_000
)
ANSWER = norms.declare(
    "stock.answer", 24, Unit.HOURS, _("An alert about low stock is answered within"), source="P8, W7", low=1, high=240
)  # fmt: skip
REPEAT = norms.declare("stock.repeat", 8, Unit.HOURS, _("An alert without an answer is told again after"), source="P8", low=1, high=240)
OVERDUE_DELIVERY = norms.declare(
    "stock.overdue_delivery", 7, Unit.DAYS, _("An announced delivery so late is no longer counted on"), source="W7", low=0, high=90
)  # fmt: skip
