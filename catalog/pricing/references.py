"""The price that may be struck through: what people really paid, or what a supplier suggests in writing (rules PR-03 to PR-05).

Without a deal and without a document nothing is struck: an invented reference is impossible."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from catalog.models import DealLow, Listing, SuggestedPrice
from catalog.pricing import norms
from microstore.core import clock
from microstore.core.locking import locked
from microstore.stores import freshness

DEALS, LAST, MSRP = "deals", "last", "msrp"
WORDS = {
    DEALS: _("Lowest deal of 7 days"),
    LAST: _("Last deal"),
    MSRP: _("Retail price suggested by the supplier"),
}
"""What is written beside a struck price."""

ASKED = """
    SELECT asked.sku_id, asked.store_id, low.fen, last.last_fen
      FROM unnest(%s::bigint[], %s::bigint[]) AS asked(sku_id, store_id)
      LEFT JOIN LATERAL (
           SELECT MIN(low_fen) AS fen FROM catalog_deallow AS deal
            WHERE deal.sku_id = asked.sku_id AND deal.store_id = asked.store_id AND deal.day BETWEEN %s AND %s) AS low ON TRUE
      LEFT JOIN LATERAL (
           SELECT last_fen FROM catalog_deallow AS deal
            WHERE deal.sku_id = asked.sku_id AND deal.store_id = asked.store_id AND deal.day <= %s
            ORDER BY deal.day DESC LIMIT 1) AS last ON TRUE
     WHERE last.last_fen IS NOT NULL
"""


@dataclass(frozen=True)
class Reference:
    """The most that may be struck through, and its basis."""
    fen: int
    basis: str


def window(day: date) -> tuple[date, date]:
    """The whole days before ``day`` that count, and the day itself: a deal of this morning counts, too."""
    return day - timedelta(days=norms.REFERENCE.value), day


def by_deals(pairs: Iterable[tuple[int, int]], day: date | None = None) -> dict[tuple[int, int], Reference]:
    """(SKU, store) → the lowest deal of the days before, or else the last deal; pairs without any deal are absent. One query."""
    pairs = list(pairs)
    if not pairs:
        return {}
    first, last = window(day or clock.today())
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [[sku for sku, __ in pairs], [store for __, store in pairs], first, last, last])
        rows = cursor.fetchall()
    return {(sku, store): Reference(newest, LAST) if low is None else Reference(low, DEALS) for sku, store, low, newest in rows}


def suggested(sku_ids) -> dict[int, int]:
    """SKU id → what its supplier suggests in writing now."""
    return dict(SuggestedPrice.objects.filter(sku__in=list(sku_ids), valid_until=None).values_list("sku", "amount_fen"))


class Struck:
    """What may be struck on the cards of these (SKU, store) pairs. Two queries."""

    def __init__(self, pairs: Iterable[tuple[int, int]]):
        pairs = set(pairs)
        self.deals, self.suggested = by_deals(pairs), suggested({sku for sku, __ in pairs})

    def of(self, sku_id: int, store_id: int, price_fen: int) -> tuple[int | None, str]:
        """(amount, basis), or (None, ""): only what lies above the price is a comparison."""
        deal = self.deals.get((sku_id, store_id))
        if deal and deal.fen > price_fen:
            return deal.fen, deal.basis
        said = self.suggested.get(sku_id)
        return (said, MSRP) if said and said > price_fen else (None, "")


@transaction.atomic
def mend(pairs: Iterable[tuple[int, int]]) -> int:
    """Put the lawful struck price onto the cards of these (SKU, store) pairs; returns how many changed. Cards are locked last."""
    pairs = set(pairs)
    cards = Listing.objects.filter(sku__in={sku for sku, __ in pairs}, store__in={store for __, store in pairs})
    suspects = _wrong([card for card in cards.filter(price_fen__isnull=False) if (card.sku_id, card.store_id) in pairs])
    if not suspects:
        return 0
    wrong = _wrong(list(locked(Listing.objects.filter(pk__in=suspects, price_fen__isnull=False))))
    for pk, (fen, basis) in wrong.items():
        Listing.objects.filter(pk=pk).update(list_fen=fen, list_basis=basis, version=F("version") + 1)
    freshness.touch(Listing.objects.filter(pk__in=wrong).values_list("store", flat=True))
    return len(wrong)


def _wrong(cards: list[Listing]) -> dict[int, tuple[int | None, str]]:
    struck = Struck((card.sku_id, card.store_id) for card in cards)
    right = {card.pk: struck.of(card.sku_id, card.store_id, card.price_fen) for card in cards}
    return {card.pk: right[card.pk] for card in cards if right[card.pk] != (card.list_fen, card.list_basis)}


def refresh() -> int:
    """Every night: the days that count have moved on. Looks only at cards that strike a price and at what was sold of late."""
    first, last = window(clock.today())
    sold = DealLow.objects.filter(day__gte=first - timedelta(days=2)).values_list("sku", "store").distinct()
    struck = Listing.objects.filter(list_fen__isnull=False).values_list("sku", "store")
    return mend({*sold, *struck})
