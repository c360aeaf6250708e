"""Paging by the last row seen instead of by offset: page 900 costs what page 1 costs, and nothing is counted to the end."""

import base64
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer
from django.db.models import F, Q

COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Window:
    """One page of rows. ``total`` stops at COUNT_LIMIT; then ``has_more_than_total``."""

    rows: list
    start: int
    total: int
    has_more_than_total: bool
    after: str
    before: str

    @property
    def end(self):
        return self.start + len(self.rows) - 1


def value_of(row, name):
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


def pack(row, fields, start) -> str:
    """A cursor: number of the first row shown after it, and the row's values of the sort fields. Signed for these fields."""
    text = json.dumps([start, *(value_of(row, name.lstrip("-")) for name in fields)], cls=DjangoJSONEncoder, default=str)
    return signer(fields).sign(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))


def unpack(cursor, fields):
    """(start, values) or None when it is no cursor of ours over these fields: the database is asked for no value somebody typed."""
    try:
        text = signer(fields).unsign(cursor)
    except BadSignature:
        return None
    start, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return start, values


def signer(fields) -> Signer:
    return Signer(salt=f"keyset {' '.join(fields)}", sep=".")


def order_by(fields):
    """Sort expressions; empty values come last in both directions."""
    return [F(name[1:]).desc(nulls_last=True) if name.startswith("-") else F(name).asc(nulls_last=True) for name in fields]


def reverse_of(fields):
    return [F(name[1:]).asc(nulls_first=True) if name.startswith("-") else F(name).desc(nulls_first=True) for name in fields]


def beyond(name, value, forward) -> Q:
    """Rows that stand beyond ``value`` in the direction of travel."""
    field = name.lstrip("-")
    if value is None:
        return Q(pk__in=[]) if forward else Q(**{f"{field}__isnull": False})
    is_less = name.startswith("-") == forward
    compared = Q(**{f"{field}__{'lt' if is_less else 'gt'}": value})
    return compared | Q(**{f"{field}__isnull": True}) if forward else compared


def past(fields, values, forward) -> Q:
    """(a, b, c) beyond (x, y, z), written out because the directions differ per field."""
    whole, ties = Q(), Q()
    for name, value in zip(fields, values, strict=True):
        whole |= ties & beyond(name, value, forward)
        field = name.lstrip("-")
        ties &= Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})
    return whole


def counted(rows) -> tuple[int, bool]:
    total = rows.order_by()[: COUNT_LIMIT + 1].count()
    return min(total, COUNT_LIMIT), total > COUNT_LIMIT


def window(rows, fields, *, size, after="", before="") -> Window:
    """The page of ``rows`` after or before a cursor; the first page without one."""
    total, is_more = counted(rows)
    back = unpack(before, fields) if before else None
    forth = unpack(after, fields) if after and not back else None
    if back:
        start, values = back
        page = list(rows.filter(past(fields, values, False)).order_by(*reverse_of(fields))[: size + 1])
        has_previous, page = len(page) > size, page[:size][::-1]
        start, has_next = max(start - len(page), 1), True
    else:
        start, values = forth or (1, None)
        page = list((rows.filter(past(fields, values, True)) if forth else rows).order_by(*order_by(fields))[: size + 1])
        has_previous, has_next, page = forth is not None, len(page) > size, page[:size]
    return Window(
        rows=page,
        start=start if page else 0,
        total=total,
        has_more_than_total=is_more,
        after=pack(page[-1], fields, start + len(page)) if page and has_next else "",
        before=pack(page[0], fields, start) if page and has_previous else "",
    )
