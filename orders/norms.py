"""Numbers of the orders department that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

CHANNEL_OVERLAP = norms.declare(
    "channel.overlap", 10, Unit.MINUTES, _("A pull begins so long before the last one ended"), source="D7", low=1, high=1440
)
CHANNEL_LAG = norms.declare(
    "channel.lag", 30, Unit.SECONDS, _("A pull leaves out the newest changes of a channel"), source="D7", low=0, high=600
)
CHANNEL_STALE = norms.declare(
    "channel.stale", 15, Unit.MINUTES, _("A channel not read for so long is shown as ill"), source="T7", low=2, high=1440
)
CHANNEL_COMPARED_DAYS = norms.declare(
    "channel.compared_days", 7, Unit.DAYS, _("Days compared with a channel every night"), source="L10", low=1, high=31
)
KEEP_ORDERS = norms.declare(
    "privacy.keep_orders", 1096, Unit.DAYS, _("Receivers of orders are kept after closing for"), source="K01", low=1096, high=3653
)
KEEP_PAST_EXPIRY = norms.declare(
    "privacy.keep_past_expiry", 184, Unit.DAYS, _("Receivers are kept past the expiry of what they bought for"), source="K02",
    low=184, high=1096,
)
USE_MARGIN = norms.declare(
    "cart.use_margin", 7, Unit.DAYS, _("Goods are used up so long before their date, else the cart says so"), source="GS-11", low=0,
    high=90,
)
TOGETHER_DAYS = norms.declare(
    "related.days", 180, Unit.DAYS, _("Orders of so many days tell what is bought together"), low=7, high=730,
)
