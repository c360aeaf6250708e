"""The customer follows a parcel, on a page of its own and on the order's."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from logistics.models import Shipment, ShipmentState, TrackingEvent
from logistics.parcels import parcels_of, with_names
from microstore.accounts.doors import customer_required
from orders.storefront import telling


@customer_required
def parcel(request, number: str, position: int):
    """One parcel of an own order, with every sentence of the carrier; a stranger's is not found."""
    parcels = Shipment.objects.exclude(state=ShipmentState.CANCELLED).select_related("order", "warehouse")
    row = get_object_or_404(parcels, order__number=number, order__customer=request.customer, position=position)
    lines = row.lines.select_related("order_line", "batch")
    return render(request, "logistics/storefront/parcel.html", {"parcel": with_names([row])[0], "lines": lines, "order": row.order})


@telling.parcels
def parcels_on_the_way(order) -> list[dict]:
    """The order's parcels that have left the house."""
    sent = [one for one in parcels_of(order) if one.shipped_at]
    return [
        {"carrier": one.carrier_name, "waybill": one.waybill, "url": reverse("parcel", args=[order.number, one.position])} for one in sent
    ]


@telling.tracked
def told_by_the_carrier(order) -> list[dict]:
    rows = TrackingEvent.objects.filter(shipment__order=order).exclude(shipment__state=ShipmentState.CANCELLED)
    return [{"label": row.get_state_display(), "text": row.text, "at": row.at} for row in rows]
