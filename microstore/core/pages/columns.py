"""Columns that know how the back office writes money, times and states."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from microstore.core.pages import wording

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
    """The name of the row, linked to its detail page ``to`` (name of a page, or a callable row → address)."""

    def __init__(self, to, **extra):
        self.to = to
        super().__init__(**extra)

    def render(self, value, record):
        from microstore.core.pages.registry import find

        url = (
            self.to(record)
            if callable(self.to) and not isinstance(self.to, type)
            else (self.to if isinstance(self.to, type) else find(self.to)).get_url(record)
        )
        return format_html('<a class="key" href="{}">{}</a>', url, value)

    def value(self, value):
        return value
