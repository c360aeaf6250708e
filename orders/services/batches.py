"""Which batches customers are shown: the one that goes next, and those that went."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from inventory.models import BatchState, Reservation, ReservationState, Stock


@dataclass(frozen=True)
class ShownBatch:
    number: str
    expires_on: date
    near_expiry: bool = False


class OnShelf(NamedTuple):
    """``left`` units can be promised; a new order would get ``batch`` first; ``lots`` are dates and free units in that order."""

    left: int
    batch: ShownBatch | None
    lots: list[tuple[date, int]]


def _shown(batch) -> ShownBatch:
    return ShownBatch(batch.number, batch.expires_on, batch.state == BatchState.NEAR_EXPIRY)


def on_shelf(sku_ids, store_id: int) -> dict[int, OnShelf]:
    """By SKU id, out of the warehouses of the store; what expires first ships first. One query."""
    found: dict[int, OnShelf] = {}
    rows = Stock.objects.with_free().in_reach(store_id).filter(sku_id__in=list(sku_ids)).select_related("batch")
    for row in rows.order_by("expires_on", "pk"):
        left, batch, lots = found.get(row.sku_id, (0, None, []))
        found[row.sku_id] = OnShelf(left + row.free, batch or _shown(row.batch), [*lots, (row.batch.expires_on, row.free)])
    return found


def batches_of(reference: str) -> dict[int, list[ShownBatch]]:
    """SKU id → the batches promised or sent to the order."""
    rows = Reservation.objects.filter(reference=reference, stock__isnull=False).exclude(state=ReservationState.RELEASED)
    found: dict[int, list[ShownBatch]] = {}
    for row in rows.select_related("stock__batch").order_by("stock__expires_on", "pk"):
        batch = _shown(row.stock.batch)
        if batch not in found.setdefault(row.sku_id, []):
            found[row.sku_id].append(batch)
    return found
