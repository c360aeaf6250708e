"""The check before dispatch (duty W4), and packing."""

from django.db import transaction

from logistics.events import ShipmentChecked, ShipmentPacked
from logistics.models import PredispatchCheck, PredispatchPoint, Shipment, ShipmentState
from logistics.services.picking import require_planned_goods
from logistics.services.planning import locked_order, parcels_left
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.services import orders

PACKED_OR_AWAY = (ShipmentState.PACKED, ShipmentState.SHIPPED, ShipmentState.DELIVERED)


@transaction.atomic
def tick(shipment: Shipment, points: list[str], *, by) -> list[str]:
    """Tick points of the check; a ticked point keeps its first name and time. The last one makes the shipment checked.
    Returns the points still open."""
    shipment.begin("check")
    require_planned_goods(shipment)
    ticked = set(shipment.checks.filter(is_void=False).values_list("point", flat=True))
    unknown = set(points) - set(PredispatchPoint.values)
    if unknown:
        raise Refused(_("There is no such point of the check."))
    PredispatchCheck.objects.bulk_create(
        PredispatchCheck(shipment=shipment, point=point, by=by)
        for point in PredispatchPoint.values
        if point in points and point not in ticked
    )
    left = [point for point in PredispatchPoint.values if point not in ticked and point not in points]
    if not left:
        shipment.finish("check", ShipmentChecked(shipment.number), by=by)
    return left


@transaction.atomic
def pack(shipment: Shipment, *, weight_grams: int, by) -> None:
    """Close the parcel. When the last parcel of the order is packed, the order is, and can no longer be cancelled."""
    order = locked_order(shipment)
    shipment.begin("pack")
    if not 1 <= weight_grams <= 50_000:
        raise Refused(_("A parcel weighs between 1 gram and 50 kilograms."))
    require_planned_goods(shipment)
    shipment.weight_grams = weight_grams
    shipment.finish("pack", ShipmentPacked(shipment.number, weight_grams), by=by, save=["weight_grams"])
    if order.is_open("pack") and all(parcel.state in PACKED_OR_AWAY for parcel in parcels_left(order)):
        orders.mark_packed(order, by=by)
