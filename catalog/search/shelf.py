"""The goods of an answer: a pool small enough to be sorted and counted here, or a walk along an index of the shelf."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Value
from django.db.models.functions import Cast

from catalog.models import Listing
from microstore.core.pages import keyset

POOL = 500
PAGE = 20
MANY = 1000  # to sort so many costs no more than to meet a page of fewer of them on a walk along 200,000 goods


class Row(NamedTuple):
    """What is known of a candidate before its card is read."""

    pk: int
    in_stock: bool
    position: int
    price_fen: int
    listed_at: object
    category_id: int | None
    brand_id: int | None
    dosage_form: str
    traits: list
    sought: str
    pinyin: str
    function_claim: str


COLUMNS = [name if name not in ("sought",) else "product__sought" for name in Row._fields]


def holds(words_field: str, query: str, *, by_index: bool = True):
    """``@@`` on a query that is already in the database's own form, so that no parser cuts Chinese apart.

    Not ``by_index``: for a walk along another index, which the planner must not leave for all that matches."""
    asked = Cast(Value(query), SearchQueryField())
    template = "(%(expressions)s)" if by_index else "COALESCE(%(expressions)s, FALSE)"
    return Func(F(words_field), asked, template=template, arg_joiner=" @@ ", output_field=BooleanField())


def matching(rows, query: str, *, by_index: bool = True):
    return rows.alias(is_match=holds("product__search", query, by_index=by_index)).filter(is_match=True) if query else rows.none()


def candidates(rows, most: int = POOL + 1) -> list[Row]:
    """By default at most one more than a pool holds."""
    return [Row(*values) for values in rows.order_by().values_list(*COLUMNS)[:most]]


def among(rows, keys):
    """Those of these keys, which are one value however many they are: 500 of them took longer to write than to read."""
    known = Cast(Value(f"{{{','.join(map(str, keys))}}}"), ArrayField(BigIntegerField()))
    return rows.filter(Func(F("pk"), known, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField()))


def keys_of(rows, queries: list[str], most: int = POOL) -> list[tuple[int, int]]:
    """(place of its query, key) of at most ``most`` that fit and one more. One statement, which asks a later query only while the
    earlier ones leave room."""
    asked = "a query"
    part, given = matching(rows, asked).order_by().values("pk")[: most + 1].query.sql_with_params()
    parts, words = [], []
    for place, query in enumerate(queries):
        if query:
            parts.append(f"(SELECT %s, one.* FROM ({part}) AS one)")  # noqa: S608  what the ORM wrote
            words += [place, *(query if value == asked else value for value in given)]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT %s", [*words, most + 1])
        return cursor.fetchall()


class After(Func):
    """``(a, b) > (x, y)`` as the database compares rows, which one index answers."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


def after(fields, values, *, is_rising: bool):
    rows = [Func(*(F(name) for name in fields), function="ROW"), Func(*(Value(value) for value in values), function="ROW")]
    return After(*rows, arg_joiner=" > " if is_rising else " < ")


@dataclass(frozen=True)
class Order:
    """``fields`` all rise or all fall; goods that are sold out come after the others, if ``stock_first``."""

    fields: tuple[str, ...]
    is_rising: bool = True
    stock_first: bool = True

    @property
    def cursor(self) -> tuple[str, ...]:
        return ("in_stock", *self.fields)

    def key(self, row) -> tuple:
        return tuple(getattr(row, name) for name in self.fields)


ORDERS = {
    "": Order(("position", "pk")),
    "price": Order(("price_fen", "pk")),
    "-price": Order(("price_fen", "pk"), is_rising=False),
    "new": Order(("listed_at", "pk"), is_rising=False, stock_first=False),
}


class Walk:
    """Goods in the order of an index of the shelf, however many there are."""

    def __init__(self, rows, order: Order, *, total: tuple[int, bool] | None = None):
        """``total``: how many at least, and whether there are more; counted where it is not known."""
        self.rows, self.order, self.known_total = rows, order, total

    def page(self, cursor: str = "", size: int = PAGE) -> keyset.Window:
        start, values = keyset.unpack(cursor, self.order.cursor) or (1, None)
        found = self._from(values, size + 1)
        page = found[:size]
        total, is_more = self._total(start, found, size)
        more = keyset.pack(_exactly(page[-1], self.order.cursor), self.order.cursor, start + len(page)) if len(found) > size else ""
        return keyset.Window(page, start if page else 0, total, is_more, more, "")

    def _total(self, start: int, found: list, size: int) -> tuple[int, bool]:
        if self.known_total:
            return self.known_total
        return (start - 1 + len(found), False) if found and len(found) <= size else keyset.counted(self.rows)

    def _from(self, values, most: int) -> list:
        """Goods in stock first, and below them the others: each part is one range of one index."""
        signs = [name if self.order.is_rising else f"-{name}" for name in self.order.fields]
        if self.order.stock_first and self.order.is_rising and not values:
            return list(self.rows.order_by("-in_stock", *signs)[:most])
        if not self.order.stock_first:
            rows = self.rows.filter(after(self.order.fields, values[1:], is_rising=self.order.is_rising)) if values else self.rows
            return list(rows.order_by(*signs)[:most])
        found: list = []
        for in_stock in (True, False):
            if values and in_stock and not values[0]:
                continue
            rows = self.rows.filter(in_stock=in_stock)
            if values and in_stock == values[0]:
                rows = rows.filter(after(self.order.fields, values[1:], is_rising=self.order.is_rising))
            found += rows.order_by(*signs)[: most - len(found)]
            if len(found) >= most:
                break
        return found


class Pool:
    """Candidates that were all read: sorted, narrowed and counted without the database; only the page shown is read whole."""

    CURSOR = ("place", "pk")

    def __init__(self, rows: list[Row], order: Order | None, points: dict[int, float], *, has_more: bool = False):
        self.has_more = has_more
        if order is None:
            self.rows = sorted(rows, key=lambda row: (-points.get(row.pk, 0.0), row.position, row.pk))
        else:
            self.rows = sorted(rows, key=order.key, reverse=not order.is_rising)
            if order.stock_first:
                self.rows.sort(key=lambda row: not row.in_stock)

    def page(self, cursor: str = "", size: int = PAGE) -> keyset.Window:
        start, values = keyset.unpack(cursor, self.CURSOR) or (1, None)
        begin = self._behind(*values) if values else 0
        keys = [row.pk for row in self.rows[begin:begin + size]]
        cards = Listing.objects.in_bulk(keys) if keys else {}
        page = [cards[pk] for pk in keys if pk in cards]
        more = keyset.pack(_Place(begin + len(keys), keys[-1]), self.CURSOR, start + len(page)) if len(self.rows) > begin + size else ""
        return keyset.Window(page, start if page else 0, len(self.rows), self.has_more, more, "")

    def _behind(self, place: int, pk: int) -> int:
        """Where the goods shown before end; they may have moved meanwhile."""
        return next((at + 1 for at, row in enumerate(self.rows) if row.pk == pk), min(place, len(self.rows)))


class _Place(NamedTuple):
    place: int
    pk: int


def _exactly(row, fields) -> SimpleNamespace:
    """The values a cursor keeps; moments to the microsecond."""
    values = {name: getattr(row, name) for name in fields}
    return SimpleNamespace(**{name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()})


def falls_under(marks: set[str], chosen: dict[str, set[str]]) -> bool:
    return all(any(f"{facet}:{value}" in marks for value in values) for facet, values in chosen.items() if values)
