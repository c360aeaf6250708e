"""Finding for customers in one store: a question in words, choices, an order."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Q, QuerySet, Value

from catalog.models import Brand, Category, Listing
from catalog.search import asking, counts, facets, ranking, slips, synonyms
from catalog.search.asking import Word
from catalog.search.facets import Facets
from catalog.search.shelf import MANY, ORDERS, PAGE, POOL, Pool, Walk, among, candidates, falls_under, keys_of, matching
from catalog.search.spelling import is_latin, parts, read_aloud, syllables

FEW = 8
SAMPLE = 100  # so many of very many are counted
BEYOND_NAME = 2  # the last of the tiers of a question
COLUMNS = {"category": "category__in", "brand": "brand__in", "form": "dosage_form__in"}


@dataclass(frozen=True)
class Asked:
    """What is looked for: in which store, under which choices, and what is typed about price and stock."""

    store: object
    chosen: dict[str, set[str]] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    in_stock: bool = False

    @cached_property
    def shelf(self):
        """On sale here, within the price and stock asked for; choices of facets are left open."""
        rows = Listing.objects.on_sale(self.store)
        if self.least is not None:
            rows = rows.filter(price_fen__gte=self.least)
        if self.most is not None:
            rows = rows.filter(price_fen__lte=self.most)
        return rows.filter(in_stock=True) if self.in_stock else rows

    @property
    def narrowed(self):
        rows = self.shelf
        for facet, values in self.chosen.items():
            if values:
                rows = rows.filter(_where(facet, values))
        return rows

    @property
    def is_plain(self) -> bool:
        return self.least is None and self.most is None and not self.in_stock

    @cached_property
    def kept(self):
        """The kept counts of a large shelf."""
        return counts.kept(self.store, self.chosen)

    @cached_property
    def is_large(self) -> bool:
        return self.kept is not None or counts.is_large(self.store)

    @property
    def kept_total(self) -> int:
        """How many there are, as kept, where one value is chosen in one facet or in two, and nothing else is asked for."""
        chosen = [(facet, values) for facet, values in self.chosen.items() if values]
        if not self.is_plain or self.kept is None or any(len(values) > 1 for _facet, values in chosen):
            return 0
        return max((self.kept[f"{facet}:{value}"] for facet, values in chosen for value in values), default=0)

    @property
    def lexemes(self) -> str:
        """The choices as the index of words knows them: rare ones are found there whatever the size of the shelf."""
        return asking.every(asking.any_of(f"'@{facet}:{_escaped(value)}'" for value in sorted(values))
                            for facet, values in self.chosen.items() if values and facet != "price")  # fmt: skip


def _escaped(value: str) -> str:
    return value.replace("\\", "").replace("'", "''")


def _where(facet: str, values: set[str]) -> Q:
    if facet == "price":
        return reduce(or_, (Q(price_fen__gte=least) & (Q(price_fen__lt=most) if most else Q())
                            for least, most in (facets.limits_of(int(value)) for value in values)))  # fmt: skip
    if facet in COLUMNS:
        return Q(**{COLUMNS[facet]: sorted(values)})
    return Q(traits__overlap=Value([f"{facet}:{value}" for value in sorted(values)], output_field=ArrayField(CharField(max_length=80))))


@dataclass(frozen=True)
class Found:
    """What a question found. ``is_loose`` when only some of its words fit, ``meant`` what was searched instead of what was typed."""

    goods: Pool | Walk
    asked: Asked
    text: str = ""
    is_loose: bool = False
    meant: str = ""
    pool: Pool | QuerySet | None = None

    def page(self, cursor: str = "", size: int = PAGE):
        """A ``keyset.Window``: rows, total, after. A cursor that makes no sense shows the first page."""
        return self.goods.page(cursor, size)

    @property
    def facets(self) -> Facets:
        """Counted from what was read, or by the database among some of very many, or as kept."""
        chosen = self.asked.chosen
        if isinstance(self.pool, Pool):
            return facets.drawn(facets.counted(map(facets.marks_of, self.pool.rows), chosen), chosen, is_at_least=self.pool.has_more)
        if self.pool is None and self.asked.is_large:
            return self._facets_of_large()
        found, is_more = counts.among(self.asked.shelf if self.pool is None else self.pool, chosen, POOL)
        return facets.drawn(found, chosen, is_at_least=is_more or self.pool is not None)

    def _facets_of_large(self) -> Facets:
        """Kept counts where one choice is made at most; for two, each beside the other as kept, and the rest of what was found."""
        asked, chosen = self.asked, self.asked.chosen
        active = {facet for facet, values in chosen.items() if values}
        if asked.is_plain and len(active) <= 1:
            return facets.drawn(asked.kept, chosen)
        if isinstance(self.goods, Pool):
            within, is_more = facets.counted(map(facets.marks_of, self.goods.rows), {}), False
        else:
            within, is_more = counts.among(self.goods.rows, {}, SAMPLE)
        beside = asked.kept if asked.is_plain and len(active) == 2 else Counter()
        covered = active if beside else set()
        merged = beside + Counter({mark: count for mark, count in within.items() if mark.partition(":")[0] not in covered})
        return facets.drawn(merged, chosen, is_at_least=is_more)


def find(text: str = "", store=None, *, sort: str = "", as_typed: bool = False, **choices) -> Found:
    """Listings of ``store`` that answer every part of ``text``; when none does, what was probably meant; else what comes near.
    ``as_typed``: slips are not mended.

    ``choices``: category (slug, with its children), price (from, to in fen, either may be None), in_stock (True: leave out what is
    sold out), and any facet by name: brand, form, function, people, band …, one or several."""
    least, most = choices.pop("price", None) or (None, None)
    asked = Asked(store, _chosen(choices), least, most, bool(choices.get("in_stock")))
    if not text.strip():
        return _of_shelf(asked, sort)
    return _of_words(asked, text, sort, as_typed)


def _of_shelf(asked: Asked, sort: str) -> Found:
    order, rows = ORDERS.get(sort, ORDERS[""]), asked.narrowed
    several = sum(map(bool, asked.chosen.values()))
    if not (several > 1 or several and not asked.chosen.get("category")) or not asked.lexemes or not asked.is_large:
        return Found(Walk(rows, order), asked)
    if asked.kept_total > MANY:
        return Found(Walk(rows, order, total=(MANY, True)), asked)
    keys = [pk for _tier, pk in keys_of(rows, [asked.lexemes], MANY)]
    if len(keys) > MANY:
        return Found(Walk(rows, order, total=(MANY, True)), asked)
    known = among(Listing.objects, keys)
    if len(keys) > POOL:
        return Found(Walk(known, order, total=(len(keys), False)), asked)
    return Found(Pool(candidates(known), order, {}), asked)


def _of_words(asked: Asked, text: str, sort: str, as_typed: bool) -> Found:
    words = synonyms.with_synonyms(parts(text))
    keys = keys_of(asked.shelf, asking.in_tiers(words))
    if len(keys) > POOL:
        return _of_many(asked, text, words, keys, sort)
    if keys:
        return _widened(asked, text, words, candidates(among(Listing.objects, [pk for _tier, pk in keys])), sort)
    if not words:
        return _pooled(asked, text, words, [], sort)
    return _near(asked, text, words, words, sort) if as_typed else _understood(asked, text, words, sort)


def _widened(asked: Asked, text: str, words: list[Word], rows, sort: str) -> Found:
    """A name typed without blanks that few goods hold in one piece: goods that hold its words stand below them."""
    if len(rows) >= FEW or not any(len(word.text) > 2 and not word.also and not is_latin(word.text) for word in words):
        return _pooled(asked, text, words, rows, sort)
    meaning = slips.understand(words, mend=False)
    if not meaning.is_whole or len(meaning.words) == len(words):
        return _pooled(asked, text, words, rows, sort)
    meant, whole = synonyms.with_synonyms(list(meaning.words)), {row.pk for row in rows}
    more = [row for row in _candidates(asked, asking.strictly(meant)) if row.pk not in whole]

    def points(row, words):
        return ranking.points(row, words) + ranking.WHOLE if row.pk in whole else ranking.points(row, meant)

    return _pooled(asked, text, words, [*rows, *more][:POOL], sort, points=points)


def _candidates(asked: Asked, query: str) -> list:
    return candidates(matching(asked.shelf, query)) if query else []


def _pooled(asked: Asked, text: str, words, rows, sort: str, *, points=ranking.points, **more) -> Found:
    """Few enough to be ranked and counted whole."""
    worth = {row.pk: points(row, words) - ranking.SOLD_OUT * (not row.in_stock) for row in rows}
    order = ORDERS[sort] if sort and sort in ORDERS else None
    fitting = [row for row in rows if falls_under(facets.marks_of(row), asked.chosen)]
    whole = Pool(rows[:POOL], None, {}, has_more=len(rows) > POOL)
    return Found(Pool(fitting, order, worth), asked, text, pool=whole, **more)


def _of_many(asked: Asked, text: str, words, keys, sort: str) -> Found:
    """More fit than can be ranked: those whose name fits, if that helps, else in the order of the shelf."""
    sample = among(Listing.objects, [pk for _tier, pk in keys[:SAMPLE]])
    named = [pk for tier, pk in keys if tier < BEYOND_NAME]
    known = named if len(named) < len(keys) else None  # one found beyond its name shows that all the others were found before
    query, order = asking.by_name(words), ORDERS.get(sort, ORDERS[""])
    if len(named) <= POOL or any(asked.chosen.values()):
        few = candidates(_fitting(asked, query, known))
        if 0 < len(few) <= POOL:
            return replace(_pooled(asked, text, words, few, sort), pool=sample)
        if not few:  # no name holds it, so what it is for or made of does
            query, known = asking.strictly(words), None
    return Found(Walk(_fitting(asked, query, known, by_index=False), order, total=(POOL, True)), asked, text, pool=sample)


def _fitting(asked: Asked, query: str, known: list | None, *, by_index: bool = True):
    """What fits under the choices made: among those that are known, or by the index of words."""
    if known is not None:
        return among(asked.narrowed, known)
    return matching(asked.narrowed, asking.every(part for part in (query, asked.lexemes) if part), by_index=by_index)


def _understood(asked: Asked, text: str, words: list[Word], sort: str) -> Found:
    """Nothing holds the question as typed: by sound; cut into words of the shelf, with slips mended; then whatever comes near."""
    heard = asking.as_heard(words)
    if rows := _candidates(asked, heard if heard != asking.strictly(words) else ""):
        meant = _name_heard(rows, words)
        if meant:
            return replace(_of_words(asked, meant, sort, as_typed=True), text=text, meant=meant)
        return _pooled(asked, text, words, rows, sort, points=_heard_points)
    meaning = slips.understand(words)
    if meaning.is_whole:
        meant = synonyms.with_synonyms(list(meaning.words))
        if rows := _candidates(asked, asking.strictly(meant)):
            return _pooled(asked, text, meant, rows, sort, meant=" ".join(meaning.words) if meaning.mended else "")
    return _near(asked, text, words, synonyms.with_synonyms(list(meaning.words)), sort)


def _near(asked: Asked, text: str, words: list[Word], known: list[Word], sort: str) -> Found:
    """Goods that answer a part of the question."""
    both = list(dict.fromkeys([*known, *words]))
    rows = _candidates(asked, asking.loosely(both))
    return _pooled(asked, text, both, rows[:POOL], sort, points=ranking.matched, is_loose=True)


def _heard_points(row, words) -> float:
    return ranking.WHOLE - row.position / 1e9


def _name_heard(rows, words: list[Word]) -> str:
    """The characters of a name that sound like what was typed, where all words are one run of them."""
    heard = read_aloud("".join(word.text for word in words))
    for row in rows[:50]:
        sounds = syllables(row.sought)
        for at in range(len(sounds) - len(heard) + 1):
            if sounds[at:at + len(heard)] == heard:
                return row.sought[at:at + len(heard)]
    return ""


def _chosen(choices) -> dict[str, set[str]]:
    """Facet → values as marks hold them. A choice nobody knows matches nothing."""
    chosen: dict[str, set[str]] = {}
    for name, value in choices.items():
        values = _several(value) if name != "in_stock" else []
        if not values:
            continue
        if name == "category":
            chosen[name] = {str(pk) for pk in with_children(values)}
        elif name == "brand":
            chosen[name] = {str(pk) for pk in Brand.objects.filter(slug__in=values).values_list("pk", flat=True)} or {"0"}
        elif name == "band":
            chosen["price"] = {each for each in values if each in map(str, range(len(facets.BANDS)))}
        else:
            chosen[name] = set(values)
    return chosen


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
