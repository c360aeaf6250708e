"""Where the promised goods stand, and what happens to the books when they leave the house."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from catalog.models import Sku
from inventory.models import Batch, Bin, Movement, MovementKind, Reservation, ReservationState, Warehouse
from inventory.services.facts import lock_stock_of, shift
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Pick:
    """Take ``units`` of ``batch`` out of ``bin``."""

    warehouse: Warehouse
    bin: Bin
    batch: Batch
    sku: Sku
    units: int


def pick_plan(reference: str) -> list[Pick]:
    """What to take from where, by warehouse in walking order. Refuses when a batch is on hold, expired, or lost."""
    rows = Reservation.objects.open().filter(reference=reference).select_related("sku", "stock__batch", "stock__bin", "stock__warehouse")
    rows = list(rows.order_by("stock__warehouse", "stock__bin__walk_order", "stock__bin__code", "pk"))
    _require_pickable(reference, rows)
    return [_pick(row) for row in rows]


@transaction.atomic
def consume(reference: str, *, by, warehouse: Warehouse | None = None) -> list[Pick]:
    """The promised goods (of one warehouse) left the house: write them off with their movements. Returns what was taken.

    Refuses when they are not paid, or when a batch may not be shipped. Locks the stock rows by id: call it last."""
    rows = _locked_promises(reference, warehouse)
    _require_pickable(reference, rows)
    if any(row.state != ReservationState.COMMITTED for row in rows):
        raise Refused(_("%(reference)s is not paid.") % {"reference": reference})
    _write_off(rows, by)
    Reservation.objects.filter(pk__in=[row.pk for row in rows]).update(state=ReservationState.CONSUMED)
    fault_point("inventory.consume.before_commit")
    return [_pick(row) for row in rows]


def _pick(row: Reservation) -> Pick:
    return Pick(row.stock.warehouse, row.stock.bin, row.stock.batch, row.sku, row.units)


def _locked_promises(reference: str, warehouse: Warehouse | None) -> list[Reservation]:
    promises = Reservation.objects.open().filter(reference=reference)
    lock_stock_of(set(promises.values_list("sku_id", flat=True)))
    rows = list(locked(promises.select_related("sku", "stock__batch", "stock__bin", "stock__warehouse")))
    return [row for row in rows if warehouse is None or row.stock_id is None or row.stock.warehouse_id == warehouse.pk]


def _require_pickable(reference: str, rows: list[Reservation]) -> None:
    if not rows:
        raise Refused(_("Nothing is reserved for %(reference)s.") % {"reference": reference})
    for row in rows:
        if row.state == ReservationState.SHORT:
            raise Refused(_("%(reference)s waits for stock of %(sku)s.") % {"reference": reference, "sku": row.sku})
        if row.stock.sell_until is None or row.stock.expires_on < clock.today():
            raise Refused(_("Batch %(batch)s of %(sku)s may not be shipped.") % {"batch": row.stock.batch, "sku": row.sku})


def _write_off(rows: list[Reservation], by) -> None:
    taken = defaultdict(int)
    for row in rows:
        taken[row.stock_id] += row.units
    shift({stock_id: (-units, -units) for stock_id, units in taken.items()})
    Movement.objects.bulk_create(
        Movement(
            kind=MovementKind.SHIPPED,
            sku_id=row.sku_id,
            batch_id=row.stock.batch_id,
            bin_id=row.stock.bin_id,
            units=-row.units,
            reference=row.reference,
            by=by,
        )
        for row in rows
    )
