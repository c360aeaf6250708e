"""Every night: do cards and pages say the prices that count (rule PR-08)?"""
import re
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q

from catalog.models import Listing, Product
from catalog.pricing import deciding
from catalog.pricing.events import CardsMended
from catalog.services import cards
from microstore.core.events import publish_all
from microstore.core.money import format_yuan
from microstore.stores.models import PageRevision, Store

AMOUNT = re.compile(r"[¥￥]\s*(\d{1,6}(?:\.\d{1,2})?)")
PRODUCT_LINK = re.compile(r"^/?p/([\w-]+)/?$")


def wrong_cards(store):
    """Cards of a store that show another price than the one that counts. One query."""
    shelf = Listing.objects.filter(store=store, is_on=True, sku__isnull=False).annotate(now_fen=deciding.in_store(store))
    return shelf.filter(~Q(price_fen=F("now_fen")) | Q(now_fen=None, price_fen__isnull=False))


@transaction.atomic
def mend_cards() -> int:
    """Write them anew and tell it on each product; returns how many there were."""
    wrong = {card.pk: card for store in Store.objects.all() for card in wrong_cards(store).select_related("product", "store")}
    if wrong:
        cards.rewrite(Listing.objects.filter(pk__in=wrong))
        publish_all([(CardsMended(card.product.code, [card.store.code]), Product, card.product_id) for card in wrong.values()])
    return len(wrong)


def wrong_words() -> Iterator[str]:
    """Published blocks that lead to a product and name an amount that is not its price: a sentence for each."""
    for revision in PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).select_related("page__store"):
        for block in revision.blocks:
            yield from _wrong_in(revision.page, block.get("data") or block)


def _wrong_in(page, data: dict) -> Iterator[str]:
    linked = PRODUCT_LINK.match(str(data.get("link") or ""))
    named = {round(float(found) * 100) for value in data.values() if isinstance(value, str) for found in AMOUNT.findall(value)}
    if not linked or not named:
        return
    card = Listing.objects.on_sale(page.store).filter(slug=linked[1]).first()
    right = {card.price_fen, card.list_fen} if card else set()
    for fen in sorted(named - right):
        yield f"{page.store.code} {page}: {format_yuan(fen)} ≠ {format_yuan(card.price_fen) if card else '—'} ({linked[1]})"
