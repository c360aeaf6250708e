"""What the stock table repeats of others, and what it tells the catalogue: written here and nowhere else."""

from collections.abc import Iterable

from django.db import connection

from catalog.services.availability import tell_left
from inventory.models import Stock, StockRule
from inventory.models.batch import BatchState, HoldState
from inventory.models.place import ZoneKind
from microstore.core.locking import locked

RELEASED = [BatchState.AVAILABLE, BatchState.NEAR_EXPIRY, BatchState.SALE_BLOCKED]

_SHIFT = """
    UPDATE inventory_stock AS stock
       SET on_hand = stock.on_hand + change.on_hand, reserved = stock.reserved + change.reserved
      FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS change (id, on_hand, reserved)
     WHERE stock.id = change.id
"""
_REPEAT = """
    UPDATE inventory_stock AS stock
       SET expires_on = batch.expires_on,
           sell_until = CASE WHEN batch.state = ANY(%s) AND batch.hold_state = %s AND zone.kind = %s
                             THEN batch.expires_on - %s END
      FROM inventory_batch AS batch, inventory_bin AS bin, inventory_zone AS zone
     WHERE batch.id = stock.batch_id AND bin.id = stock.bin_id AND zone.id = bin.zone_id AND stock.sku_id = ANY(%s)
"""


def lock_stock_of(sku_ids: Iterable[int]) -> list[Stock]:
    """Lock every row that holds goods of these SKUs. This lock guards their reservations too."""
    return list(locked(Stock.objects.filter(sku_id__in=list(sku_ids), on_hand__gt=0)))


def shift(changes: dict[int, tuple[int, int]]) -> None:
    """Add (on hand, reserved) to stock rows by id, in one statement; the rows are locked already."""
    if not changes:
        return
    ids, on_hand, reserved = zip(*((key, *pair) for key, pair in changes.items()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_SHIFT, [list(ids), list(on_hand), list(reserved)])


def repeat_batch_facts(sku_ids: Iterable[int]) -> None:
    """Copy expiry and the last day of sale from batches and zones into the stock rows of these SKUs."""
    rule = StockRule.current()
    with connection.cursor() as cursor:
        cursor.execute(
            _REPEAT, [[str(s) for s in RELEASED], HoldState.FREE.value, ZoneKind.AVAILABLE.value, rule.min_life_days, list(sku_ids)]
        )


def tell_catalogue(sku_ids: Iterable[int]) -> None:
    """Push down how many units of each SKU can be promised now."""
    sku_ids = list(sku_ids)
    free = Stock.objects.filter(sku_id__in=sku_ids).free_units()
    tell_left({sku_id: free.get(sku_id, 0) for sku_id in sku_ids})
