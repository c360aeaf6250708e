"""What the warehouse owes to goods that come back, and the facts that prove it."""

from datetime import timedelta

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from inventory.models import ReturnedGoods
from inventory.services.returning import late_decisions
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, duty

DECIDE_WITHIN = timedelta(days=7)


@duty("W8", _("Returned goods are received, inspected and decided on"), post=Post.WAREHOUSE_LEAD, cadence=Cadence.WEEKLY, page="returns",
      source="S1 4(4)2")  # fmt: skip
def returns_are_worked(period: Period) -> Evidence | None:
    """What came in the period: decided, late in quarantine, or still in time."""
    first, after = period.bounds
    came = ReturnedGoods.objects.filter(received_at__gte=first, received_at__lt=after)
    done = came.exclude(disposition="quarantine").count()
    return Evidence(done, came.count(), late_decisions(came, DECIDE_WITHIN), url=str(reverse_lazy("backoffice:returns")))
