"""The warehouse's books, checked row by row."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from inventory.models import Reservation, Stock, StockRule
from inventory.models.batch import HoldState
from inventory.models.reservation import COUNTED
from inventory.services.facts import RELEASED
from microstore.core import clock
from microstore.core.declarations import Check

_ON_HAND = """
    SELECT s.id, b.number, p.code, s.on_hand, coalesce(m.units, 0)
      FROM inventory_stock s
      JOIN inventory_batch b ON b.id = s.batch_id JOIN inventory_bin p ON p.id = s.bin_id
      LEFT JOIN (SELECT batch_id, bin_id, sum(units) AS units FROM inventory_movement GROUP BY 1, 2) m
        ON m.batch_id = s.batch_id AND m.bin_id = s.bin_id
     WHERE s.on_hand <> coalesce(m.units, 0) ORDER BY s.id
"""
_UNBOOKED = """
    SELECT m.batch_id, m.bin_id, sum(m.units) FROM inventory_movement m
     WHERE NOT EXISTS (SELECT FROM inventory_stock s WHERE s.batch_id = m.batch_id AND s.bin_id = m.bin_id)
     GROUP BY 1, 2 HAVING sum(m.units) <> 0
"""
_RESERVED = """
    SELECT s.id, s.reserved, s.on_hand, coalesce(r.units, 0)
      FROM inventory_stock s
      LEFT JOIN (SELECT stock_id, sum(units) AS units FROM inventory_reservation WHERE state IN %s GROUP BY 1) r ON r.stock_id = s.id
     WHERE s.reserved <> coalesce(r.units, 0) OR s.reserved < 0 OR s.reserved > s.on_hand ORDER BY s.id
"""
_FACTS = """
    SELECT s.id, b.number, s.sell_until
      FROM inventory_stock s
      JOIN inventory_batch b ON b.id = s.batch_id JOIN inventory_bin p ON p.id = s.bin_id JOIN inventory_zone z ON z.id = p.zone_id
     WHERE (s.on_hand > 0 AND s.sell_until IS DISTINCT FROM
            CASE WHEN b.state IN %s AND b.hold_state = %s AND z.kind = 'available' THEN b.expires_on - %s END)
        OR s.sku_id <> b.sku_id OR s.warehouse_id <> z.warehouse_id ORDER BY s.id
"""

_LOW_UNTOLD = """
    SELECT sku.code, c.free, c.level FROM inventory_stockcover c JOIN catalog_sku sku ON sku.id = c.sku_id
     WHERE c.below_since <= %s AND NOT EXISTS (
        SELECT FROM inventory_stockalert a
         WHERE a.sku_id = c.sku_id AND a.warehouse_id IS NOT DISTINCT FROM c.warehouse_id AND a.state <> 'closed') ORDER BY c.id
"""
_TOLD_FOR_NOTHING = """
    SELECT a.id, c.free, c.level FROM inventory_stockalert a
      LEFT JOIN inventory_stockcover c ON c.sku_id = a.sku_id AND c.warehouse_id IS NOT DISTINCT FROM a.warehouse_id
     WHERE a.state <> 'closed' AND c.below_since IS NULL ORDER BY a.id
"""
TWO_SWEEPS = timedelta(minutes=3)


def _rows(sql: str, *params) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@Check.register("1", _("on hand is the sum of movements, per batch and bin"))
def on_hand_is_sum_of_movements() -> Iterator[str]:
    for key, batch, place, on_hand, booked in _rows(_ON_HAND):
        yield f"stock {key} (batch {batch} in {place}): on hand {on_hand}, movements {booked}"
    for batch_id, bin_id, units in _rows(_UNBOOKED):
        yield f"batch {batch_id} in bin {bin_id}: movements {units}, no stock row"


@Check.register("1", _("reserved is the sum of open reservations and never more than on hand"))
def reserved_is_sum_of_reservations() -> Iterator[str]:
    for key, reserved, on_hand, promised in _rows(_RESERVED, tuple(state.value for state in COUNTED)):
        yield f"stock {key}: reserved {reserved}, reservations {promised}, on hand {on_hand}"


@Check.register("2", _("what may be promised follows from batch, hold, date and zone"))
def stock_repeats_its_batch() -> Iterator[str]:
    released = tuple(state.value for state in RELEASED)
    for key, batch, sell_until in _rows(_FACTS, released, HoldState.FREE.value, StockRule.current().min_life_days):
        yield f"stock {key} (batch {batch}): sold until {sell_until} is not what its batch says"


@Check.register("2", _("no open reservation stands on an expired, held or undated batch"))
def promises_stand_on_good_batches() -> Iterator[str]:
    bad = Reservation.objects.counted().exclude(stock__in=Stock.objects.filter(sell_until__isnull=False, expires_on__gte=clock.today()))
    for promise in bad.select_related("stock__batch").order_by("pk").iterator():
        yield f"{promise.reference}: {promise.units} of batch {promise.stock.batch.number}, which may not be shipped"


@Check.register("P8", _("what is below its level has one open alert, and nothing above it has"))
def alerts_follow_the_levels() -> Iterator[str]:
    """As of the last sweep, which keeps level and stock of every SKU together."""
    for code, free, level in _rows(_LOW_UNTOLD, clock.now() - TWO_SWEEPS):
        yield f"{code}: {free} left of {level}, no alert is open"
    for alert, free, level in _rows(_TOLD_FOR_NOTHING):
        yield f"alert {alert}: {free} left, the level is {level}"
