"""The choices beside a list: which there are, what a product falls under, how many fall under each given the other choices."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Brand, Category
from catalog.search import people, traits
from microstore.compliance import functions
from microstore.core import sentences
from microstore.core.money import plain_yuan

SHOWN = 9  # choices of a facet
NAMES = """
SELECT 'category', id::text, slug, CASE WHEN %s AND name_en <> '' THEN name_en ELSE name END FROM catalog_category
WHERE id = ANY(%s::bigint[])
UNION ALL SELECT 'brand', id::text, slug, name FROM catalog_brand WHERE id = ANY(%s::bigint[])
"""
BANDS = (0, 5_000, 10_000, 20_000)  # fen; each reaches to the next


class Facet(TextChoices):
    """Those that all goods have, in the order they are shown; classes of goods may declare others."""

    CATEGORY = "category", gettext_lazy("Category")
    FUNCTION = "function", gettext_lazy("Health function")
    FORM = "form", gettext_lazy("Form")
    BRAND = "brand", gettext_lazy("Brand")
    PEOPLE = "people", gettext_lazy("Suitable for")
    PRICE = "price", gettext_lazy("Price")


@dataclass(frozen=True)
class Choice:
    """One line of a facet; ``value`` goes into the address."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """One facet with its choices, the most frequent first. ``name`` goes into the address."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Facets:
    """``is_at_least``: more matched than were counted."""

    groups: list[Group]
    is_at_least: bool = False

    def of(self, name: str) -> list[Choice]:
        return next((group.choices for group in self.groups if group.name == name), [])


def band_of(price_fen: int) -> int:
    return max(place for place, least in enumerate(BANDS) if price_fen >= least)


def limits_of(place: int) -> tuple[int, int | None]:
    """From, and up to but without, of a price band."""
    return BANDS[place], BANDS[place + 1] if place + 1 < len(BANDS) else None


def marks_of(row) -> set[str]:
    """What a card falls under, as facet:value; categories and brands by id."""
    marks = {*row.traits, f"price:{band_of(row.price_fen)}"}
    for facet, value in (("category", row.category_id), ("brand", row.brand_id), ("form", row.dosage_form)):
        if value:
            marks.add(f"{facet}:{value}")
    return marks


def counted(rows: Iterable[set[str]], chosen: dict[str, set[str]]) -> Counter:
    """How many fall under each mark. Each facet is counted under the choices made in the others."""
    counts: Counter = Counter()
    wanted = {facet: {f"{facet}:{value}" for value in values} for facet, values in chosen.items() if values}
    for marks in rows:
        missed = [facet for facet, ways in wanted.items() if not marks & ways]
        if not missed:
            counts.update(marks)
        elif len(missed) == 1:
            counts.update(mark for mark in marks if mark.partition(":")[0] == missed[0])
    return counts


def drawn(counts: Counter, chosen: dict[str, set[str]], *, is_at_least: bool = False) -> Facets:
    """Counts with names and addresses, the most frequent of each facet and those chosen. One query."""
    found: dict[str, list[tuple[str, int]]] = {}
    for mark, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        facet, _colon, value = mark.partition(":")
        listed = found.setdefault(facet, [])
        if len(listed) < SHOWN or value in chosen.get(facet, ()):
            listed.append((value, count))
    if Facet.PRICE in found:
        found[Facet.PRICE].sort(key=lambda pair: int(pair[0]))
    names = _names(found)
    groups = []
    for facet in [facet.value for facet in Facet] + sorted(set(found) - set(Facet.values)):
        choices = [Choice(*names[facet, value], count, value in chosen.get(facet, ()))
                   for value, count in found.get(facet, []) if (facet, value) in names]  # fmt: skip
        groups.append(Group(facet, label_of(facet), choices))
    return Facets([group for group in groups if group.choices and group.label], is_at_least)


def label_of(facet: str) -> str:
    if facet == "origin":
        return _("Place of production")
    return str(Facet(facet).label) if facet in Facet.values else traits.declared_label(facet)


def _names(found) -> dict[tuple[str, str], tuple[str, str]]:
    """(facet, value) → (what the address says, what people read). What has no name is not shown."""
    keys = [[int(value) for value, _count in found.get(facet, [])] for facet in (Facet.CATEGORY, Facet.BRAND)]
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [sentences.is_read_in_english(), *keys])
        names = {(facet, value): (slug, name) for facet, value, slug, name in cursor.fetchall()}
    for facet, values in found.items():
        for value, _count in values if facet not in (Facet.CATEGORY, Facet.BRAND) else ():
            if label := _label_of_value(facet, value):
                names[facet, value] = (value, label)
    return names


def name_of(facet: str, value: str) -> str:
    """What people read of a choice as the address says it, also when nothing on the shelf has it; "" when it has no name."""
    if facet in (Facet.CATEGORY, Facet.BRAND):
        rows, name = (Category.objects, Category.called_in_rows()) if facet == Facet.CATEGORY else (Brand.objects, "name")
        return rows.filter(slug=value).values_list(name, flat=True).first() or ""
    if facet == Facet.PRICE:
        return _band_label(int(value)) if value.isascii() and value.isdigit() and len(value) < 3 and int(value) < len(BANDS) else ""
    return _label_of_value(facet, value)


def _label_of_value(facet: str, value: str) -> str:
    if facet == Facet.FUNCTION:
        known = functions.all_functions()
        return known[value].name if value in known else ""
    labels = {Facet.PEOPLE: people.label_of, Facet.PRICE: lambda place: _band_label(int(place)), Facet.FORM: str}
    return labels[facet](value) if facet in labels else traits.declared_value(facet, value)


def _band_label(place: int) -> str:
    if place == len(BANDS) - 1:
        return _("from ¥%(least)s") % {"least": _short(BANDS[place])}
    return _("¥%(least)s to ¥%(most)s") % {"least": _short(BANDS[place]), "most": _short(BANDS[place + 1])}


def _short(fen: int) -> str:
    """Whole yuan without their cents."""
    return plain_yuan(fen).removesuffix(".00")
