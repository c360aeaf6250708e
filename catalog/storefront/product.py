"""The product page. Everything a visitor shares with others is kept rendered; their cart and form are not in it."""

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from catalog import hooks, rendered
from catalog.models import Listing
from catalog.services import prices
from catalog.storefront.facts import label_of
from microstore.compliance import statements
from microstore.core.access import open_to

NEIGHBOURS = 4


@open_to("public")
@require_safe
def product(request, slug):
    """Two queries when the body is kept: which version stands on the shelf, and which batch ships now."""
    fields = ("pk", "version", "product__live_revision_id", "sku_id", "title", "category__slug", "in_stock")
    found = Listing.objects.on_sale(request.store).filter(slug=slug).order_by().values_list(*fields).first()
    if found is None:
        raise Http404
    pk, version, revision, sku, title, category, in_stock = found
    batch = hooks.batches_now([sku]).get(sku)
    body = rendered.bodies.get((pk, version, revision, batch), lambda: _body(pk, batch))
    context = {"body": body, "page_title": title, "category": category, "in_stock": in_stock, "sku_id": sku}
    return render(request, "catalog/storefront/product.html", context)


def _body(pk, batch):
    listing = Listing.objects.select_related("product__live_revision", "category", "brand", "sku", "store").get(pk=pk)
    revision = listing.product.live_revision
    return render_to_string("catalog/storefront/_product.html", {
        "listing": listing, "revision": revision, "batch": batch, "packs": _packs(listing),
        "label": label_of(revision), "gallery": list(enumerate(revision.pictures or [""], 1)),
        "statements": statements.for_product(listing.product_class, surface="detail"),
        "neighbours": _neighbours(listing),
    })


def _packs(listing):
    """(SKU, its price in this store) for each pack size that has one."""
    if listing.sku_count <= 1:
        return [(listing.sku, listing.price_fen)]
    skus = list(listing.product.skus.filter(is_active=True))
    found = prices.current([sku.pk for sku in skus], listing.store)
    return [(sku, found[sku.pk].amount_fen) for sku in skus if sku.pk in found]


def _neighbours(listing):
    """A few others of the same category, those in stock first."""
    others = Listing.objects.on_sale(listing.store_id).filter(category=listing.category_id).exclude(pk=listing.pk)
    return list(others.order_by("-in_stock", "position", "pk")[:NEIGHBOURS])
