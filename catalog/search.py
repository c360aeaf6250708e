"""Finding: for customers in one store, and for colleagues by Ctrl K. Reads the words that ``indexing`` wrote."""
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db.models import BooleanField, Count, F, FloatField, Func, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalog import words
from catalog.facets import Facets, facets_of
from catalog.models import Brand, Category, Listing, Product, Sku
from microstore.compliance.numbers import normalise
from microstore.core.pages import Hit, keyset, searchable

SORTS = {
    "": ("-in_stock", "-rank", "position", "pk"),
    "price": ("-in_stock", "price_fen", "pk"),
    "-price": ("-in_stock", "-price_fen", "pk"),
    "new": ("-listed_at", "-pk"),
    "name": ("pinyin", "pk"),
}
PAGE = 24


@dataclass(frozen=True)
class Found:
    """What a question found: ``listings`` in order, unsliced. ``is_loose`` when only some of the words matched."""
    listings: object
    fields: tuple[str, ...]
    is_loose: bool = False
    text: str = ""
    _before_choices: object = None
    _chosen: dict = field(default_factory=dict)

    def page(self, cursor: str = "", size: int = PAGE):
        """A ``keyset.Window``: rows, total, after. A cursor that makes no sense shows the first page."""
        return keyset.window(self.listings, self.fields, size=size, after=cursor)

    @property
    def facets(self) -> Facets:
        return facets_of(self._before_choices, **self._chosen)


def find(text: str = "", store=None, *, sort: str = "", **choices) -> Found:
    """Listings of ``store`` that match every part of ``text``; when none does, those that match pairs of its characters.

    ``choices``: category (slug, with its children), brand and form (one or several), price (from, to in fen, either may be None),
    in_stock (True: leave out what is sold out)."""
    shelf = _priced(Listing.objects.on_sale(store), choices)
    asked = words.parts(text)
    rows, is_loose = shelf.annotate(rank=Value(0, IntegerField())), False
    if text.strip():
        rows = _matching(shelf, " & ".join(map(_starting, asked)))
        if not rows.exists():
            rows, is_loose = _matching(shelf, " | ".join(_starting(pair) for word in asked for pair in words.pairs(word))), True
    chosen = _chosen(choices)
    fields = SORTS.get(sort, SORTS[""])
    ordered = _narrowed(rows, chosen).order_by(*keyset.order_by(fields))
    return Found(ordered, fields, is_loose, text, rows, chosen)


def _starting(word: str) -> str:
    """A lexeme and whatever begins with it; a name longer than what the index keeps, piece by piece. ``plain`` left letters and
    digits alone, so nothing needs escaping."""
    whole, pieces = f"'{word}':*", words.chunks(word)
    if word.isascii() or len(pieces) == 1:
        return whole
    return f"({whole} | ({' & '.join(map(_starting, pieces))}))"


def _matching(rows, query: str):
    if not query:
        return rows.none().annotate(rank=Value(0, IntegerField()))
    rank = SearchRank(F("product__search"), Cast(Value(query), SearchQueryField()))
    return rows.alias(is_match=_holds("product__search", query)).filter(is_match=True).annotate(
        rank=Cast(Cast(rank, FloatField()) * 1_000_000, IntegerField()))


def _holds(words_field: str, query: str):
    """``@@`` on a query that is already in the database's own form, so that no parser cuts Chinese apart."""
    asked = Cast(Value(query), SearchQueryField())
    return Func(F(words_field), asked, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


def _priced(shelf, choices):
    least, most = choices.get("price") or (None, None)
    if least is not None:
        shelf = shelf.filter(price_fen__gte=least)
    if most is not None:
        shelf = shelf.filter(price_fen__lte=most)
    return shelf.filter(in_stock=True) if choices.get("in_stock") else shelf


def _chosen(choices) -> dict[str, set]:
    slugs = _several(choices.get("category"))
    brands = _several(choices.get("brand"))
    return {
        "categories": with_children(slugs) if slugs else set(),
        "brands": set(Brand.objects.filter(slug__in=brands).values_list("pk", flat=True)) or {0} if brands else set(),
        "forms": set(_several(choices.get("form")))}


def _several(value) -> list[str]:
    if not value:
        return []
    return [value] if isinstance(value, str) else [one for one in value if one]


def with_children(slugs) -> set[int]:
    """Ids of these categories and all below them; an unknown slug matches nothing."""
    tree = list(Category.objects.values_list("pk", "parent_id", "slug"))
    ids = {pk for pk, __, slug in tree if slug in slugs}
    for _level in range(2):
        ids |= {pk for pk, parent, __ in tree if parent in ids}
    return ids or {0}


def _narrowed(rows, chosen):
    for name, values in (("category__in", chosen["categories"]), ("brand__in", chosen["brands"]), ("dosage_form__in", chosen["forms"])):
        if values:
            rows = rows.filter(**{name: values})
    return rows


def direct(text: str, store) -> Listing | None:
    """The one product a number stands for: SKU, barcode, product number or approval number, whole."""
    number = normalise(text)
    if len(number) < 5 or not any(letter.isdigit() for letter in number):
        return None
    by_number = Q(product__code__iexact=number) | Q(approval_number=number) | Q(
        product__in=Sku.objects.filter(Q(code__iexact=number) | Q(barcode=number)).values("product"))
    found = list(Listing.objects.on_sale(store).filter(by_number)[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Suggestion:
    """A line under the search field; ``kind`` is product, category or brand."""
    kind: str
    text: str
    slug: str


def suggest(text: str, store, limit: int = 8) -> list[Suggestion]:
    """Categories and brands whose name holds the text, then products. At most three queries."""
    asked = words.parts(text)
    if not asked:
        return []
    rows = _matching(Listing.objects.on_sale(store), " & ".join(map(_starting, asked))).order_by("-in_stock", "-rank", "position")
    products = [Suggestion("product", title, slug) for title, slug in rows.values_list("title", "slug")[:limit]]
    return [*_shelves_called(asked[0], store)[:3], *products][:limit]


def _shelves_called(word: str, store) -> list[Suggestion]:
    on_shelf = Listing.objects.on_sale(store)
    groups = on_shelf.filter(Q(category__name__icontains=word) | Q(brand__name__icontains=word)).order_by().values_list(
        "category__name", "category__slug", "brand__name", "brand__slug").annotate(count=Count("pk")).order_by("-count")[:20]
    found = {}
    for category, category_slug, brand, brand_slug, __ in groups:
        if brand and word in words.plain(brand):
            found[brand_slug] = Suggestion("brand", brand, brand_slug)
        if category and word in words.plain(category):
            found[category_slug] = Suggestion("category", category, category_slug)
    return list(found.values())


@searchable(_("Products"), "catalog.view_product", icon="box")
def find_products(text, user, limit):
    """Ctrl K: a whole number opens at once; else names, pinyin included."""
    number = normalise(text)
    exact = Q(code__iexact=number) | Q(live_revision__approval_number=number) | Q(
        pk__in=Sku.objects.filter(Q(code__iexact=number) | Q(barcode=number)).values("product"))
    rows = list(Product.objects.visible_to(user).filter(exact)[:limit]) if number else []
    if rows:
        return [_hit(product, exact=len(rows) == 1) for product in rows]
    asked = words.parts(text)
    if not asked:
        return []
    holds = _holds("search", " & ".join(map(_starting, asked)))
    named = Product.objects.visible_to(user).alias(is_match=holds).filter(Q(is_match=True) | Q(name__icontains=text.replace("\x00", "")))
    return [_hit(product) for product in named.order_by("-id")[:limit]]


def _hit(product, exact=False) -> Hit:
    return Hit(product.name, product.get_absolute_url(), text=f"{product.code} · {product.get_state_display()}", icon="box", exact=exact)
