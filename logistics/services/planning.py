"""Which parcels an order becomes: one per warehouse, line by line from the bins its reservation names."""

from itertools import groupby

from django.db import transaction
from django.db.models import Max

from inventory.services import Pick, pick_plan
from logistics.events import ShipmentCancelled, ShipmentPlanned, ShipmentReplanned
from logistics.models import Shipment, ShipmentLine, ShipmentState
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.numbers import next_number
from orders.models import FulfilmentState, Order, ReviewState

IN_HOUSE = (FulfilmentState.WAITING, FulfilmentState.PICKING, FulfilmentState.PACKED)


def locked_order(shipment: Shipment) -> Order:
    """The order is locked before its shipments, always."""
    shipment.order = locked(Order.objects.filter(pk=shipment.order_id)).get()
    return shipment.order


@transaction.atomic
def plan(order: Order) -> list[Shipment]:
    """Bring the order's parcels in line with its reservation; called again it changes nothing.

    A parcel whose goods changed starts anew: what was picked, ticked and packed of it counts no more.
    Refuses when a batch may not be shipped or stock is short."""
    order.lock()
    if order.review_state != ReviewState.APPROVED or order.fulfilment_state not in IN_HOUSE:
        return []
    picks = pick_plan(order.number)
    shipments = [_fill(order, list(group)) for _warehouse, group in groupby(picks, key=lambda pick: pick.warehouse.pk)]
    for left_over in order.shipments.in_house().exclude(pk__in=[shipment.pk for shipment in shipments]).order_by("pk"):
        _cancel(left_over, by=None)
    return shipments


@transaction.atomic
def cancel_all(order: Order, *, by=None) -> int:
    """The order has ended: nothing of it that is still in the house is sent. Returns how many parcels."""
    order.lock()
    shipments = list(order.shipments.in_house().order_by("pk"))
    for shipment in shipments:
        _cancel(shipment, by=by)
    return len(shipments)


def wanted_lines(order: Order, picks: list[Pick]) -> dict[tuple[int, int, int], int]:
    """(order line, batch, bin) → units. An order has one line per SKU."""
    line_of = dict(order.lines.values_list("sku_id", "pk"))
    wanted = {}
    for pick in picks:
        key = (line_of[pick.sku.pk], pick.batch.pk, pick.bin.pk)
        wanted[key] = wanted.get(key, 0) + pick.units
    return wanted


def planned_lines(shipment: Shipment) -> dict[tuple[int, int, int], int]:
    return {(line.order_line_id, line.batch_id, line.bin_id): line.units for line in shipment.lines.all()}


def _fill(order: Order, picks: list[Pick]) -> Shipment:
    wanted = wanted_lines(order, picks)
    shipment = order.shipments.in_house().filter(warehouse=picks[0].warehouse).first()
    if shipment is None:
        return _create(order, picks[0].warehouse, wanted)
    shipment.lock()
    if planned_lines(shipment) != wanted:
        _start_anew(shipment, wanted)
    return shipment


def _create(order: Order, warehouse, wanted: dict) -> Shipment:
    last = order.shipments.aggregate(last=Max("position"))["last"] or 0
    shipment = Shipment.objects.create(number=next_number("SH"), order=order, position=last + 1, warehouse=warehouse)
    _write_lines(shipment, wanted)
    publish(ShipmentPlanned(shipment.number, order.number), about=shipment)
    return shipment


def _start_anew(shipment: Shipment, wanted: dict) -> None:
    shipment.lines.all().delete()
    shipment.checks.filter(is_void=False).update(is_void=True)
    _write_lines(shipment, wanted)
    shipment.picker = None
    shipment.finish("replan", ShipmentReplanned(shipment.number, shipment.order.number), save=["picker"])


def _write_lines(shipment: Shipment, wanted: dict) -> None:
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=line, batch_id=batch, bin_id=bin, units=units)
        for (line, batch, bin), units in wanted.items()
    )


def _cancel(shipment: Shipment, *, by) -> None:
    shipment.begin("cancel")
    shipment.finish("cancel", ShipmentCancelled(shipment.number, shipment.order.number), by=by)


def parcels_left(order: Order) -> list[Shipment]:
    """Parcels of the order that count, cancelled ones left out."""
    return list(order.shipments.exclude(state=ShipmentState.CANCELLED).order_by("position"))
