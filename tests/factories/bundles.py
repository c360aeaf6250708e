"""Bundles on a shelf, with stocked goods inside."""

from catalog.bundles import stock
from catalog.models import BundlePart, Listing, Price, Sku
from catalog.services import availability
from tests.factories import orders as make


def make_bundle(store, parts: dict, *, price_fen=25000, **fields) -> Sku:
    """A listed and priced bundle; ``parts`` maps SKU to units."""
    fields = {"product_class": "health_bundle", "unsuitable": "", "name": "骨骼营养套装", **fields}
    sku = make.make_sku(store, price_fen=price_fen, units=0, **fields)
    rows = [BundlePart(bundle=sku, component=one, units=units, position=place) for place, (one, units) in enumerate(parts.items())]
    BundlePart.objects.bulk_create(rows)
    Sku.objects.filter(pk=sku.pk).update(is_bundle=True, **stock.derived(rows))
    availability.count_bundles_of(Sku.objects.filter(pk__in=[one.pk for one in parts]))
    sku.refresh_from_db()
    return sku


def make_empty(store, **fields) -> Sku:
    """A pack size of a bundle in preparation, with neither content nor price."""
    sku = make.make_sku(store, units=0, **{"product_class": "health_bundle", "unsuitable": "", **fields})
    Price.objects.filter(sku=sku).delete()
    Listing.objects.filter(product=sku.product).delete()
    type(sku.product).objects.filter(pk=sku.product_id).update(state="preparing")
    sku.product.refresh_from_db()
    return sku


def make_pair(store, *, units=10):
    """Calcium at ¥150.00 and vitamin D at ¥100.00, and a bundle of two and one at ¥333.33."""
    calcium = make.make_sku(store, price_fen=15000, units=units, name="钙镁咀嚼片")
    vitamin = make.make_sku(store, price_fen=10000, units=units, name="维生素D软胶囊")
    return calcium, vitamin, make_bundle(store, {calcium: 2, vitamin: 1}, price_fen=33333)
