"""The product page."""

from typing import NamedTuple

from django.db import connection
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from catalog import hooks, rendered
from catalog.models import Listing
from catalog.pricing import decide
from catalog.storefront import information, keeping
from catalog.storefront.facts import label_of
from microstore.compliance import statements
from microstore.core.access import open_to

NEIGHBOURS = 4
# Listing.objects.on_sale, written out: it runs on every product page, and building the query took longer than answering it.
ON_SHELF = """
    SELECT listing.id, listing.version, product.live_revision_id, listing.sku_id, listing.title, category.slug, listing.in_stock,
           listing.product_id, listing.category_id, listing.product_class
      FROM catalog_listing AS listing JOIN catalog_product AS product ON product.id = listing.product_id
      LEFT JOIN catalog_category AS category ON category.id = listing.category_id
     WHERE listing.slug = %s AND listing.store_id = %s AND listing.is_on AND listing.price_fen IS NOT NULL
"""


class Goods(NamedTuple):
    """What the scope of an offer asks about."""

    product_id: int
    category_id: int | None
    product_class: str


@open_to("public")
@require_safe
def product(request, slug):
    """Two queries while the page is kept: which version stands on the shelf, and which batch ships now."""
    found = _on_shelf(request.store, slug)
    if found is None:
        return information.tell(request, slug)
    pk, version, revision, sku, title, category, in_stock, *scope = found
    batch = hooks.batches_now([sku]).get(sku)
    offers = hooks.offers_now(request.store.pk, Goods(*scope))
    freight = hooks.freight_of(request.store)
    key = (pk, version, revision, batch, offers, freight)
    about = {"page_title": title, "category": category, "slug": slug, "in_stock": in_stock, "sku_id": sku}
    return keeping.page(
        request, key, "catalog/storefront/product.html",
        lambda: {**about, "body": rendered.bodies.get(key, lambda: _body(pk, batch, offers, freight))},
    )  # fmt: skip


def _on_shelf(store, slug):
    with connection.cursor() as cursor:
        cursor.execute(ON_SHELF, [slug, store.pk])
        return cursor.fetchone()


def _body(pk, batch, offers, freight):
    listing = Listing.objects.select_related("product__live_revision", "category", "brand", "sku", "store").get(pk=pk)
    revision = listing.product.live_revision
    return render_to_string("catalog/storefront/_product.html", {
        "listing": listing, "revision": revision, "batch": batch, "offers": offers, "packs": _packs(listing), "freight": freight,
        "label": label_of(revision, listing.product_class), "gallery": list(enumerate(revision.pictures or [""], 1)),
        "statements": statements.for_product(listing.product_class, surface="detail"),
        "neighbours": _neighbours(listing), "sections": hooks.page_sections(listing),
    })


def _packs(listing):
    """(SKU, its price in this store, the prices from larger quantities) for each pack size that has one."""
    skus = [listing.sku] if listing.sku_count <= 1 else list(listing.product.skus.filter(is_active=True))
    found = decide([sku.pk for sku in skus], listing.store)
    return [(sku, found[sku.pk].amount_fen, found[sku.pk].steps[1:]) for sku in skus if sku.pk in found]


def _neighbours(listing):
    """A few others of the same category, those in stock first."""
    others = Listing.objects.on_sale(listing.store_id).filter(category=listing.category_id).exclude(pk=listing.pk)
    return list(others.order_by("-in_stock", "position", "pk")[:NEIGHBOURS])
