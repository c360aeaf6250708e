"""What the warehouse and the logistics specialist owe around parcels, and the facts that prove it."""

from datetime import time, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from logistics import norms
from logistics.models import Shipment, ShipmentState
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from orders.models import FulfilmentState, Order

PLACED_BEFORE = timedelta(days=16)
"""The deadline stands at most two weeks after placing."""
ENDED = (FulfilmentState.CANCELLED, FulfilmentState.EXPIRED)


@duty(
    "W3", _("Orders leave the house within 48 hours of payment"), post=Post.WAREHOUSE_LEAD, cadence=Cadence.DAILY, page="logistics-today",
    source="S1 §四(二)1", by=time(23, 59),
)  # fmt: skip
def shipped_in_time(period: Period) -> Evidence:
    """Orders whose deadline lies in the period."""
    start, end = period.bounds
    due = Order.objects.filter(placed_at__gte=start - PLACED_BEFORE, placed_at__lt=end, ship_due_at__gte=start, ship_due_at__lt=end)
    due = due.exclude(fulfilment_state__in=ENDED)
    late = Q(shipped_at__gt=F("ship_due_at")) | Q(shipped_at=None, ship_due_at__lt=clock.now())
    return Evidence(due.filter(shipped_at__lte=F("ship_due_at")).count(), due.count(), missed=due.filter(late).count())


@duty(
    "W6", _("Parcels are signed for within the days a carrier may take"), post=Post.LOGISTICS, cadence=Cadence.DAILY, page="shipments",
    source="S0 §三(五); X16",
)  # fmt: skip
def received_in_time(period: Period) -> Evidence:
    """Parcels whose last day for it lies in the period."""
    span = norms.RECEIPT.span
    start, end = (moment - span for moment in period.bounds)
    sent = Shipment.objects.filter(shipped_at__gte=start, shipped_at__lt=end, state__in=(ShipmentState.SHIPPED, ShipmentState.DELIVERED))
    late = Q(delivered_at__gt=F("shipped_at") + span) | Q(delivered_at=None, shipped_at__lt=clock.now() - span)
    return Evidence(sent.filter(delivered_at__lte=F("shipped_at") + span).count(), sent.count(), missed=sent.filter(late).count())


carried("W4", _("No parcel is packed before its check is signed: quality, packing, leaflet, card"),
        post=Post.SHIPPER, page="logistics-today",
        source="S1 §四(二)2")  # fmt: skip
carried("W5", _("A parcel that leaves changes its order and tells the customer its number"), post=Post.SHIPPER, page="shipments",
        source="S1 §四(二)3")  # fmt: skip
carried("C7", _("An approved order reaches the warehouse by itself"), post=Post.SERVICE, page="shipments", source="S0 §四(四)2")
carried("X2", _("Pick by scan, recheck, pack, ship: each step with name and time"), post=Post.SHIPPER, page="logistics-today")
carried("X15", _("Each unit sold can be traced to its batch and parcel"), post=Post.WAREHOUSE_LEAD, page="shipments")
