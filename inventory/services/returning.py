"""Goods come back: announced, received by batch into quarantine, and decided on by the quality officer (duty W8, state C5)."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from inventory.events import ReturnAnnounced, ReturnCalledOff, ReturnedDestroyed, ReturnedRestocked, ReturnReceived, ReturnSent
from inventory.models import (
    Batch,
    Bin,
    Condition,
    Disposition,
    Movement,
    MovementKind,
    Return,
    ReturnedGoods,
    ReturnLine,
    ReturnState,
    Stock,
    StockRule,
    Warehouse,
    ZoneKind,
)
from inventory.services.batches import settle
from inventory.services.facts import lock_stock_of, shift
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Found:
    """Units of one line as they were taken out of the parcel; ``batch_number`` is read off the goods."""

    line: ReturnLine
    batch_number: str
    units: int
    condition: str
    note: str = ""


@transaction.atomic
def announce_return(reference: str, order_reference: str, wants: dict[int, int], *, by=None) -> Return:
    """A case sends for goods: ``wants`` maps SKU id to units. They come back to the house that shipped them."""
    parcel, is_new = Return.objects.get_or_create(
        reference=reference,
        defaults={"number": next_number("RT"), "order_reference": order_reference, "warehouse": _house_of(order_reference)},
    )
    if is_new:
        ReturnLine.objects.bulk_create(ReturnLine(parcel=parcel, sku_id=sku_id, units=units) for sku_id, units in wants.items())
        publish(ReturnAnnounced(parcel.number, reference), about=parcel, by=by)
    return parcel


@transaction.atomic
def note_sent(reference: str, *, carrier: str, waybill: str, by=None) -> Return:
    """The customer says under which waybill the goods travel."""
    parcel = Return.objects.get(reference=reference)
    parcel.begin("receive_return")
    parcel.carrier, parcel.waybill = carrier[:40], waybill[:40]
    parcel.save(update_fields=["carrier", "waybill"])
    publish(ReturnSent(parcel.number), about=parcel, by=by)
    return parcel


@transaction.atomic
def call_off(reference: str, *, reason: str, by=None) -> None:
    """The case has ended: nothing is expected any more. Harmless when nothing was."""
    parcel = Return.objects.expected().filter(reference=reference).first()
    if parcel is not None:
        parcel.begin("call_off")
        parcel.finish("call_off", ReturnCalledOff(parcel.number, reference), by=by, reason=reason)


@transaction.atomic
def receive_return(parcel: Return, found: list[Found], *, by) -> Return:
    """Book what was in the parcel into quarantine, as inspected. An empty parcel is received with nothing found.

    Refuses more units than were sent for. Tells how it looked; the money follows from that, not from here."""
    parcel.begin("receive_return")
    lines = {line.pk: line for line in parcel.lines.select_related("sku")}
    _require_no_more(lines, found)
    shipped = shipped_batches(parcel.order_reference)
    goods = [_take_in(parcel, each, shipped, by) for each in found]
    for sku_id in sorted({lines[each.line.pk].sku_id for each in found}):
        settle(sku_id)
    parcel.received_at, parcel.received_by = clock.now(), by
    parcel.finish("receive_return", _result(parcel, lines, goods), by=by, save=["received_at", "received_by"])
    fault_point("inventory.receive_return.before_commit")
    return parcel


def shipped_batches(order_reference: str) -> dict[int, dict[str, int]]:
    """SKU id → batch number → units that left the house with the order."""
    rows = Movement.objects.filter(reference=order_reference, kind=MovementKind.SHIPPED)
    found: dict[int, dict[str, int]] = {}
    for sku_id, number, units in rows.values_list("sku_id", "batch__number").annotate(units=Sum("units")).order_by("batch__number"):
        found.setdefault(sku_id, {})[number] = -units
    return found


@transaction.atomic
def restock(goods: ReturnedGoods, *, bin: Bin, reason: str, by) -> None:
    """Put goods back on sale. Only what came back sealed, of the batch that was shipped, with life enough left; with a reason."""
    goods.begin("restock")
    require_reason(reason)
    _require_fit_for_sale(goods)
    if bin.zone.kind != ZoneKind.AVAILABLE or bin.zone.warehouse_id != goods.bin.zone.warehouse_id:
        raise Refused(_("Choose a bin of the zone “%(zone)s” in %(warehouse)s.") % {
            "zone": ZoneKind.AVAILABLE.label, "warehouse": goods.bin.zone.warehouse})  # fmt: skip
    parcel = goods.line.parcel
    _book(goods, goods.bin, -goods.units, MovementKind.PUT_AWAY, parcel.number, by)
    _book(goods, bin, goods.units, MovementKind.PUT_AWAY, parcel.number, by)
    goods.bin = bin
    news = ReturnedRestocked(parcel.number, goods.batch_number, goods.units, bin.code)
    goods.finish("restock", news, by=by, reason=reason, save=["bin"])
    settle(goods.batch.sku_id)


@transaction.atomic
def destroy(goods: ReturnedGoods, *, reason: str, by) -> None:
    """Write goods off that two persons have decided to destroy; called by the approval."""
    goods.begin("destroy")
    parcel = goods.line.parcel
    _book(goods, goods.bin, -goods.units, MovementKind.DESTROYED, parcel.number, by)
    goods.finish("destroy", ReturnedDestroyed(parcel.number, goods.batch_number, goods.units), by=by, reason=reason)


def _house_of(order_reference: str) -> Warehouse:
    sent = Movement.objects.filter(reference=order_reference, kind=MovementKind.SHIPPED).select_related("bin__zone__warehouse").first()
    return sent.bin.zone.warehouse if sent else Warehouse.objects.active().first()


def _require_no_more(lines: dict[int, ReturnLine], found: list[Found]) -> None:
    counted = Counter()
    for each in found:
        if each.line.pk not in lines or each.units < 1 or each.condition not in Condition:
            raise Refused(_("Enter what was in the parcel."))
        if not each.batch_number.strip():
            raise Refused(_("Enter the batch number printed on the goods."))
        counted[each.line.pk] += each.units
    for pk, units in counted.items():
        if units > lines[pk].units:
            raise Refused(_("%(sku)s: only %(units)d were sent for.") % {"sku": lines[pk].sku, "units": lines[pk].units})


def _take_in(parcel: Return, found: Found, shipped: dict, by) -> ReturnedGoods:
    """Our own batches go into the books of the quarantine zone; what is not ours into none."""
    sku_id, number = found.line.sku_id, found.batch_number.strip().upper()
    batch = Batch.objects.filter(sku_id=sku_id, number=number).first()
    bin = Bin.objects.of_kind(ZoneKind.QUARANTINE, parcel.warehouse).select_related("zone").first()
    if bin is None:
        raise Refused(_("%(warehouse)s has no bin in the zone “%(zone)s”.") % {
            "warehouse": parcel.warehouse, "zone": ZoneKind.QUARANTINE.label})  # fmt: skip
    goods = ReturnedGoods.objects.create(
        line=found.line, batch_number=number, batch=batch, units=found.units, condition=found.condition, note=found.note[:200],
        was_shipped=number in shipped.get(sku_id, {}), bin=bin if batch else None,
        disposition=Disposition.QUARANTINE if batch else Disposition.FOREIGN,
    )  # fmt: skip
    if batch:
        _book(goods, bin, found.units, MovementKind.RETURNED, parcel.number, by)
    return goods


def _result(parcel: Return, lines: dict[int, ReturnLine], goods: list[ReturnedGoods]) -> ReturnReceived:
    came = Counter()
    for each in goods:
        came[each.line_id] += each.units
    return ReturnReceived(
        parcel.number, parcel.reference, all(came[pk] == line.units for pk, line in lines.items()),
        all(each.was_shipped and each.batch_id for each in goods), all(each.condition == Condition.SEALED for each in goods),
    )  # fmt: skip


def _require_fit_for_sale(goods: ReturnedGoods) -> None:
    if goods.condition != Condition.SEALED or not goods.was_shipped:
        raise Refused(_("Only sealed goods of the batch that was shipped can be sold again."))
    if not goods.batch.is_sellable or goods.batch.days_left < StockRule.current().min_life_days:
        raise Refused(_("Batch %(batch)s may not be sold any more.") % {"batch": goods.batch})


def _book(goods: ReturnedGoods, bin: Bin, units: int, kind: MovementKind, reference: str, by) -> None:
    """Change what stands in a bin together with its line in the ledger."""
    batch = goods.batch
    facts = {"sku_id": batch.sku_id, "warehouse_id": bin.zone.warehouse_id, "expires_on": batch.expires_on}
    stock, _created = Stock.objects.get_or_create(batch=batch, bin=bin, defaults=facts)
    lock_stock_of([batch.sku_id])
    shift({stock.pk: (units, 0)})
    Movement.objects.create(kind=kind, sku_id=batch.sku_id, batch=batch, bin=bin, units=units, reference=reference, by=by)


def waiting_returns() -> int:
    return Return.objects.filter(state=ReturnState.EXPECTED).exclude(waybill="").count()


def late_decisions(goods, within) -> int:
    """How many of these stand in quarantine longer than ``within``."""
    return goods.undecided().filter(received_at__lt=clock.now() - within).count()
