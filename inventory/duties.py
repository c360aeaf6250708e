"""What is owed around stock, and the facts that prove it."""

from datetime import time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import inventory.alert_duties  # noqa: F401
import inventory.return_duties  # noqa: F401
from inventory.models import ReceiptLine
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty

RECEIVED_BEFORE = timedelta(days=1)


@duty(
    "P2a", _("Quality of what was bought: deliveries are inspected by the end of the next day"), post=Post.QUALITY,
    cadence=Cadence.DAILY, page="receipts",
    source="S1 §三(一)2", by=time(18), grace_days=1,
)  # fmt: skip
def inspected_next_day(period: Period) -> Evidence:
    """Goods received on the days of the period."""
    start, end = period.bounds
    received = ReceiptLine.objects.filter(received_at__gte=start, received_at__lt=end)
    late = Q(inspected_at=None) | Q(inspected_at__gte=end + RECEIVED_BEFORE)
    owed, done = received.count(), received.filter(inspected_at__lt=end + RECEIVED_BEFORE).count()
    return Evidence(done, owed, missed=received.filter(late).count() if clock.now() >= end + RECEIVED_BEFORE else 0)


carried("P7", _("Stock is true in the moment of every reservation, pick and receipt"), post=Post.PRODUCT_MANAGER, page="stock",
        source="S0 §四(二)3")  # fmt: skip
carried("W1", _("Every bin has its zone and its place on the walk"), post=Post.WAREHOUSE_LEAD, page="warehouses", source="S0 §三(五)")
carried("W2", _("Picking follows the walk and the first expiry"), post=Post.WAREHOUSE_LEAD, page="stock", source="S0 §三(五)")
