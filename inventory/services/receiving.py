"""Goods received: announced by a purchaser, received by batch, inspected, released by a second person."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from catalog.models import Product, Sku, Supplier
from catalog.suppliers.services import fitness
from inventory.events import (
    BatchInspected,
    BatchReceived,
    BatchRejected,
    BatchReleased,
    LineInspected,
    LinePutAway,
    LineReceived,
    ReceiptAnnounced,
    ReceiptArrived,
    ReceiptClosed,
)
from inventory.models import Batch, BatchState, Bin, Movement, MovementKind, Receipt, ReceiptLine, Stock, Warehouse, ZoneKind
from inventory.models.receipt import LineState, ReceiptState
from inventory.services import supplying
from inventory.services.batches import age, keep_report, settle
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

INSPECTION_POINTS = {
    "packaging": gettext_lazy("Packaging is whole and clean"),
    "label": gettext_lazy("Label, approval number and blue-hat mark are right, the warning fills a fifth of its face (S15)"),
    "dates": gettext_lazy("Batch number and dates match the goods"),
    "quantity": gettext_lazy("Quantity was counted"),
    "certificate": gettext_lazy("The maker's test report of this batch is present"),
}


@dataclass(frozen=True)
class Arrival:
    """What stands on the goods that arrived for one line."""

    batch_number: str
    made_on: date
    expires_on: date
    units: int


@transaction.atomic
def announce(*, supplier: Supplier, warehouse: Warehouse, lines: list[tuple[Sku, int]], expected_on: date, by, note: str = "") -> Receipt:
    """A delivery is on its way: ``lines`` are (SKU, units). Refuses when nothing is announced, and what the supplier may not supply;
    the licences it relied on stay with it (rules FS-02, GS-01, LI-04)."""
    if not lines or any(units < 1 for _sku, units in lines):
        raise Refused(_("Announce at least one product with at least one unit."))
    if bundle := next((sku for sku, _units in lines if sku.is_bundle), None):
        raise Refused(_("%(sku)s is a bundle: announce what is inside.") % {"sku": bundle})
    classes = set(Product.objects.filter(skus__in=[sku.pk for sku, _units in lines]).values_list("product_class", flat=True))
    if classes & set(NO_PARCEL):
        raise Refused(_("What has no parcel is not delivered to a warehouse."))
    supplier = Supplier.objects.prefetch_related("licences").get(pk=supplier.pk)
    fitness.require(supplier, classes)
    receipt = Receipt.objects.create(
        number=next_number("GR"), supplier=supplier, warehouse=warehouse, expected_on=expected_on, note=note,
        papers=fitness.papers_for(supplier, classes),
    )  # fmt: skip
    ReceiptLine.objects.bulk_create(ReceiptLine(receipt=receipt, sku=sku, expected_units=units) for sku, units in lines)
    publish(ReceiptAnnounced(receipt.number, len(lines)), about=receipt, by=by)
    return receipt


@transaction.atomic
def receive(line: ReceiptLine, arrival: Arrival, *, by) -> Batch:
    """The goods of ``line`` arrived: book them into the yellow zone, where nothing can be promised.

    Refuses dates that cannot be true: made in the future, past already, or a longer life than the product has."""
    receipt = line.receipt
    receipt.lock()
    line.begin("receive_line")
    _require_true_dates(line.sku, arrival)
    if receipt.is_open("arrive"):
        receipt.finish("arrive", ReceiptArrived(receipt.number), by=by)
    batch = _batch_of(line, arrival, by)
    line.batch, line.bin, line.received_units = batch, _first_bin(receipt.warehouse, ZoneKind.RECEIVING), arrival.units
    line.received_at, line.received_by = clock.now(), by
    _book(line, line.bin, arrival.units, MovementKind.RECEIVED, by)
    line.finish(
        "receive_line",
        LineReceived(receipt.number, line.sku.code, batch.number, arrival.units),
        by=by,
        save=["batch", "bin", "received_units", "received_at", "received_by"],
    )
    supplying.tell_arrival(line)
    fault_point("inventory.receive.before_commit")
    return batch


@transaction.atomic
def inspect(line: ReceiptLine, *, ticks: dict[str, bool], passed: bool, by, note: str = "", report=None) -> None:  # noqa: PLR0913
    """Record the points of inspection and the result. Passing needs every point; failing needs a reason. ``report``: an upload."""
    line.begin("pass_line" if passed else "fail_line")
    if passed and not all(ticks.get(point) for point in INSPECTION_POINTS):
        raise Refused(_("Goods pass only when every point of inspection is ticked."))
    if not passed and not note.strip():
        raise Refused(_("Say what is wrong with the goods."))
    _begin_inspection(line.batch, by)
    line.ticks = {point: bool(ticks.get(point)) for point in INSPECTION_POINTS}
    line.inspection_note, line.inspected_at, line.inspected_by = note.strip()[:200], clock.now(), by
    line.finish(
        "pass_line" if passed else "fail_line",
        LineInspected(line.receipt.number, line.sku.code, line.batch.number, passed),
        by=by,
        reason=note,
        save=["ticks", "inspection_note", "inspected_at", "inspected_by"],
    )
    if not passed:
        supplying.tell_damage(line)
    if report:
        keep_report(line.batch, report, by=by)


@transaction.atomic
def release_batch(line: ReceiptLine, *, bin: Bin, by) -> None:
    """Put goods that passed into a qualified bin: from here on they can be promised. Needs a second person if there is one."""
    _require_second_person(line, by)
    _put_away(line, bin, "release_line", ZoneKind.AVAILABLE, by)
    if line.batch.is_open("release"):
        line.batch.finish("release", BatchReleased(line.sku.code, line.batch.number), by=by)
    settle(line.sku_id)
    age(line.batch)
    fault_point("inventory.release_batch.before_commit")


@transaction.atomic
def quarantine(line: ReceiptLine, *, bin: Bin, by) -> None:
    """Put goods that failed into a red bin; they never become sellable from there."""
    _put_away(line, bin, "quarantine_line", ZoneKind.QUARANTINE, by)
    if line.batch.is_open("reject"):
        line.batch.finish("reject", BatchRejected(line.sku.code, line.batch.number), by=by, reason=line.inspection_note)
    settle(line.sku_id)


def _require_true_dates(sku: Sku, arrival: Arrival) -> None:
    if arrival.units < 1:
        raise Refused(_("At least one unit must be received."))
    if not arrival.batch_number.strip():
        raise Refused(_("Enter the batch number printed on the goods."))
    if arrival.made_on > clock.today():
        raise Refused(_("The goods cannot be made in the future."))
    if arrival.expires_on <= arrival.made_on:
        raise Refused(_("The expiry date must be after the date of making."))
    if arrival.expires_on < clock.today():
        raise Refused(_("These goods are expired already."))
    if arrival.expires_on > arrival.made_on + relativedelta(months=sku.shelf_life_months):
        raise Refused(_("%(sku)s keeps %(months)d months: the expiry date is too late.") % {"sku": sku, "months": sku.shelf_life_months})


def _batch_of(line: ReceiptLine, arrival: Arrival, by) -> Batch:
    """The batch of this number: a new one, or the same one arriving again with the same dates."""
    number = arrival.batch_number.strip().upper()
    batch, created = Batch.objects.get_or_create(
        sku=line.sku,
        number=number,
        defaults={"supplier": line.receipt.supplier, "made_on": arrival.made_on, "expires_on": arrival.expires_on},
    )
    batch.lock()
    if (batch.made_on, batch.expires_on) != (arrival.made_on, arrival.expires_on):
        raise Refused(_("Batch %(batch)s is on record with other dates.") % {"batch": number})
    if batch.state in (BatchState.REJECTED, BatchState.EXPIRED):
        raise Refused(_("Batch %(batch)s was rejected or is expired.") % {"batch": number})
    if batch.is_open("receive"):
        batch.finish("receive", BatchReceived(line.sku.code, number), by=by)
    return batch


def _begin_inspection(batch: Batch, by) -> None:
    batch.lock()
    if batch.is_open("inspect"):
        batch.finish("inspect", BatchInspected(batch.sku.code, batch.number), by=by)


def _put_away(line: ReceiptLine, bin: Bin, move: str, kind: ZoneKind, by) -> None:
    """Carry the line's goods from the receiving bin to ``bin``, which must lie in a zone of ``kind`` in the same warehouse."""
    receipt = line.receipt
    receipt.lock()
    line.begin(move)
    if bin.zone.kind != kind or bin.zone.warehouse_id != receipt.warehouse_id:
        raise Refused(_("Choose a bin of the zone “%(zone)s” in %(warehouse)s.") % {"zone": kind.label, "warehouse": receipt.warehouse})
    line.batch.lock()
    ledger_kind = MovementKind.PUT_AWAY if kind == ZoneKind.AVAILABLE else MovementKind.QUARANTINED
    _book(line, line.bin, -line.received_units, ledger_kind, by)
    _book(line, bin, line.received_units, ledger_kind, by)
    line.bin, line.released_at, line.released_by = bin, clock.now(), by
    line.finish(
        move,
        LinePutAway(receipt.number, line.sku.code, line.batch.number, line.received_units, bin.code),
        by=by,
        save=["bin", "released_at", "released_by"],
    )
    _close_when_done(receipt, by)


def _book(line: ReceiptLine, bin: Bin, units: int, kind: MovementKind, by) -> None:
    """Change what stands in a bin together with its line in the ledger."""
    stock, _created = Stock.objects.get_or_create(
        batch=line.batch, bin=bin, defaults={"sku": line.sku, "warehouse_id": bin.zone.warehouse_id, "expires_on": line.batch.expires_on}
    )
    Stock.objects.filter(pk=stock.pk).update(on_hand=F("on_hand") + units)
    Movement.objects.create(kind=kind, sku=line.sku, batch=line.batch, bin=bin, units=units, reference=line.receipt.number, by=by)


def _close_when_done(receipt: Receipt, by) -> None:
    if (
        not receipt.lines.exclude(state__in=(LineState.RELEASED, LineState.QUARANTINED)).exists()
        and receipt.state == ReceiptState.RECEIVING
    ):
        receipt.finish("close", ReceiptClosed(receipt.number), by=by)
        supplying.tell_shortage(receipt)


def _first_bin(warehouse: Warehouse, kind: ZoneKind) -> Bin:
    bin = Bin.objects.of_kind(kind, warehouse).first()
    if bin is None:
        raise Refused(_("%(warehouse)s has no bin in the zone “%(zone)s”.") % {"warehouse": warehouse, "zone": kind.label})
    return bin


def _require_second_person(line: ReceiptLine, by) -> None:
    """Whoever received or inspected the goods does not release them, as long as another person may."""
    if by.pk not in (line.received_by_id, line.inspected_by_id):
        return
    right = Permission.objects.filter(content_type__app_label="inventory", codename="release_batch")
    entitled = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    others = get_user_model().objects.filter(entitled, is_active=True, is_staff=True)
    if others.exclude(pk__in=[pk for pk in (line.received_by_id, line.inspected_by_id) if pk]).exists():
        raise Refused(_("A second person must release what you received or inspected."))
