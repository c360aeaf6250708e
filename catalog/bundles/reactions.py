"""When something inside a bundle leaves the shelf, the bundle leaves it, too."""
from django.db import transaction

from catalog.bundles import stock
from catalog.events import ProductDelisted, ProductListed, ProductResumed, ProductSuspended, ProductUnlisted
from catalog.models import Listing, Product, Sku
from catalog.services import availability, shelves
from microstore.core.events import on
from microstore.core.sentences import gettext as _


def holding(code: str):
    """Bundles on the shelf that hold a pack size of this product, bundles of its own left out: they go and come with it."""
    inside = Sku.objects.filter(is_bundle=True, is_active=True, parts__component__product__code=code).exclude(product__code=code)
    return Product.objects.filter(pk__in=inside.values("product"), state=Product.State.LISTED).order_by("pk")


@on(ProductSuspended, ProductDelisted)
def take_off_bundles(event) -> None:
    """In every store, unless another pack size of the bundle holds only what is still sold."""
    inside = Product.objects.get(code=event.code)
    for product in holding(event.code):
        _take_off(product, _("%(product)s, which is inside, left the shelf.") % {"product": inside.name})
    availability.count_bundles_of(Sku.objects.filter(product__code=event.code))


@transaction.atomic
def _take_off(product: Product, reason: str) -> None:
    product.lock()
    if product.is_open("suspend") and not any(_is_whole(sku) for sku in product.skus.filter(is_active=True)):
        shelves.suspend(product, reason=reason)


def _is_whole(bundle: Sku) -> bool:
    parts = list(bundle.parts.select_related("component__product"))
    return bool(parts) and all(stock.is_sold(part.component) for part in parts)


@on(ProductUnlisted)
def take_off_bundles_there(event: ProductUnlisted) -> None:
    """Only in the stores which it left."""
    inside = Product.objects.get(code=event.code)
    for product in holding(event.code):
        there = Listing.objects.filter(product=product, store__code__in=event.stores, is_on=True).select_related("store")
        if stores := [row.store for row in there]:
            words = _("%(product)s, which is inside, left the shelf.") % {"product": inside.name}
            shelves.unlist(product, stores, reason=words)


@on(ProductListed, ProductResumed)
def count_bundles_anew(event) -> None:
    availability.count_bundles_of(Sku.objects.filter(product__code=event.code))
