"""Which parcels an order becomes: one per warehouse, line by line from the bins its reservation names."""

from collections import defaultdict
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
    houses = [next(group).warehouse for _key, group in groupby(picks, key=lambda pick: pick.warehouse.pk)]
    shipments = [_fill(order, house, wanted_lines(order, picks, house.pk)) for house in houses]
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


def wanted_lines(order: Order, picks: list[Pick], warehouse_id: int) -> dict[tuple[int, int, int], int]:
    """(order line, batch, bin) → units that leave this warehouse; ``picks`` are those of the whole order. The same goods may lie in a
    bundle and beside it: lines are served in their order."""
    open_units = defaultdict(list)
    for pk, sku_id, units in order.lines.order_by("position").values_list("pk", "sku_id", "units"):
        open_units[sku_id].append([pk, units])
    wanted = defaultdict(int)
    for pick in picks:
        for line, units in _served(open_units[pick.sku.pk], pick.units):
            if pick.warehouse.pk == warehouse_id:
                wanted[line, pick.batch.pk, pick.bin.pk] += units
    return dict(wanted)


def _served(lines: list[list[int]], units: int):
    """(line, units) that so many units serve; what is served is taken off ``lines``."""
    while units:
        line = next(line for line in lines if line[1])
        taken = min(units, line[1])
        line[1] -= taken
        units -= taken
        yield line[0], taken


def planned_lines(shipment: Shipment) -> dict[tuple[int, int, int], int]:
    return {(line.order_line_id, line.batch_id, line.bin_id): line.units for line in shipment.lines.all()}


def taken_from(picks: list[Pick]) -> dict[tuple[int, int], int]:
    """(batch, bin) → units, whatever line they serve."""
    taken = defaultdict(int)
    for pick in picks:
        taken[pick.batch.pk, pick.bin.pk] += pick.units
    return dict(taken)


def planned_from(shipment: Shipment) -> dict[tuple[int, int], int]:
    planned = defaultdict(int)
    for (_line, batch, bin_), units in planned_lines(shipment).items():
        planned[batch, bin_] += units
    return dict(planned)


def _fill(order: Order, warehouse, wanted: dict) -> Shipment:
    shipment = order.shipments.in_house().filter(warehouse=warehouse).first()
    if shipment is None:
        return _create(order, warehouse, wanted)
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
