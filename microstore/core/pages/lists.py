"""Lists: views, filters, chips, columns, sorting, keyset paging, bulk acts and export. All state stands in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q
from django.http import QueryDict
from django.urls import path
from django.utils.translation import gettext as _

from microstore.core.pages import keyset, preferences
from microstore.core.pages.page import Page, may_open, wants_fragment


@dataclass(frozen=True)
class View:
    """A tab over the list: a query string with a name. ``count(user)`` → how many rows wait there."""

    code: str
    label: str
    query: str = ""
    count: Callable | None = None


@dataclass(frozen=True)
class Chip:
    """A filter that is set: what, which value, and the address without it."""

    label: str
    value: str
    without: str


class ListPage(Page):
    """Rows of ``get_queryset`` through ``table_class``, narrowed by ``filterset_class``, a view and a search text."""

    template = "backoffice/list.html"
    fragment = "backoffice/_rows.html"
    table_class: type | None = None
    filterset_class: type | None = None
    views: list[View] = []
    bulk: list[type] = []
    actions: list[type] = []
    search_fields: tuple[str, ...] = ()
    search_hint = ""
    keyset = ("-pk",)
    export_name = ""
    has_personal_data = False
    personal_columns: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()  # until a person asks for them; an export offers them all the same
    filters_shown = 3
    per_page = 50
    row_url: Callable | None = None
    empty_text = ""
    help_url = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in ("views", "bulk", "actions"):
            setattr(cls, name, list(getattr(cls, name)))

    @classmethod
    def paths(cls):
        from microstore.core.pages import parts

        return [
            *super().paths(),
            *(path(f"{cls.url}{view.suffix}", view.as_view(owner=cls), name=f"{cls.name}-{view.part}") for view in parts.parts_of(cls)),
        ]

    # ── what is asked for ──────────────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def asked(self) -> QueryDict:
        """The query string, with the chosen view's part filled in below it."""
        query = self.request.GET.copy()
        if self.view and self.view.query:
            for name, values in QueryDict(self.view.query).lists():
                if name not in query:
                    query.setlist(name, values)
        return query

    @cached_property
    def view(self) -> View | None:
        return next((view for view in self.views if view.code == self.request.GET.get("view")), None)

    @cached_property
    def kept(self) -> dict:
        return preferences.of(self.request.user, self.name)

    @cached_property
    def size(self) -> int:
        asked = self.request.GET.get("size", "")
        wanted = int(asked) if asked.isascii() and asked.isdigit() else self.kept.get("size", self.per_page)
        return wanted if wanted in preferences.SIZES else self.per_page

    @cached_property
    def filterset(self):
        if self.filterset_class is None:
            return None
        filterset = self.filterset_class(self.asked, queryset=self.get_queryset(), request=self.request)
        return filterset

    def rows(self):
        """All rows asked for, unsorted and unpaged. A filter value that makes no sense narrows nothing."""
        rows = self.filterset.qs if self.filterset is not None and self.filterset.is_valid() else self.get_queryset()
        return self.searched(rows, self.asked.get("q", "").strip())

    def searched(self, rows, text):
        """Rows that hold ``text`` in one of ``search_fields`` (``field`` contains, ``^field`` starts with, ``=field`` equals)."""
        if not text or not self.search_fields or "\x00" in text:
            return rows
        lookups = {"^": "istartswith", "=": "iexact"}
        terms = [Q(**{f"{name.lstrip('^=')}__{lookups.get(name[0], 'icontains')}": text[:100]}) for name in self.search_fields]
        return rows.filter(reduce(or_, terms))

    # ── what is drawn ──────────────────────────────────────────────────────────────────────────────────────────────
    def columns(self) -> tuple[list[str], list[str]]:
        return preferences.arranged(list(self.table_class.base_columns), {"hidden": self.hidden_columns, **self.kept})

    def sorting(self) -> tuple[str, ...]:
        """Sort fields: the column asked for with the key as last word, else the list's own order."""
        asked = self.request.GET.get("sort", "")
        column = self.table_class.base_columns.get(asked.lstrip("-"))
        if column is None or column.orderable is False or not self.is_sortable(asked.lstrip("-"), column):
            return self.keyset if self.keyset[-1].lstrip("-") in ("pk", "id") else (*self.keyset, "-pk")
        sign = "-" if asked.startswith("-") else ""
        fields = [name.replace(".", "__") for name in (column.order_by or (column.accessor or asked.lstrip("-"),))]
        return (*(f"{sign}{name.lstrip('-')}" for name in fields), "-pk")

    def is_sortable(self, name, column) -> bool:
        """Only what the database can sort: a field, a path of fields, or an annotation."""
        accessor = str((column.order_by or (column.accessor or name,))[0]).lstrip("-").replace(".", "__")
        if accessor in self.get_queryset().query.annotations:
            return True
        model = self.model
        for part in accessor.split("__"):
            field = next((f for f in model._meta.concrete_fields if part in (f.name, f.attname)), None) if model else None
            if field is None:
                return False
            model = field.related_model
        return True

    def table(self, rows):
        shown = self.columns()[0]
        hidden = [name for name in self.table_class.base_columns if name not in shown]
        table = self.table_class(rows, exclude=hidden, sequence=[*shown, "..."], orderable=False)
        table.request, table.page_of_list = self.request, self  # set, not given: given, it would page and sort by the address again
        return table

    def chips(self) -> list[Chip]:
        if self.filterset is None:
            return []
        form, chips = self.filterset.form, []
        for name in form.changed_data if self.filterset.is_valid() else []:
            field, value = form.fields[name], form.cleaned_data.get(name)
            if (
                value in (None, "", [])
                or (value is False and name not in self.asked)
                or (isinstance(value, slice) and value == slice(None))
            ):
                continue
            chips.append(Chip(field.label, shown_value(field, value), self.without(name)))
        return chips

    def without(self, name) -> str:
        """The address without the filter ``name`` (and its range parts) and without the place in the list."""
        query = self.asked.copy()
        for key in list(query):
            if key in (name, "after", "before", "view") or key.startswith(
                (f"{name}_min", f"{name}_max", f"{name}_after", f"{name}_before")
            ):
                del query[key]
        return f"?{query.urlencode()}"

    def with_(self, **changes) -> str:
        """The address with ``changes``; a new sort or size starts at the first row."""
        query = self.request.GET.copy()
        for key in ("after", "before"):
            query.pop(key, None)
        for key, value in changes.items():
            query.pop(key, None)
            if value not in (None, ""):
                query[key] = value
        return f"?{query.urlencode()}"

    def open_bulk(self) -> list:
        return [act for act in self.bulk if may_open(self.request.user, act.permission)]

    def head_actions(self) -> list[dict]:
        return [
            {"title": page.title, "url": page.get_url(), "icon": getattr(page, "icon", "") or "plus"}
            for page in self.actions
            if page.is_open_to(self.request.user)
        ]

    def url_of(self, row) -> str:
        """Where a row leads: its detail page, if one is declared under this list and this person may open it."""
        if self.row_url:
            return self.row_url(row)
        if not hasattr(self, "_detail"):
            from microstore.core.pages.listing import detail_of

            self._detail = detail_of(type(self), self.request.user)
        return self._detail.get_url(row) if self._detail else ""

    def context(self, request) -> dict:
        """Further values for a list template of its own."""
        return {}

    def get(self, request, **kwargs):
        from microstore.core.pages import listing

        if redirect := listing.default_view_redirect(self):
            return redirect
        fields = self.sorting()
        window = keyset.window(
            self.rows(), fields, size=self.size, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
        given = {**listing.context_of(self, window, fields), **self.context(request)}
        return self.draw(self.fragment if wants_fragment(request) and request.headers.get("HX-Target") == "rows" else self.template, given)


def shown_value(field, value) -> str:
    """A filter value in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, slice):
        return " – ".join(str(part.date() if hasattr(part, "date") else part) if part else "…" for part in (value.start, value.stop))
    offered = None if hasattr(field, "queryset") else getattr(field, "choices", None)
    choices = {} if offered is None else dict(iter(offered))
    values = value if isinstance(value, list | tuple) or hasattr(value, "all") else [value]
    return ", ".join(str(choices.get(one, choices.get(str(one), one))) for one in values)
