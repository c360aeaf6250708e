"""What product management is told: the offers that count for a product now, and the promotions that are ahead of it."""

from typing import NamedTuple

from django.db.models import Sum

from catalog.hooks import OfferNow, tells_offers, tells_promotions, tells_traffic
from catalog.models import Product
from marketing.engine import Rule
from marketing.models import DailyTraffic, Promotion
from marketing.services import live
from marketing.words import step_words, steps_words


class Named(NamedTuple):
    """What a scope asks about."""

    product_id: int
    category_id: int
    product_class: str


@tells_offers
def offers_of(store_id: int, goods) -> tuple[OfferNow, ...]:
    return tuple(
        OfferNow(offer.name, tuple(_texts(offer)), offer.ends_at, not isinstance(offer, Rule))
        for offer in live.on_shelf(store_id)
        if offer.scope.fits(goods)
    )


def _texts(offer) -> list[str]:
    return steps_words(offer) if isinstance(offer, Rule) else [step_words(offer.threshold_fen, offer.amount_fen)]


@tells_traffic
def visitors_and_carts(product_ids: list[int], first, last) -> dict[int, tuple[int, int]]:
    """Over all stores; one query."""
    rows = DailyTraffic.objects.filter(product__in=product_ids, day__range=(first, last)).order_by().values_list("product")
    return {product: (visitors, carts) for product, visitors, carts in rows.annotate(seen=Sum("visitors"), put=Sum("carts"))}


@tells_promotions
def promotions_ahead(product_ids: list[int], store_id: int | None, first, last) -> dict[int, list[tuple]]:
    """Planned and switched on; what was stopped does not count. Two queries, one more where a rule names categories."""
    rows = Promotion.objects.filter(starts_at__gte=first, starts_at__lt=last)
    rows = [row for row in rows.order_by("starts_at", "pk") if row.standing != Promotion.Standing.STOPPED]
    rows = [row for row in rows if not row.store_ids or store_id is None or store_id in row.store_ids]
    if not rows:
        return {}
    rules, found = live.as_rules(rows), {}
    for product in Product.objects.filter(pk__in=product_ids):
        goods = Named(product.pk, product.category_id, product.product_class)
        if fitting := [(rule.name, rule.starts_at) for rule in rules if rule.scope.fits(goods)]:
            found[product.pk] = fitting
    return found
