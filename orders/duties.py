"""What customer service and finance owe around orders, and the facts that prove it."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from orders import channels_duties  # noqa: F401  registers the duties of the channels
from orders.models import Order

PLACED_BEFORE = timedelta(days=3)
"""Payment follows placing within hours; the index of ``placed_at`` keeps these queries short whatever the history."""


@duty(
    "X11", _("Orders paid before 17:00 are reviewed the same day"), post=Post.SERVICE, cadence=Cadence.DAILY, page="review",
    source="S1 §四(一)", by=time(23, 59), escalate=Post.SERVICE_LEAD,
)  # fmt: skip
def reviewed_the_same_day(period: Period) -> Evidence:
    """Approved, held with a question to the customer, or ended counts as reviewed."""
    start, end = period.bounds
    until = datetime.combine(period.last, time(17), SHANGHAI)
    paid = Order.objects.filter(placed_at__gte=start - PLACED_BEFORE, placed_at__lt=end, paid_at__gte=start, paid_at__lt=until)
    in_time = Q(approved_at__lt=end) | Q(ended_at__lt=end) | Q(approved_at=None, hold_state__in=("held", "answered"))
    owed, done = paid.count(), paid.filter(in_time).count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= end else 0)


carried(
    "C5", _("No order ships before its content was confirmed by rule or person"), post=Post.SERVICE, page="orders", source="S1 §四(一)1"
)
carried(
    "C6", _("A doubtful order is held and the customer asked before it goes on"), post=Post.SERVICE, page="review", source="S1 §四(一)2"
)
carried("C8", _("Every order shows where it stands, to colleagues and customer"), post=Post.SERVICE, page="orders", source="S1 §二(二)3")
carried("X1", _("Review covers payment, note and address; an order can be corrected, held or cancelled"), post=Post.SERVICE, page="review")
carried("X3", _("Every fen is kept in a ledger that nobody can change"), post=Post.FINANCE, page="ledger")
