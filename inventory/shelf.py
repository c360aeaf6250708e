"""What the shelf of the shop is told: the batch each SKU ships from now."""

from catalog.hooks import BatchNow, tells_batches
from inventory.models import BatchState, Stock


@tells_batches
def batches_shipping_now(sku_ids: list[int]) -> dict[int, BatchNow]:
    """The one that expires first of those a new order could get; SKUs that are sold out are left out."""
    rows = Stock.objects.with_free().filter(sku_id__in=sku_ids).select_related("batch")
    first = rows.order_by("sku_id", "expires_on", "pk").distinct("sku_id")
    return {row.sku_id: _told(row.batch) for row in first}


def _told(batch) -> BatchNow:
    return BatchNow(batch.number, batch.made_on, batch.expires_on, is_near_expiry=batch.state == BatchState.NEAR_EXPIRY)
