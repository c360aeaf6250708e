"""Which products were bought in the same order, counted for the shelf."""

from django.db import connection

from catalog.services import related
from microstore.core import clock
from orders import norms

MOST_EACH = 8
# Paid orders of the counted days; for each product those bought along most often.
COUNTED = """
    WITH bought AS (
        SELECT DISTINCT line.order_id, sku.product_id
          FROM orders_orderline AS line JOIN orders_order AS "order" ON "order".id = line.order_id
          JOIN catalog_sku AS sku ON sku.id = line.sku_id
         WHERE "order".paid_at >= %s
    ), pairs AS (
        SELECT a.product_id, b.product_id AS other_id, count(*) AS times,
               row_number() OVER (PARTITION BY a.product_id ORDER BY count(*) DESC, b.product_id) AS place
          FROM bought AS a JOIN bought AS b ON b.order_id = a.order_id AND b.product_id <> a.product_id
         GROUP BY a.product_id, b.product_id
    )
    SELECT product_id, other_id, times FROM pairs WHERE place <= %s
"""


def recount() -> int:
    """Returns how many pairs there are."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [clock.now() - norms.TOGETHER_DAYS.span, MOST_EACH])
        return related.replace(cursor.fetchall())
