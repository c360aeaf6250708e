"""Numbers of campaigns and plans that the regulations fix."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

CONFIRM_BEFORE = norms.declare(
    "campaign.confirm_before", 3, Unit.DAYS, _("Campaign rules are confirmed this long before the start"), source="S2b §二(一)1(2)", high=60
)
LARGE_BUDGET = norms.declare(
    "campaign.large_budget", 5_000_000, Unit.FEN, _("From this budget on the director decides on a campaign"), source="S0 §一"
)
EVALUATE_WITHIN = norms.declare(
    "campaign.evaluate_within", 5, Unit.DAYS, _("Work days after its end within which a campaign is evaluated"), source="S2 §三(三)1",
    low=1, high=60,
)  # fmt: skip
BUDGET_STOP = norms.declare(
    "campaign.budget_stop", 100, Unit.PERCENT, _("A campaign pauses when this share of its budget is used"), low=10, high=100
)
STOCK_STOP = norms.declare(
    "campaign.stock_stop", 1, Unit.UNITS, _("A campaign pauses when all its goods together have fewer units"), high=10_000
)
STOCK_COVER = norms.declare(
    "campaign.stock_cover", 20, Unit.UNITS, _("Units each product of a campaign should have before the start"), high=100_000
)
PLAN_DUE_DAY = norms.declare(
    "plan.due_day",
    25,
    Unit.DAYS,
    _("Day of the month on which the next month's marketing plan is due"),
    source="S2 §三(一)1",
    low=1,
    high=28,
)
CHASE_EVERY = norms.declare(
    "campaign.chase_every", 24, Unit.HOURS, _("Missing acknowledgements are reminded of this often"), low=1, high=240
)
