"""The ledger rolled up by day, and the pace of every SKU from it. Absolute numbers: again changes nothing."""

from datetime import timedelta

from django.db import connection, transaction

from microstore.core import clock
from microstore.core.days import day_bounds

LOOKED_BACK = 90
LATE = 3
"""Days that the hourly roll-up reads again, for movements written about yesterday."""

_ROLL_UP = """
    INSERT INTO inventory_dailyoutflow AS daily (sku_id, warehouse_id, day, units)
    SELECT m.sku_id, z.warehouse_id, (m.at AT TIME ZONE 'Asia/Shanghai')::date, -sum(m.units)
      FROM inventory_movement m JOIN inventory_bin b ON b.id = m.bin_id JOIN inventory_zone z ON z.id = b.zone_id
     WHERE m.kind = 'shipped' AND m.at >= %s AND m.at < %s GROUP BY 1, 2, 3 ORDER BY 3, 1, 2
        ON CONFLICT (day, sku_id, warehouse_id) DO UPDATE SET units = excluded.units WHERE daily.units <> excluded.units
"""
_PACE = """
    WITH sold AS (
        SELECT sku_id, warehouse_id,
               coalesce(sum(units) FILTER (WHERE day >= %(today)s - 7), 0) AS sold_7,
               coalesce(sum(units) FILTER (WHERE day >= %(today)s - 30), 0) AS sold_30, sum(units) AS sold_90
          FROM inventory_dailyoutflow WHERE day >= %(today)s - 90 AND day < %(today)s
         GROUP BY GROUPING SETS ((sku_id), (sku_id, warehouse_id))
    ), scope AS (
        SELECT id AS sku_id, NULL::bigint AS warehouse_id FROM catalog_sku WHERE is_active
         UNION ALL SELECT sku_id, warehouse_id FROM inventory_stocklevel WHERE warehouse_id IS NOT NULL
    )
    INSERT INTO inventory_stockcover AS cover
           (sku_id, warehouse_id, sold_7, sold_30, sold_90, pace, free, coming, level, needed, proposed)
    SELECT scope.sku_id, scope.warehouse_id, coalesce(sold_7, 0), coalesce(sold_30, 0), coalesce(sold_90, 0), 0, 0, 0, 0, 0, 0
      FROM scope LEFT JOIN sold ON sold.sku_id = scope.sku_id AND sold.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
     ORDER BY 1, 2
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE
       SET sold_7 = excluded.sold_7, sold_30 = excluded.sold_30, sold_90 = excluded.sold_90
     WHERE (cover.sold_7, cover.sold_30, cover.sold_90) IS DISTINCT FROM (excluded.sold_7, excluded.sold_30, excluded.sold_90)
"""


@transaction.atomic
def roll_up(days: int = LATE) -> int:
    """Count anew what left on the last ``days`` days and today, then the pace of every SKU. Returns the days-and-SKUs written."""
    first = clock.today() - timedelta(days=days)
    with connection.cursor() as cursor:
        cursor.execute(_ROLL_UP, [day_bounds(first)[0], day_bounds(clock.today())[1]])
        written = cursor.rowcount
        cursor.execute(_PACE, {"today": clock.today()})
    return written

