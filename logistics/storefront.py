"""The customer follows a parcel."""

from django.shortcuts import get_object_or_404, render

from logistics.models import Shipment, ShipmentState
from logistics.parcels import with_names
from microstore.accounts.doors import customer_required


@customer_required
def parcel(request, number: str, position: int):
    """One parcel of an own order, with every sentence of the carrier; a stranger's is not found."""
    parcels = Shipment.objects.exclude(state=ShipmentState.CANCELLED).select_related("order", "warehouse")
    row = get_object_or_404(parcels, order__number=number, order__customer=request.customer, position=position)
    lines = row.lines.select_related("order_line", "batch")
    return render(request, "logistics/storefront/parcel.html", {"parcel": with_names([row])[0], "lines": lines, "order": row.order})
