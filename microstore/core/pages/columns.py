"""Columns that know how the back office writes money, times and states."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from microstore.core.pages import registry, wording

Column = tables.Column


class NumberColumn(tables.Column):
    """Right-aligned whole number."""

    def __init__(self, **extra):
        super().__init__(**{"attrs": {"th": {"class": "num"}, "td": {"class": "num"}}, **extra})


class MoneyColumn(NumberColumn):
    """Integer fen shown as yuan with two decimals."""

    def render(self, value):
        return wording.yuan(value)

    def value(self, value):
        return f"{value / 100:.2f}" if value is not None else ""


class TimeColumn(tables.Column):
    """``11-21 10:03`` this year, the whole stamp as title."""

    def render(self, value):
        return wording.moment(value)

    def value(self, value):
        return wording.full_moment(value)


class DateColumn(tables.Column):
    """A day in ISO form."""

    def render(self, value):
        return mark_safe(f'<span class="nowrap">{value:%Y-%m-%d}</span>')


class StatusColumn(tables.Column):
    """The state of a flow as a badge. ``field`` defaults to the column's own name."""

    def __init__(self, field=None, **extra):
        self.field = field
        super().__init__(**{"orderable": False, **extra})

    def render(self, record, bound_column):
        return wording.status_badge(record, self.field or bound_column.accessor)

    def value(self, record, bound_column):
        return wording.status_label(record, self.field or bound_column.accessor)


class LinkColumn(tables.Column):
    """The name of the row, linked to its page ``to`` (name of a page, or a callable row → address).

    ``of`` names what stands at the row when the page is not the row's own. Who may not open the page, or finds the act closed, reads plain
    text.
    """

    def __init__(self, to, of="", **extra):
        self.to, self.of = to, of
        super().__init__(**extra)

    def render(self, value, record, table):
        if callable(self.to):
            return format_html('<a class="key" href="{}">{}</a>', self.to(record), value)
        page, shown = registry.find(self.to), getattr(record, self.of) if self.of else record
        if not is_offered(page, shown, getattr(table, "request", None)):
            return value
        return format_html('<a class="key" href="{}">{}</a>', page.get_url(shown), value)

    def value(self, value):
        return value


def is_offered(page, row, request) -> bool:
    """Whether whoever asks may open ``page`` about ``row`` now; an act that is closed is not offered."""
    if request is None:
        return True
    return page.is_open_to(request.user) and (not hasattr(page, "is_open") or page(request=request).is_open(row, request.user))
