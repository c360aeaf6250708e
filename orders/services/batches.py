"""Which batches customers are shown: the one that goes next, and those that went."""

from dataclasses import dataclass
from datetime import date

from inventory.models import BatchState, Reservation, ReservationState, Stock


@dataclass(frozen=True)
class ShownBatch:
    number: str
    expires_on: date
    near_expiry: bool = False


def _shown(batch) -> ShownBatch:
    return ShownBatch(batch.number, batch.expires_on, batch.state == BatchState.NEAR_EXPIRY)


def next_batches(sku_ids) -> dict[int, ShownBatch]:
    """SKU id → the batch a new order would get: the one that expires first."""
    rows = Stock.objects.with_free().filter(sku_id__in=list(sku_ids)).select_related("batch").order_by("sku_id", "expires_on", "pk")
    return {row.sku_id: _shown(row.batch) for row in rows.distinct("sku_id")} if sku_ids else {}


def batches_of(reference: str) -> dict[int, list[ShownBatch]]:
    """SKU id → the batches promised or sent to the order."""
    rows = Reservation.objects.filter(reference=reference, stock__isnull=False).exclude(state=ReservationState.RELEASED)
    found: dict[int, list[ShownBatch]] = {}
    for row in rows.select_related("stock__batch").order_by("stock__expires_on", "pk"):
        batch = _shown(row.stock.batch)
        if batch not in found.setdefault(row.sku_id, []):
            found[row.sku_id].append(batch)
    return found
