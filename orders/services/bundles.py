"""Bundles on their way through an order: broken into lines of what is inside, each remembering its bundle (decision 0030)."""

from collections import Counter
from collections.abc import Iterable

from catalog.bundles import contents, sharing
from marketing.engine import Goods
from orders.models import Order, OrderBundle


def inside(skus: Iterable, store) -> contents.Contents:
    """What is in those of these SKUs that are bundles, with own prices in the store. No query without a bundle."""
    return contents.of((sku.pk for sku in skus if sku.is_bundle), store)


def wanted_of(sku, units: int, unit_fen: int, known: contents.Contents) -> list[Goods]:
    """A line of a cart as the price engine counts it. Promotions see the product and the category of the bundle, the class of each part."""
    product = sku.product
    if not sku.is_bundle:
        return [Goods(sku.pk, units, unit_fen, product.pk, product.category_id, product.product_class)]
    parts = known[sku.pk]
    shares = sharing.share(unit_fen, [(part.units, part.own_fen or 0) for part in parts])
    return [_part(sku, units, part, each) for part, each in zip(parts, shares, strict=True)]


def _part(sku, units: int, part, each: tuple[int, ...]) -> Goods:
    prices = each * units
    return Goods(
        part.component_id, len(prices), min(prices), sku.product.pk, sku.product.category_id, part.component.product.product_class,
        prices=prices if len(set(prices)) > 1 else (), bundle_id=sku.pk,
    )  # fmt: skip


def write(order: Order, sku, units: int, unit_fen: int) -> OrderBundle | None:
    """The bundle of an order that a line of the cart, or of a channel, becomes; nothing for what is no bundle."""
    if not sku.is_bundle:
        return None
    revision = sku.product.live_revision
    return OrderBundle.objects.create(
        order=order, sku=sku, revision=revision, sku_code=sku.code, title=revision.title, spec=sku.spec, units=units, unit_fen=unit_fen,
        goods_fen=unit_fen * units,
    )  # fmt: skip


def components(sku, known: contents.Contents) -> dict[int, object]:
    """SKU id → SKU of what the lines of an order are made of."""
    return {part.component_id: part.component for part in known[sku.pk]} if sku.is_bundle else {sku.pk: sku}


def units_by_sku(lines: Iterable) -> dict[int, int]:
    """What is taken off the shelves: the same goods may lie in a bundle and beside it."""
    found: Counter = Counter()
    for line in lines:
        found[line.sku_id] += line.units
    return dict(found)
