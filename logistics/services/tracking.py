"""What the carrier tells: kept sentence by sentence, in whatever order and however often it comes."""

from django.db import transaction
from django.db.models import F, Q

from logistics.carriers.base import FINAL_STATES, Push, Tracking, TrackingState
from logistics.events import ShipmentDelivered
from logistics.models import Shipment, ShipmentState, TrackingEvent
from logistics.services.planning import locked_order, parcels_left
from microstore.core import clock
from microstore.core.faults import fault_point
from orders.services import orders


def hear(push: Push) -> bool:
    """A verified push about a waybill. False when we know no such parcel: it is thrown away."""
    shipment = Shipment.objects.filter(waybill=push.tracking.waybill, carrier__in=_names(push)).select_related("order").first()
    if shipment is None:
        return False
    if push.is_aborted:
        watch_again(shipment)
    apply(shipment, push.tracking)
    return True


@transaction.atomic
def apply(shipment: Shipment, tracking: Tracking) -> None:
    """Add what is new; the newest sentence tells the state; a signature delivers the parcel once."""
    order = locked_order(shipment)
    shipment.lock()
    TrackingEvent.objects.bulk_create(
        [
            TrackingEvent(shipment=shipment, at=trace.at, state=trace.state.value, text=trace.text[:300], place=trace.place[:60])
            for trace in tracking.traces
        ],
        ignore_conflicts=True,
    )
    shipment.heard_at = clock.now()
    shipment.tracking_state = _state(shipment, tracking)
    shipment.save(update_fields=["heard_at", "tracking_state"])
    fault_point("logistics.tracking.before_commit")
    if shipment.tracking_state == TrackingState.SIGNED and shipment.is_open("deliver"):
        _deliver(shipment, order)


def watch_again(shipment: Shipment) -> None:
    """The platform stopped watching: the sweep subscribes anew."""
    Shipment.objects.filter(pk=shipment.pk, state=ShipmentState.SHIPPED).update(subscribed_at=None)


def unwatched():
    """Parcels on the way that the platform was not asked to watch."""
    return Shipment.objects.on_the_way().filter(subscribed_at=None)


def silent(*, heard_before, asked_before):
    """Parcels on the way without news since ``heard_before`` that were not asked about since ``asked_before``."""
    quiet = Q(heard_at__lt=heard_before) | Q(heard_at=None, shipped_at__lt=heard_before)
    rested = Q(asked_at=None) | Q(asked_at__lt=asked_before)
    return Shipment.objects.on_the_way().filter(quiet, rested).order_by(F("asked_at").asc(nulls_first=True), "pk")


def _names(push: Push) -> list[str]:
    return [name for name in (push.tracking.carrier, push.corrected_carrier) if name]


def _state(shipment: Shipment, tracking: Tracking) -> str:
    """That of the newest sentence on record; once final it stays."""
    final = {state.value for state in FINAL_STATES}
    if shipment.tracking_state in final:
        return shipment.tracking_state
    if tracking.state in FINAL_STATES:
        return tracking.state.value
    newest = shipment.tracking.first()
    return newest.state if newest else tracking.state.value


def _deliver(shipment: Shipment, order) -> None:
    signed = shipment.tracking.filter(state=TrackingState.SIGNED.value).first()
    shipment.delivered_at = signed.at if signed else clock.now()
    shipment.finish("deliver", ShipmentDelivered(shipment.number, order.number), save=["delivered_at"])
    if order.is_open("deliver") and all(parcel.state == ShipmentState.DELIVERED for parcel in parcels_left(order)):
        orders.mark_delivered(order, at=shipment.delivered_at)
