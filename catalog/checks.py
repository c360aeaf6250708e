"""The books of product management."""
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalog import completeness
from catalog.bundles import checks as bundles  # noqa: F401  its books
from catalog.gate import checks as gate  # noqa: F401  theirs
from catalog.models import Listing, Price, Product
from catalog.pricing import checks as pricing  # noqa: F401  theirs
from catalog.services import watch
from catalog.suppliers.services import fitness
from microstore.core import clock
from microstore.core.declarations import Check


@Check.register("7", _("no published text carries a blocked term"))
def blocked_words():
    for product in watch.newly_blocked():
        yield f"{product.code}: {product.name}"


@Check.register("7", _("what is on sale is complete, licensed and validly numbered"))
def unfit_on_sale():
    listed = Product.objects.filter(state=Product.State.LISTED).select_related("live_revision", "supplier")
    for product in listed.prefetch_related("skus", "supplier__licences"):
        revision = product.live_revision
        empty, faults = completeness.missing(revision, product), completeness.faults(revision, product)
        unfit = fitness.fault(product.supplier, product.product_class)
        if empty or faults or unfit:
            yield f"{product.code}: {', '.join([*map(completeness.label_of, empty), *faults, *([unfit] if unfit else [])])}"


@Check.register("7", _("nothing stands on a shelf without being listed"))
def shelves_without_product():
    for listing in Listing.objects.filter(is_on=True).exclude(product__state=Product.State.LISTED).select_related("product", "store"):
        yield f"{listing.product.code} @ {listing.store.code}: {listing.product.state}"


@Check.register("7", _("every card shows the price in force"))
def stale_cards():
    """Prices that begin within the last two minutes are on their way."""
    late = clock.now() - timedelta(minutes=2)
    waiting = Price.objects.filter(is_shown=False, valid_from__lte=late, sku__product=OuterRef("product"))
    for listing in Listing.objects.filter(Exists(waiting), is_on=True).select_related("product", "store"):
        yield f"{listing.product.code} @ {listing.store.code}"
