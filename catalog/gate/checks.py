"""The books of the gate."""
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from catalog.gate import certificates, zones
from catalog.models import Category, Certificate, Price, Product
from catalog.shelf import medicines
from microstore.compliance import goods
from microstore.core import clock
from microstore.core.declarations import Check

LISTED = Product.State.LISTED


@Check.register("7", _("what is on sale says what its certificate says"))
def unlike_certificate():
    current = Prefetch("certificates", Certificate.objects.filter(is_current=True), to_attr="snapshots")
    for product in Product.objects.filter(state=LISTED).select_related("live_revision").prefetch_related(current).iterator(chunk_size=500):
        for snapshot in product.snapshots:
            names = [one.name for one in certificates.compare(product.live_revision, snapshot, product) if one.is_blocking]
            if names:
                yield f"{product.code}: {', '.join(names)}"


@Check.register("7", _("medicines and special foods stand on shelves of their own"))
def on_a_strange_shelf():
    tops = {category.pk: category.top for category in Category.objects.select_related("parent__parent")}
    for code, product_class, category in Product.objects.filter(state=LISTED).values_list("code", "product_class", "category"):
        if not zones.suits(product_class, tops[category].zone):
            yield f"{code}: {product_class} @ {tops[category].slug}"


@Check.register("7", _("medicines stand only in stores whose drug licence covers them"))
def unlicensed_medicines():
    for listing in medicines.without_licence().select_related("product", "store"):
        yield f"{listing.product.code} @ {listing.store.code}"


@Check.register("7", _("what is only told about has no price"))
def priced_though_not_sold():
    priced = Price.objects.in_force(clock.now()).filter(sku__product__product_class__in=goods.NOT_SOLD)
    yield from priced.values_list("sku__code", flat=True)
