"""Numbers of the marketing department."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

RETURNED = norms.declare("coupon.returned", 3, Unit.DAYS, _("A coupon that is given back stays good at least this long"), low=1, high=90)
SCAN_ENDING = norms.declare("coupon.expire_batch", 1000, Unit.UNITS, _("Coupons that one round lets expire"), low=10, high=20_000)
