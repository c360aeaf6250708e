"""Numbers of the shelf that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

SLOW_DAYS = norms.declare("delist.slow_days", 60, Unit.DAYS, _("Propose to delist what sold too little for"), source="P11", low=7, high=365)
SLOW_UNITS = norms.declare("delist.slow_units", 1, Unit.TIMES, _("Fewest units sold in that time"), source="P11", low=1, high=1000)
TURNOVER = norms.declare(
    "delist.turnover", 0, Unit.PERCENT, _("Propose to delist when less of the stock leaves in a year (0: not asked)"), source="P10, P11",
    low=0, high=1200)
ASK_AGAIN = norms.declare("delist.ask_again", 90, Unit.DAYS, _("Do not propose again after a no for"), source="P11", low=7, high=730)
FUNNEL_DROP = norms.declare(
    "tuning.funnel_drop", 30, Unit.PERCENT, _("A page is to be tuned when so much less is put into carts"), source="L2", low=5, high=95)
FUNNEL_VISITORS = norms.declare(
    "tuning.visitors", 20, Unit.TIMES, _("Fewest visitors of a week that tell anything"), source="L2", low=1, high=10_000)
KEYWORDS = norms.declare(
    "listing.keywords", 50, Unit.PERCENT, _("Core words that title and text must carry"), source="L1", low=0, high=100)
SETTLED_DAYS = norms.declare(
    "listing.settled_days", 30, Unit.DAYS, _("A finding that was left as it is needs no new word for"), source="L1", low=0, high=180)
FAULT_DAYS = norms.declare("delist.fault_days", 30, Unit.DAYS, _("Complaints and stopped batches count for"), source="P11", low=7, high=365)
FAULTS = norms.declare(
    "delist.faults", 5, Unit.TIMES, _("Propose to delist at so many complaints and stopped batches"), source="P11", low=2, high=1000)
ADVERSE = norms.declare(
    "delist.adverse", 2, Unit.TIMES, _("Take off at once when so many customers were unwell"), source="P11", low=1, high=100)
