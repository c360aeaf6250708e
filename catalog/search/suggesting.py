"""The lines under the search field while somebody types."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Value

from catalog.models import Brand, Category, Listing
from catalog.search import asking, illness, ranking, spelling, synonyms
from catalog.search.shelf import candidates, matching

SHELVES, MOST, LOOKED_AT = 3, 8, 100


@dataclass(frozen=True)
class Suggestion:
    """``kind`` is product, category, brand, or advice for a word of illness."""

    kind: str
    text: str
    slug: str


def suggest(text: str, store, limit: int = MOST) -> list[Suggestion]:
    """Categories and brands whose name, sound or initials hold the text, then products, by sound as well. At most three queries."""
    if illness.is_named_in(text):
        return [Suggestion("advice", text.strip(), "")]
    words = synonyms.with_synonyms(spelling.parts(text))
    if not words:
        return []
    query = asking.any_of(f"({way})" for way in (asking.strictly(words), asking.as_heard(words)) if way)
    rows = candidates(matching(Listing.objects.on_sale(store), query), most=LOOKED_AT)
    rows.sort(key=lambda row: (ranking.SOLD_OUT * (not row.in_stock) - ranking.points(row, words), row.position))
    shelves = _shelves_called(words[0].text, rows)
    return [*shelves, *_products([row.pk for row in rows[: limit - len(shelves)]])]


def _products(keys: list[int]) -> list[Suggestion]:
    found = Listing.objects.filter(pk__in=keys).values_list("pk", "title", "slug") if keys else ()
    cards = {pk: (title, slug) for pk, title, slug in found}
    return [Suggestion("product", *cards[pk]) for pk in keys if pk in cards]


def _shelves_called(word: str, rows) -> list[Suggestion]:
    """Of the shelves and brands that these goods stand under: those whose own name answers."""
    brands = [pk for pk, _count in Counter(row.brand_id for row in rows if row.brand_id).most_common(20)]
    shelves = [pk for pk, _count in Counter(row.category_id for row in rows if row.category_id).most_common(20)]
    if not brands and not shelves:
        return []
    named = [model.objects.filter(pk__in=ids).order_by().annotate(kind=Value(kind, CharField())).values_list("kind", "name", "slug")
             for model, kind, ids in ((Brand, "brand", brands), (Category, "category", shelves))]  # fmt: skip
    found = [Suggestion(*row) for row in named[0].union(named[1], all=True) if _is_called(row[1], word)]
    return sorted(found, key=lambda one: one.kind)[:SHELVES]


def _is_called(name: str, word: str) -> bool:
    spelt = spelling.plain(name)
    if word in spelt or not spelling.is_latin(word):
        return word in spelt
    sounds = spelling.syllables(spelt)
    heard = "".join(spelling.read_aloud(word))
    return len(word) > 1 and (heard in "".join(sounds) or word in "".join(sound[0] for sound in sounds))
