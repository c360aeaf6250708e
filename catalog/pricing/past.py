"""Prices as they were: in each store at a moment, and over time (rule PR-12)."""
from dataclasses import dataclass
from datetime import datetime

from catalog.models import Price
from catalog.pricing import deciding, references
from catalog.pricing.deciding import Decision
from microstore.core import clock
from microstore.core.days import business_day
from microstore.stores.models import Store


@dataclass(frozen=True)
class Then:
    """What counted in one store at a moment, and what might have been struck beside it."""
    store: Store
    decision: Decision | None
    reference: references.Reference | None


def at(sku, stores, moment: datetime, units: int = 1) -> list[Then]:
    """Store by store. Two queries, however many stores."""
    stores = list(stores)
    rows = list(deciding.rows([sku.pk], [store.pk for store in stores], moment))
    deals = references.by_deals([(sku.pk, store.pk) for store in stores], business_day(moment))
    return [_then(store, rows, deals.get((sku.pk, store.pk)), units) for store in stores]


def _then(store, rows, reference, units) -> Then:
    decision = deciding.choose(rows, store.pk, units)
    is_above = reference is not None and decision is not None and reference.fen > decision.amount_fen
    return Then(store, decision, reference if is_above else None)


def steps(prices: list[Price], store_id: int | None, since: datetime, until: datetime) -> list[tuple[datetime, int]]:
    """(moment, price of one unit from then on) in one store between two moments: what customers there saw, whichever row it was."""
    mine = deciding.in_order(row for row in prices if not row.channel and not row.tier and row.from_units == 1)
    mine = [row for row in mine if row.store_id in (None, store_id)]
    moments = {since, *(edge for row in mine for edge in (row.valid_from, row.valid_until) if edge and since < edge <= until)}
    found = []
    for moment in sorted(moments):
        decision = deciding.choose((row for row in mine if row.is_in_force(moment)), store_id)
        if decision and (not found or found[-1][1] != decision.amount_fen):
            found.append((moment, decision.amount_fen))
    return found


def until_now(prices: list[Price]) -> tuple[datetime, datetime]:
    """From the first row to now, or to the last planned change."""
    now = clock.now()
    return min((row.valid_from for row in prices), default=now), max([now, *(row.valid_from for row in prices)])
