"""What goods were bought for, delivery by delivery: told to product management, which sets prices (duty P6)."""

from django.db import connection, transaction

from inventory.events import CostsEntered
from inventory.models import Receipt, ReceiptLine
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

# The batch that ships now, as in ``inventory.shelf``, with the purchase price of the delivery that brought it last.
NOW = """
    SELECT DISTINCT ON (stock.sku_id) stock.sku_id, batch.number, bought.cost_fen
      FROM inventory_stock AS stock JOIN inventory_batch AS batch ON batch.id = stock.batch_id
      JOIN LATERAL (
           SELECT line.cost_fen FROM inventory_receiptline AS line
            WHERE line.batch_id = batch.id AND line.sku_id = stock.sku_id AND line.cost_fen IS NOT NULL
            ORDER BY line.received_at DESC NULLS LAST, line.id DESC LIMIT 1) AS bought ON TRUE
     WHERE stock.sku_id = ANY(%s) AND stock.sell_until >= %s AND stock.on_hand > stock.reserved
     ORDER BY stock.sku_id, stock.expires_on, stock.id
"""


@transaction.atomic
def enter(receipt: Receipt, costs: dict[int, int | None], *, by) -> int:
    """``costs``: line → fen of one unit, None for unknown. Refuses amounts below zero. Returns how many lines changed."""
    if any(fen is not None and fen < 0 for fen in costs.values()):
        raise Refused(_("A purchase price cannot be below zero."))
    receipt.lock()
    changed = []
    for line in receipt.lines.filter(pk__in=costs):
        if line.cost_fen != costs[line.pk]:
            line.cost_fen = costs[line.pk]
            changed.append(line)
    ReceiptLine.objects.bulk_update(changed, ["cost_fen"])
    if changed:
        publish(CostsEntered(receipt.number, len(changed)), about=receipt, by=by)
    return len(changed)


def of_batches_now(sku_ids: list[int]) -> list[tuple[int, str, int]]:
    """(SKU, batch, fen) of the batch that ships now, where its purchase price is known. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NOW, [sku_ids, clock.today()])
        return cursor.fetchall()
