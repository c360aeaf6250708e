"""Counts of shelves too large to be counted for each page: kept in a table, each mark alone and together with each other mark."""

from collections import Counter

from django.db import connection, transaction

from catalog.models import Listing, ShelfCount
from catalog.search import facets
from catalog.search.shelf import POOL
from microstore.stores.models import Store

MARKS = """listing.traits || ARRAY['category:' || listing.category_id, 'brand:' || listing.brand_id,
    'form:' || nullif(listing.dosage_form, ''), 'price:' || width_bucket(listing.price_fen, %(bands)s) - 1]"""
# every mark of every card on sale, then every pair of marks of one card that are of two facets
COUNT = """
INSERT INTO catalog_shelfcount (store_id, facet, value, under, count)
WITH mark AS MATERIALIZED (
    SELECT listing.id, split_part(each, ':', 1) AS facet, split_part(each, ':', 2) AS value, each
      FROM catalog_listing AS listing,
           unnest(/* marks */) AS each
     WHERE listing.store_id = %(store)s AND listing.is_on AND listing.price_fen IS NOT NULL AND each IS NOT NULL)
SELECT %(store)s, facet, value, '', count(*) FROM mark GROUP BY facet, value
UNION ALL
SELECT %(store)s, a.facet, a.value, b.each, count(*) FROM mark AS a JOIN mark AS b ON b.id = a.id AND b.facet <> a.facet
 GROUP BY a.facet, a.value, b.each
""".replace("/* marks */", MARKS)

# every mark of some cards, each facet under the choices made in the others; and how many cards
AMONG = """
WITH listing AS MATERIALIZED (%(cards)s), card AS (SELECT /* marks */ AS marks FROM listing)
SELECT mark, count(*) FROM card, unnest(marks) AS mark WHERE mark IS NOT NULL%(under)s GROUP BY mark
UNION ALL SELECT '', count(*) FROM listing
""".replace("/* marks */", MARKS)


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


def among(rows, chosen: dict[str, set[str]], most: int) -> tuple[Counter, bool]:
    """Counts of the first ``most`` of some goods that come to hand, and whether there are more. One query."""
    columns = rows.order_by().values("traits", "category_id", "brand_id", "dosage_form", "price_fen")[: most + 1]
    cards, given = columns.query.sql_with_params()
    under = [(f"{facet}:%", [f"{facet}:{value}" for value in values]) for facet, values in chosen.items() if values]
    words = {"cards": cards, "bands": "%s", "under": " AND (mark LIKE %s OR marks && %s::varchar[])" * len(under)}
    with connection.cursor() as cursor:
        cursor.execute(AMONG % words, [*given, list(facets.BANDS), *(one for each in under for one in each)])
        counts = Counter(dict(cursor.fetchall()))
    return counts, counts.pop("") > most
