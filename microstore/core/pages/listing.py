"""The parts of a list beside the list itself: what its template is given, its columns, views, bulk acts and export."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils.html import format_html, strip_tags
from django.utils.text import capfirst

from microstore.core.models import SavedView
from microstore.core.pages import preferences, registry

HELD_BACK = ("after", "before", "size", "saved")
EMPTY = ("", "—", "–")
LONG = 20  # letters; wider words do not stand beside another fact on a phone


def department_of(user) -> str:
    return getattr(getattr(user, "staff", None), "department", "") or ""


def saved_views(page, user) -> list[SavedView]:
    """Own views and those shared with the person's department, own first."""
    shared = Q(department=department_of(user)) & ~Q(department="")
    views = SavedView.objects.filter(Q(owner=user) | shared, page=page.name)
    return sorted(views, key=lambda view: (view.owner_id != user.pk, view.position, view.pk))


def default_view_redirect(page):
    """The person's default view, when the list is opened without anything asked for."""
    if page.request.GET or page.request.headers.get("HX-Request"):
        return None
    chosen = SavedView.objects.filter(owner=page.request.user, page=page.name, is_default=True).first()
    return redirect(f"{page.get_url()}?{chosen.query}&saved={chosen.pk}") if chosen and chosen.query else None


def detail_of(list_page, user):
    """The declared page that shows one row of this list and that this person may open."""
    return detail_for(list_page.model, user)


def detail_for(model, user):
    """The declared page that shows one row of ``model`` and that this person may open, or None."""
    from microstore.core.pages.details import DetailPage

    return next(
        (
            page
            for page in registry.all_pages
            if issubclass(page, DetailPage) and page.model is model and page.is_open_to(user) and len(registry.parameters(page.url)) == 1
        ),
        None,
    )


def tabs(page) -> list[dict]:
    """The declared views with their counts; which one is chosen."""
    user, chosen = page.request.user, page.view
    return [
        {"label": view.label, "url": f"?view={view.code}", "count": view.count(user) if view.count else None, "is_chosen": chosen is view}
        for view in page.views
    ]


def column_choices(page) -> list[dict]:
    shown, order = page.columns()
    columns = page.table_class.base_columns
    labels = {name: capfirst(str(columns[name].verbose_name or label_of(page, name))) for name in order}
    return [{"name": name, "label": labels[name], "is_shown": name in shown} for name in order]


def label_of(page, name) -> str:
    field = next((field for field in page.model._meta.fields if field.name == name), None) if page.model else None
    return field.verbose_name if field else name.replace("_", " ")


def plain_query(page) -> str:
    """The query string that a saved view keeps: what is asked for, not where in it the person stands."""
    query = page.request.GET.copy()
    for key in HELD_BACK:
        query.pop(key, None)
    return query.urlencode()


def context_of(page, window, fields) -> dict:
    """Everything ``backoffice/list.html`` and its fragment are given."""
    request, table = page.request, page.table(window.rows)
    saved = saved_views(page, request.user)
    return {
        "table": table,
        "rows": rows_of(page, table),
        "window": window,
        "headers": headers(page, table, fields),
        "tabs": tabs(page),
        "saved_views": saved,
        "is_any_view": page.view is None and not request.GET.get("saved"),
        "chips": page.chips(),
        "saved_chosen": request.GET.get("saved", ""),
        "filter_form": page.filterset.form if page.filterset is not None else None,
        "filter_fields": filter_fields(page),
        "more_fields": filter_fields(page, more=True),
        "has_more_filters": any(name in page.asked for name in more_names(page)),
        "search_text": page.asked.get("q", ""),
        "bulk": page.open_bulk(),
        "head_actions": page.head_actions(),
        "column_choices": column_choices(page),
        "density": page.kept.get("density", "compact"),
        "size": page.size,
        "sizes": preferences.SIZES,
        "query": plain_query(page),
        "previous_url": page.with_(before=window.before) if window.before else "",
        "next_url": page.with_(after=window.after) if window.after else "",
        "is_filtered": bool(page.chips() or page.asked.get("q")),
        "may_export": bool(page.export_name),
        "list_url": page.get_url(),
    }


def rows_of(page, table) -> list[dict]:
    return [{"record": bound.record, "url": (url := page.url_of(bound.record)), "cells": cells_of(bound, url)} for bound in table.rows]


def cells_of(bound, url) -> list[dict]:
    """Cells of one row; the first names the row and leads to it."""
    cells = [{"label": capfirst(str(column.header)), "css": css_of(column, text), "text": text} for column, text in bound.items()]
    if cells and url and "<a " not in str(cells[0]["text"]):
        cells[0]["text"] = format_html('<a class="key" href="{}">{}</a>', url, cells[0]["text"])
    return cells


def css_of(column, text) -> str:
    """The column's own class, and how a phone's card draws the cell: not at all when it is empty, over its whole width when it is long."""
    said = str(text)
    shape = "blank" if said in EMPTY else "long" if width_of(said) > LONG and width_of(strip_tags(said).strip()) > LONG else ""
    return " ".join(filter(None, (column.attrs["td"].get("class", ""), shape)))


def width_of(text: str) -> int:
    """A Chinese sign is as wide as two others."""
    return sum(1 + (sign > "\u2e80") for sign in text)


def field_names(page) -> list[str]:
    return list(page.filterset.form.fields) if page.filterset is not None else []


def more_names(page) -> list[str]:
    return field_names(page)[page.filters_shown :]


def filter_fields(page, more=False):
    names = more_names(page) if more else field_names(page)[: page.filters_shown]
    return [page.filterset.form[name] for name in names]


def headers(page, table, fields) -> list[dict]:
    """Column heads with their sort address: a second click turns the direction."""
    asked = page.request.GET.get("sort", "")
    found = []
    for column in table.columns:
        name = column.name
        declared = page.table_class.base_columns[name]
        is_sortable = declared.orderable is not False and page.is_sortable(name, declared)
        direction = "descending" if asked == f"-{name}" else "ascending" if asked == name else ""
        found.append(
            {
                "label": capfirst(str(column.header)),
                "css": column.attrs["th"].get("class", ""),
                "direction": direction,
                "url": page.with_(sort=name if asked == f"-{name}" else f"-{name}") if is_sortable else "",
            }
        )
    return found
