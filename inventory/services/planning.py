"""Which batches serve a wish: first expired first, out of one warehouse where one can serve all of it. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from inventory.models import Stock

Picks = list[tuple[Stock, int]]


def plan(wants: dict[int, int], rows: Iterable[Stock]) -> tuple[Picks, dict[int, int]]:
    """Picks for ``wants`` (SKU id → units) and what is missing (empty when all is served).

    One parcel beats two: the warehouse that can serve everything, and among several the one whose goods expire first.
    Only when none can, goods of all warehouses are taken together."""
    rows = sorted(rows, key=lambda row: (row.expires_on, row.pk))
    whole = [picks for picks, missing in (first_expired_first(wants, shelf) for shelf in _by_warehouse(rows)) if not missing]
    if whole:
        return min(whole, key=lambda picks: [(row.expires_on, row.pk) for row, _units in picks]), {}
    return first_expired_first(wants, rows)


def first_expired_first(wants: dict[int, int], rows: Iterable[Stock]) -> tuple[Picks, dict[int, int]]:
    """Take from ``rows`` in their order, which is that of expiry."""
    left, picks = dict(wants), []
    for row in rows:
        units = min(left.get(row.sku_id, 0), row.free)
        if units > 0:
            picks.append((row, units))
            left[row.sku_id] -= units
    return picks, {sku_id: units for sku_id, units in left.items() if units}


def _by_warehouse(rows: list[Stock]) -> Iterable[list[Stock]]:
    shelves = defaultdict(list)
    for row in rows:
        shelves[row.warehouse_id].append(row)
    return shelves.values()
