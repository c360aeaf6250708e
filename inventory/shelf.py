"""What product management is told: the batch each SKU ships from now, and what it was bought for."""

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from catalog.hooks import (
    BatchNow,
    CostNow,
    LotNow,
    tells_batches,
    tells_costs,
    tells_lots,
    tells_turnover,
    tells_units,
    tells_unsellable,
)
from catalog.models import Sku
from inventory.models import Batch, BatchState, HoldState, Stock, StockCover
from inventory.models.cover import A_YEAR
from inventory.services import available_units, costs
from microstore.core import clock

# Stock.objects.with_free, written out: it runs on every product page, and building the query took longer than answering it.
SHIPPING_NOW = """
    SELECT DISTINCT ON (stock.sku_id) stock.sku_id, batch.number, batch.made_on, batch.expires_on, batch.state,
           CASE WHEN batch.report_id IS NOT NULL THEN batch.id END AS report
      FROM inventory_stock AS stock JOIN inventory_batch AS batch ON batch.id = stock.batch_id
     WHERE stock.sku_id = ANY(%(skus)s) AND stock.sell_until >= %(today)s AND stock.on_hand > stock.reserved
       AND (NOT EXISTS (SELECT FROM inventory_storewarehouse WHERE store_id = %(store)s)
            OR stock.warehouse_id IN (SELECT warehouse_id FROM inventory_storewarehouse WHERE store_id = %(store)s))
     ORDER BY stock.sku_id, stock.expires_on, stock.id
"""


@tells_batches
def batches_shipping_now(sku_ids: list[int], store_id: int | None) -> dict[int, BatchNow]:
    """The one that expires first of those a new order could get; SKUs that are sold out are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SHIPPING_NOW, {"skus": sku_ids, "today": clock.today(), "store": store_id})
        rows = cursor.fetchall()
    return {
        sku: BatchNow(number, made_on, expires_on, is_near_expiry=state == BatchState.NEAR_EXPIRY, report=report)
        for sku, number, made_on, expires_on, state, report in rows
    }


@tells_costs
def costs_of_batches_now(sku_ids: list[int]) -> dict[int, CostNow]:
    return {sku: CostNow(number, fen) for sku, number, fen in costs.of_batches_now(sku_ids)}


@tells_units
def units_that_can_be_promised(sku_ids: list[int]) -> dict[int, int]:
    return available_units(sku_ids)


@tells_unsellable
def goods_that_may_not_be_sold(sku_ids: list[int]) -> dict[int, str]:
    """Units lie there, but each batch is held, or too old. What is merely sold out, or still on its way, is not meant. One query."""
    lying = Batch.objects.filter(sku__in=sku_ids, stock__on_hand__gt=0).distinct().values_list("sku", "state", "hold_state")
    by_sku: dict[int, set] = {}
    for sku, state, hold in lying:
        by_sku.setdefault(sku, set()).add("quality" if hold == HoldState.HELD or state == BatchState.REJECTED else state)
    old = {BatchState.SALE_BLOCKED, BatchState.EXPIRED}
    bad = {sku: found for sku, found in by_sku.items() if found <= {"quality", *old}}
    return {sku: "quality" if "quality" in found else "expired" for sku, found in bad.items()}


@tells_turnover
def turnover_by_product(product_ids: list[int]) -> dict[int, int]:
    """Over all pack sizes and warehouses, at the pace of the last 90 days."""
    rows = Sku.objects.filter(product__in=product_ids).order_by().values_list("product")
    left = Subquery(StockCover.objects.overall().filter(sku=OuterRef("pk")).values("sold_90")[:1])
    lying = Subquery(Stock.objects.filter(sku=OuterRef("pk")).order_by().values("sku").annotate(units=Sum("on_hand")).values("units")[:1])
    sums = rows.annotate(left=Sum(Coalesce(left, 0)), lying=Sum(Coalesce(lying, 0))).filter(lying__gt=0)
    return {product: round(left * A_YEAR / lying) for product, left, lying in sums}


@tells_lots
def lots_in_the_house(sku_ids: list[int]) -> list[LotNow]:
    """Dated batches with units on hand, and how many of them can be promised today. One query."""
    free = Sum(F("stock__on_hand") - F("stock__reserved"), filter=Q(stock__sell_until__gte=clock.today()), default=0)
    rows = Batch.objects.filter(sku__in=sku_ids, stock__on_hand__gt=0, made_on__isnull=False, expires_on__isnull=False)
    rows = rows.annotate(free=free, lying=Sum("stock__on_hand"))
    return [LotNow(row.sku_id, row.number, row.made_on, row.expires_on, row.free, row.lying, row.get_absolute_url()) for row in rows]
