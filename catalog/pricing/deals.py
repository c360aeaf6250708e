"""What was paid, told by orders: the lowest and the last deal of each SKU, store and day (rules PR-03, PR-12)."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min

from catalog.models import DealLow
from catalog.pricing import references
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.locking import locked


@dataclass(frozen=True)
class Deal:
    """One order line that was paid: what one piece cost after everything that was saved, without freight."""
    sku_id: int
    store_id: int
    fen: int
    at: datetime

    @property
    def day(self) -> date:
        return self.at.astimezone(SHANGHAI).date()


NOTE = """
    INSERT INTO catalog_deallow AS kept (sku_id, store_id, day, low_fen, last_fen, last_at) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (sku_id, store_id, day) DO UPDATE
       SET low_fen = LEAST(kept.low_fen, EXCLUDED.low_fen),
           last_fen = CASE WHEN EXCLUDED.last_at >= kept.last_at THEN EXCLUDED.last_fen ELSE kept.last_fen END,
           last_at = GREATEST(kept.last_at, EXCLUDED.last_at)
"""


@transaction.atomic
def note(deals: Iterable[Deal]) -> None:
    """Keep deals, and mend the cards that struck more than is lawful now. Telling the same deal twice changes nothing.

    Whoever tells of another moment leaves the cards of today alone."""
    ordered = sorted(deals, key=lambda deal: (deal.sku_id, deal.store_id, deal.at))
    with connection.cursor() as cursor:
        for deal in ordered:
            cursor.execute(NOTE, [deal.sku_id, deal.store_id, deal.day, deal.fen, deal.fen, deal.at])
    if not clock.is_pinned():
        references.mend({(deal.sku_id, deal.store_id) for deal in ordered})


@transaction.atomic
def recount(days: Iterable[date], deals: Iterable[Deal], pairs: set[tuple[int, int]] | None = None) -> int:
    """Write these days anew from all deals that still count: what was given back is no deal. ``pairs`` narrows it to some
    (SKU, store). Returns how many rows there are now."""
    days = set(days)
    old = [row for row in locked(DealLow.objects.filter(day__in=days)) if pairs is None or (row.sku_id, row.store_id) in pairs]
    DealLow.objects.filter(pk__in=[row.pk for row in old]).delete()
    rows = _folded(deal for deal in deals if deal.day in days)
    DealLow.objects.bulk_create(rows)
    references.mend({(row.sku_id, row.store_id) for row in (*old, *rows)})
    return len(rows)


def _folded(deals: Iterable[Deal]) -> list[DealLow]:
    rows: dict[tuple, DealLow] = {}
    for deal in sorted(deals, key=lambda deal: deal.at):
        key = (deal.sku_id, deal.store_id, deal.day)
        low = min(deal.fen, rows[key].low_fen) if key in rows else deal.fen
        rows[key] = DealLow(sku_id=deal.sku_id, store_id=deal.store_id, day=deal.day, low_fen=low, last_fen=deal.fen, last_at=deal.at)
    return [rows[key] for key in sorted(rows)]


def lowest(sku_ids, store_id: int | None, days: int) -> dict[int, int]:
    """SKU id → the lowest deal of so many days and today, in one store or in all."""
    rows = DealLow.objects.filter(sku__in=list(sku_ids), day__gte=clock.today() - timedelta(days=days))
    rows = rows.filter(store=store_id) if store_id else rows
    return dict(rows.order_by().values_list("sku").annotate(low=Min("low_fen")))
