"""The product page."""

from typing import NamedTuple

from django.db import connection
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from catalog import hooks, rendered
from catalog.bundles import showing
from catalog.models import Listing
from catalog.pricing import decide
from catalog.services import related
from catalog.storefront import gone, keeping, sharing
from catalog.storefront.facts import label_of
from catalog.updates import packs as update_packs
from catalog.wishes.storefront import keeping_in_mind as mind
from microstore.compliance import statements
from microstore.core.access import open_to
from microstore.stores.services import shares

# Listing.objects.on_sale, written out: it runs on every product page, and building the query took longer than answering it.
ON_SHELF = """
    SELECT listing.id, listing.version, product.live_revision_id, listing.sku_id, listing.title, category.slug, listing.in_stock,
           listing.picture, listing.spec,
           EXISTS (SELECT FROM catalog_sku AS sku WHERE sku.product_id = listing.product_id AND sku.is_bundle),
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
    """Two queries for a stranger while the page is kept: which version stands on the shelf, and which batch ships now.

    A product with bundles costs some more, for what is inside may change at any moment. A customer costs two more: their favourites, and
    that they were here."""
    found = _on_shelf(request.store, slug)
    if found is None:
        return gone.tell(request, slug)
    pk, version, revision, sku, title, category, in_stock, picture, spec, has_bundles, *scope = found
    batch = hooks.batches_now([sku], request.store.pk).get(sku)
    offers = hooks.offers_now(request.store.pk, Goods(*scope))
    freight = hooks.freight_of(request.store)
    bundles = showing.of_product(scope[0], request.store) if has_bundles else ()
    key = (pk, version, revision, batch, offers, freight, bundles)
    is_kept = pk in mind.favourite_ids(request)
    about = {"page_title": title, "category": category, "slug": slug, "in_stock": in_stock, "sku_id": sku, "spec": spec, "is_kept": is_kept}
    about["by"] = shares.asked(request.GET)
    answer = keeping.page(
        request, (*key, is_kept), "catalog/storefront/product.html",
        lambda: {
            **about, **sharing.head_of(slug, picture),
            "body": rendered.bodies.get(key, lambda: _body(pk, batch, offers, freight, bundles)),
        },
    )  # fmt: skip
    mind.note_visit(request, answer, pk)
    return answer


def _on_shelf(store, slug):
    with connection.cursor() as cursor:
        cursor.execute(ON_SHELF, [slug, store.pk])
        return cursor.fetchone()


def _body(pk, batch, offers, freight, bundles):
    rows = Listing.objects.select_related("product__live_revision", "category", "brand", "sku", "store")
    listing = update_packs.with_update(rows).get(pk=pk)
    revision = listing.product.live_revision
    neighbours = related.beside(listing) if listing.in_stock else related.instead_of(listing)
    return render_to_string("catalog/storefront/_product.html", {
        "listing": listing, "revision": revision, "batch": batch, "offers": offers, "packs": _packs(listing), "freight": freight,
        "bundles": bundles,
        "label": label_of(revision, listing.product_class), "gallery": list(enumerate(revision.pictures or [""], 1)),
        "statements": statements.for_product(listing.product_class, surface="detail"),
        "pack_words": update_packs.on_page(listing, batch),
        "neighbours": neighbours, "more": [] if neighbours or listing.in_stock else related.of_the_store(listing),
        "sections": hooks.page_sections(listing), "described": sharing.described(listing, revision),
    })


def _packs(listing):
    """(SKU, its price in this store, the prices from larger quantities) for each pack size that has one."""
    skus = [listing.sku] if listing.sku_count <= 1 else list(listing.product.skus.filter(is_active=True))
    found = decide([sku.pk for sku in skus], listing.store)
    return [(sku, found[sku.pk].amount_fen, found[sku.pk].steps[1:]) for sku in skus if sku.pk in found]
