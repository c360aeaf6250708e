"""Numbers of pricing that people may change."""
from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

ALONE = norms.declare("price.alone", 5, Unit.PERCENT, _("Change of a price without approval, up to"), source="D3", low=0, high=100)
MANAGER = norms.declare(
    "price.manager", 15, Unit.PERCENT, _("Change of a price that the product manager approves, up to; above: the director"), source="D3",
    low=0, high=100)
FINANCE = norms.declare(
    "price.finance", 20, Unit.PERCENT, _("Change of a price above which product manager and finance must agree as well"), source="PR-14",
    low=0, high=100)
MEASURED = norms.declare(
    "price.measured", 7, Unit.DAYS, _("Changes are measured against the price this long ago, too"), source="PR-14", low=0, high=90)
MARGIN = norms.declare(
    "price.least_margin", 10, Unit.PERCENT, _("Least margin: below it a price needs the director"), source="C11", low=0, high=90)
AHEAD = norms.declare(
    "price.raise_ahead", 30, Unit.DAYS, _("A raise this long before a promotion needs a reason of its own"), source="PR-06", low=0, high=90)
RAISE = norms.declare(
    "price.raise_flagged", 0, Unit.PERCENT, _("Raises before a promotion that are flagged: those above"), source="PR-06", low=0, high=100)
REFERENCE = norms.declare(
    "price.reference_days", 7, Unit.DAYS, _("A struck price is the lowest deal of so many days before"), source="PR-03", low=7, high=90)
MOST_AT_ONCE = norms.declare(
    "price.most_at_once", 500, Unit.UNITS, _("Prices that one bulk change may hold"), source="P6", low=1, high=5000)
AGAIN = norms.declare(
    "price.again", 7, Unit.DAYS, _("A price for a time does not begin anew at the same amount within"), source="PR-13", low=1, high=90)
