"""The books of prices."""
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from catalog.models import Price
from catalog.models.price import SCOPE
from catalog.pricing import sanity
from catalog.pricing.references import Struck
from microstore.core import clock
from microstore.core.declarations import Check
from microstore.stores.models import Store


@Check.register("7", _("every card shows the price that counts, and strikes nothing but a lawful one"))
def cards_with_another_price():
    """A price that begins this minute is on its way."""
    if Price.objects.filter(is_shown=False, valid_from__lte=clock.now()).exists():
        return
    for store in Store.objects.all():
        for card in sanity.wrong_cards(store).select_related("product"):
            yield f"{card.product.code} @ {store.code}: {card.price_fen} ≠ {card.now_fen}"
        yield from _struck_too_high(store)


def _struck_too_high(store):
    shelf = list(store.listings.filter(is_on=True, list_fen__isnull=False).select_related("product"))
    struck = Struck((card.sku_id, store.pk) for card in shelf)
    for card in shelf:
        lawful, __ = struck.of(card.sku_id, store.pk, card.price_fen)
        if lawful is None or card.list_fen > lawful:
            yield f"{card.product.code} @ {store.code}: {card.list_fen} > {lawful}"


@Check.register("7", _("prices of one scope follow one another"))
def prices_that_overlap():
    now = clock.now()
    doubled = Price.objects.in_force(now).order_by().values(*SCOPE).annotate(count=Count("pk")).filter(count__gt=1)
    for row in doubled:
        yield f"SKU {row['sku']}, {row['store']}: {row['count']}"


@Check.register("7", _("amounts on published pages are the prices of the products they lead to"))
def wrong_words():
    yield from sanity.wrong_words()
