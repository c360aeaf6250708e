"""One look at all stock: how long it lasts, what is low, which alerts open and which close (duties P7, P8, decision 0023)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction

from inventory import norms
from inventory.events import StockAlertClosed, StockAlertOpened
from inventory.models import StockAlert
from inventory.services.proposing import Facts, Proposal, Rules, propose
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.events import publish_all
from microstore.core.faults import fault_point

_FACTS = """
    WITH free AS (
        SELECT sku_id, warehouse_id, sum(on_hand - reserved) AS units FROM inventory_stock
         WHERE sell_until >= %(today)s AND on_hand > reserved AND (%(all)s OR sku_id = ANY(%(skus)s))
         GROUP BY GROUPING SETS ((sku_id), (sku_id, warehouse_id))
    ), coming AS (
        SELECT l.sku_id, r.warehouse_id, sum(CASE l.state WHEN 'announced' THEN l.expected_units ELSE l.received_units END) AS units
          FROM inventory_receiptline l JOIN inventory_receipt r ON r.id = l.receipt_id
         WHERE r.state <> 'closed' AND (l.state IN ('received', 'passed') OR l.state = 'announced' AND r.expected_on >= %(late)s)
           AND (%(all)s OR l.sku_id = ANY(%(skus)s))
         GROUP BY GROUPING SETS ((l.sku_id), (l.sku_id, r.warehouse_id))
    ), scope AS (
        SELECT sku.id AS sku_id, NULL::bigint AS warehouse_id FROM catalog_sku sku WHERE NOT sku.is_bundle
         UNION ALL SELECT sku_id, warehouse_id FROM inventory_stocklevel WHERE warehouse_id IS NOT NULL
    )
    SELECT scope.sku_id, scope.warehouse_id, coalesce(free.units, 0), coalesce(coming.units, 0),
           coalesce(cover.sold_7, 0), coalesce(cover.sold_30, 0), coalesce(cover.sold_90, 0),
           %(today)s - (product.created_at AT TIME ZONE 'Asia/Shanghai')::date, sku.shelf_life_months, product.state = 'listed',
           level.units, level.cover_days, level.lead_days, coalesce(level.moq, 1), coalesce(level.pack, 1), alert.id
      FROM scope JOIN catalog_sku sku ON sku.id = scope.sku_id JOIN catalog_product product ON product.id = sku.product_id
      LEFT JOIN inventory_stocklevel level ON level.sku_id = scope.sku_id AND level.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
      LEFT JOIN inventory_stockcover cover ON cover.sku_id = scope.sku_id AND cover.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
      LEFT JOIN inventory_stockalert alert ON alert.sku_id = scope.sku_id AND alert.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
                                          AND alert.state <> 'closed'
      LEFT JOIN free ON free.sku_id = scope.sku_id AND free.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
      LEFT JOIN coming ON coming.sku_id = scope.sku_id AND coming.warehouse_id IS NOT DISTINCT FROM scope.warehouse_id
     WHERE sku.is_active AND (product.state = 'listed' OR product.state NOT IN ('delisted', 'retired') AND level.id IS NOT NULL)
       AND (%(all)s OR scope.sku_id = ANY(%(skus)s)) AND product.product_class <> ALL(%(no_parcel)s)
     ORDER BY scope.sku_id, scope.warehouse_id NULLS FIRST
"""
_KEEP = """
    INSERT INTO inventory_stockcover AS cover
           (sku_id, warehouse_id, sold_7, sold_30, sold_90, pace, free, coming, level, needed, proposed, days_left, below_since)
    SELECT sku, place, 0, 0, 0, pace, free, coming, level, needed, proposed, days, CASE WHEN free < level THEN %s::timestamptz END
      FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[])
        AS found (sku, place, pace, free, coming, level, needed, proposed, days)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE
       SET pace = excluded.pace, free = excluded.free, coming = excluded.coming, level = excluded.level, needed = excluded.needed,
           proposed = excluded.proposed, days_left = excluded.days_left,
           below_since = CASE WHEN excluded.below_since IS NOT NULL THEN coalesce(cover.below_since, excluded.below_since) END
     WHERE (cover.pace, cover.free, cover.coming, cover.level, cover.needed, cover.proposed, cover.days_left, cover.below_since IS NULL)
           IS DISTINCT FROM (excluded.pace, excluded.free, excluded.coming, excluded.level, excluded.needed, excluded.proposed,
                             excluded.days_left, excluded.below_since IS NULL)
"""
_UNWATCHED = """
    UPDATE inventory_stockcover SET needed = 0, proposed = 0, below_since = NULL
     WHERE (needed > 0 OR below_since IS NOT NULL) AND (%(all)s OR sku_id = ANY(%(skus)s))
       AND NOT EXISTS (SELECT FROM unnest(%(seen_skus)s::bigint[], %(seen_places)s::bigint[]) AS seen (sku, place)
                        WHERE sku = sku_id AND place IS NOT DISTINCT FROM warehouse_id)
"""
_OPEN = """
    INSERT INTO inventory_stockalert
           (sku_id, warehouse_id, state, level, available, proposed, opened_at, answer_by, remind_at, told, escalate_at, escalations,
            answer, reason, closing)
    SELECT sku, place, 'open', level, free, proposed, %(now)s, %(answer_by)s, %(now)s, 0, %(answer_by)s, 0, '', '', ''
      FROM unnest(%(skus)s::bigint[], %(places)s::bigint[], %(levels)s::int[], %(free)s::int[], %(proposed)s::int[])
        AS low (sku, place, level, free, proposed)
        ON CONFLICT DO NOTHING RETURNING id, sku_id, warehouse_id
"""
_CLOSE = """
    UPDATE inventory_stockalert SET state = 'closed', closed_at = %s, closing = %s, remind_at = NULL, escalate_at = NULL
     WHERE id = ANY(%s) AND state <> 'closed' RETURNING id
"""


def facts_of(sku_ids: Iterable[int] | None = None) -> list[Facts]:
    """What is known of every watched SKU and scope, in one statement."""
    today = clock.today()
    late = today - timedelta(days=norms.OVERDUE_DELIVERY.value)
    rows = _rows(_FACTS, {"today": today, "late": late, "no_parcel": list(NO_PARCEL), **_asked(sku_ids)})
    return [Facts(*row[:4], row[4:7], *row[7:]) for row in rows]


@transaction.atomic
def sweep(sku_ids: Iterable[int] | None = None) -> tuple[int, int]:
    """Look at all SKUs, or at ``sku_ids``: keep how long they last, open and close alerts. Returns (opened, closed).

    As many statements for ten SKUs as for ten thousand. Whoever else sweeps meanwhile finds the alert there: one per scope."""
    sku_ids = None if sku_ids is None else sorted(set(sku_ids))
    rules = Rules.current()
    found = [propose(facts, rules) for facts in facts_of(sku_ids)]
    _keep(found, sku_ids)
    fault_point("inventory.sweep.before_alerts")
    opened = _open([one for one in found if one.is_below and one.facts.alert_id is None])
    back = [one.facts.alert_id for one in found if not one.is_below and one.facts.alert_id]
    return opened, _close(back, "recovered") + _close(_forsaken(found, sku_ids), "unwatched")


def _keep(found: list[Proposal], sku_ids) -> None:
    columns = zip(
        *(
            (one.facts.sku_id, one.facts.warehouse_id, one.pace, one.facts.free, one.facts.coming, one.level, one.needed, one.units,
             one.days_left)
            for one in found
        ), strict=True,
    )  # fmt: skip
    columns = [list(column) for column in columns] or [[] for _ in range(9)]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [clock.now(), *columns])
        cursor.execute(_UNWATCHED, {"seen_skus": columns[0], "seen_places": columns[1], **_asked(sku_ids)})


def _open(low: list[Proposal]) -> int:
    if not low:
        return 0
    by_scope = {(one.facts.sku_id, one.facts.warehouse_id): one for one in low}
    given = {
        "now": clock.now(), "answer_by": clock.now() + norms.ANSWER.span, "skus": [sku for sku, _place in by_scope],
        "places": [place for _sku, place in by_scope], "levels": [one.level for one in low], "free": [one.facts.free for one in low],
        "proposed": [one.units for one in low],
    }  # fmt: skip
    rows = [(pk, by_scope[sku, place]) for pk, sku, place in _rows(_OPEN, given)]
    publish_all([(StockAlertOpened(one.facts.free, one.level, one.units), StockAlert, pk) for pk, one in rows])
    return len(rows)


def _close(alert_ids: list[int], why: str) -> int:
    if not alert_ids:
        return 0
    closed = [pk for (pk,) in _rows(_CLOSE, [clock.now(), why, alert_ids])]
    publish_all([(StockAlertClosed(why), StockAlert, pk) for pk in closed])
    return len(closed)


def _forsaken(found: list[Proposal], sku_ids) -> list[int]:
    """Alerts of what is no longer watched: off the shelf, or a level taken away."""
    seen = {(one.facts.sku_id, one.facts.warehouse_id) for one in found}
    rows = StockAlert.objects.unclosed().values_list("pk", "sku_id", "warehouse_id")
    rows = rows if sku_ids is None else rows.filter(sku_id__in=sku_ids)
    return [pk for pk, sku, place in rows if (sku, place) not in seen]


def _asked(sku_ids) -> dict:
    return {"all": sku_ids is None, "skus": list(sku_ids or [])}


def _rows(sql: str, given) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
