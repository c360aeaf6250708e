"""Counts of shelves too large to be counted for each page: kept in a table, each mark alone and together with each other mark."""

from collections import Counter

from django.db import connection, transaction

from catalog.models import Listing, ShelfCount
from catalog.search import facets
from catalog.search.shelf import POOL
from microstore.stores.models import Store

# every mark of every card on sale, then every pair of marks of one card that are of two facets
COUNT = """
INSERT INTO catalog_shelfcount (store_id, facet, value, under, count)
WITH mark AS MATERIALIZED (
    SELECT listing.id, split_part(each, ':', 1) AS facet, split_part(each, ':', 2) AS value, each
      FROM catalog_listing AS listing,
           unnest(listing.traits || ARRAY['category:' || category_id, 'brand:' || brand_id, 'form:' || nullif(dosage_form, ''),
                  'price:' || width_bucket(price_fen, %(bands)s) - 1]) AS each
     WHERE listing.store_id = %(store)s AND listing.is_on AND listing.price_fen IS NOT NULL AND each IS NOT NULL)
SELECT %(store)s, facet, value, '', count(*) FROM mark GROUP BY facet, value
UNION ALL
SELECT %(store)s, a.facet, a.value, b.each, count(*) FROM mark AS a JOIN mark AS b ON b.id = a.id AND b.facet <> a.facet
 GROUP BY a.facet, a.value, b.each
"""


def count_large_shelves() -> int:
    """Count every shelf with more goods than one page can count, anew. Returns how many shelves are large."""
    large = 0
    for store in Store.objects.order_by("pk"):
        is_large = Listing.objects.on_sale(store).order_by()[: POOL + 1].count() > POOL
        large += is_large
        count_shelf(store, is_large=is_large)
    return large


@transaction.atomic
def count_shelf(store, *, is_large: bool = True) -> None:
    ShelfCount.objects.filter(store=store).delete()
    if is_large:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'")
            cursor.execute(COUNT, {"store": store.pk, "bands": list(facets.BANDS)})


def is_large(store) -> bool:
    return ShelfCount.objects.filter(store=store).exists()


def kept(store, chosen: dict[str, set[str]]) -> Counter | None:
    """The counts of a large shelf: each facet under the choice of the other; exact while choices are made in one facet, and then
    within another. None when the shelf is small, or when more than that is chosen. One query."""
    active = {facet: values for facet, values in chosen.items() if values}
    if len(active) > 2:
        return None
    unders = ["", *(f"{facet}:{value}" for facet, values in active.items() for value in values)]
    rows = list(ShelfCount.objects.filter(store=store, under__in=unders).values_list("facet", "value", "under", "count"))
    if not rows:
        return None
    counts: Counter = Counter()
    for facet, value, under, count in rows:
        others = set(active) - {facet}
        if len(others) > 1:
            continue  # under two choices at once: not kept
        if under == "" and not others or under and under.partition(":")[0] in others:
            counts[f"{facet}:{value}"] += count
    return counts
