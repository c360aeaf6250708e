"""What the shelf owes, and the facts that prove it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from catalog.models import TuningTask
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, duty, duty_by_hand


@duty(
    "L2", _("Detail pages are tuned each week where competitors moved or visitors turned away"), post=Post.LISTING, cadence=Cadence.WEEKLY,
    page="tunings", source="S2b §二(一)1(1)", workdays_only=True, escalate=Post.PRODUCT_MANAGER,
)  # fmt: skip
def pages_are_tuned(period: Period) -> Evidence:
    """Of the pages that gave a reason in the week: those that were changed, or kept with a word why."""
    start, end = period.bounds
    rows = TuningTask.objects.filter(week__range=(period.first - timedelta(days=period.first.weekday()), period.last))
    owed, done = rows.count(), rows.exclude(state=TuningTask.State.OPEN).filter(ended_at__lt=end).count()
    return Evidence(done, owed, owed - done if clock.now() >= end else 0, url="/backoffice/catalog/tuning/?state=open")


duty_by_hand(
    "L3", _("Products are trained each month, better scripts attached"), post=Post.LISTING, cadence=Cadence.MONTHLY, page="products",
    source="S2b §二(一)1(1)", workdays_only=True, grace_days=3,
)  # fmt: skip
