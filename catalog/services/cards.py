"""The cards: what lists show of a product in a store, copied onto its listing in the transaction of each change."""
from collections import defaultdict

from django.db.models import F

from catalog.models import Listing, Product, Sku
from catalog.pricing import deciding
from catalog.pricing.references import Struck
from catalog.search import traits
from microstore.core.locking import locked
from microstore.stores import freshness

FIELDS = [
    "slug", "title", "subtitle", "spec", "approval_number", "function_claim", "is_claim_verified", "product_class", "dosage_form",
    "picture", "pinyin", "traits", "category", "brand", "sku", "sku_count", "price_fen", "list_fen", "list_basis", "in_stock",
    "version",
]


def rewrite(listings) -> list[Listing]:
    """Copy products, SKUs and prices anew onto these listings (a queryset), which are locked. Seven queries, however many."""
    rows = list(locked(Listing.objects.filter(pk__in=listings.values("pk"))))
    if not rows:
        return []
    products = Product.objects.select_related("live_revision").in_bulk({row.product_id for row in rows})
    skus = _skus_of(products)
    ids = [sku.pk for several in skus.values() for sku in several]
    prices = deciding.by_sku(deciding.rows(ids, {row.store_id for row in rows}))
    for row in rows:
        _write(row, products[row.product_id], skus[row.product_id], prices)
    _write_struck(rows)
    Listing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=FIELDS, batch_size=500)
    freshness.touch(row.store_id for row in rows)
    return rows


def _skus_of(product_ids) -> dict[int, list[Sku]]:
    skus = defaultdict(list)
    for sku in Sku.objects.filter(product_id__in=product_ids, is_active=True).order_by("position", "pk"):
        skus[sku.product_id].append(sku)
    return skus


def _write(row, product, skus, prices) -> None:
    """The card speaks of the first SKU that has a price in this store."""
    priced = [(sku, deciding.choose(prices.get(sku.pk, ()), row.store_id)) for sku in skus]
    priced = [(sku, decision) for sku, decision in priced if decision]
    sku, decision = priced[0] if priced else (None, None)
    row.sku, row.spec, row.sku_count = sku, sku.spec if sku else "", len(priced)
    row.price_fen = decision.amount_fen if decision else None
    row.in_stock = any(sku.in_stock for sku, decision in priced)
    row.slug, row.product_class, row.pinyin = product.slug, product.product_class, product.pinyin
    row.category_id, row.brand_id = product.category_id, product.brand_id
    row.version += 1
    row.traits = traits.of_page(product.product_class, product.live_revision)
    _write_words(row, product.live_revision)


def _write_struck(rows) -> None:
    """Beside each price the one that may be struck through, if any (rule PR-03)."""
    priced = [row for row in rows if row.price_fen is not None]
    struck = Struck((row.sku_id, row.store_id) for row in priced)
    for row in rows:
        row.list_fen, row.list_basis = struck.of(row.sku_id, row.store_id, row.price_fen) if row.price_fen is not None else (None, "")


def _write_words(row, revision) -> None:
    if revision is None:
        return
    for name in ("title", "subtitle", "approval_number", "function_claim", "is_claim_verified", "dosage_form"):
        setattr(row, name, getattr(revision, name))
    row.picture = revision.main_picture


def draw_anew(product_id: int, store_id: int) -> None:
    """What higher departments show on a product page has changed: the kept page of this store is not shown again."""
    Listing.objects.filter(product_id=product_id, store_id=store_id).update(version=F("version") + 1)
