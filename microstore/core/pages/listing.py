"""The parts of a list beside the list itself: what its template is given, its columns, views, bulk acts and export."""
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from microstore.core.models import SavedView
from microstore.core.pages import preferences, registry
from microstore.core.pages.acting import dressed
from microstore.core.pages.bulk import LIMIT
from microstore.core.pages.page import Page, may_open

HELD_BACK = ("after", "before", "size", "saved")


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
    from microstore.core.pages.details import DetailPage
    return next((page for page in registry.all_pages if issubclass(page, DetailPage) and page.model is list_page.model
                 and page.is_open_to(user) and len(registry.parameters(page.url)) == 1), None)


def tabs(page) -> list[dict]:
    """The declared views with their counts; which one is chosen."""
    user, chosen = page.request.user, page.view
    return [{"label": view.label, "url": f"?view={view.code}", "count": view.count(user) if view.count else None,
             "is_chosen": chosen is view} for view in page.views]


def column_choices(page) -> list[dict]:
    shown, order = page.columns()
    columns = page.table_class.base_columns
    return [{"name": name, "label": columns[name].verbose_name or label_of(page, name), "is_shown": name in shown} for name in order]


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
        "table": table, "rows": rows_of(page, table), "window": window, "headers": headers(page, table, fields), "tabs": tabs(page),
        "saved_views": saved, "is_any_view": page.view is None and not request.GET.get("saved"), "chips": page.chips(),
        "saved_chosen": request.GET.get("saved", ""), "filter_form": page.filterset.form if page.filterset is not None else None,
        "filter_fields": filter_fields(page), "more_fields": filter_fields(page, more=True), "has_more_filters": any(
            name in page.asked for name in more_names(page)), "search_text": page.asked.get("q", ""),
        "bulk": page.open_bulk(), "head_actions": page.head_actions(), "column_choices": column_choices(page),
        "density": page.kept.get("density", "compact"), "size": page.size, "sizes": preferences.SIZES, "query": plain_query(page),
        "previous_url": page.with_(before=window.before) if window.before else "",
        "next_url": page.with_(after=window.after) if window.after else "", "is_filtered": bool(page.chips() or page.asked.get("q")),
        "may_export": bool(page.export_name), "list_url": page.get_url(),
    }


def rows_of(page, table) -> list[dict]:
    return [{"record": bound.record, "url": (url := page.url_of(bound.record)), "cells": cells_of(bound, url)} for bound in table.rows]


def cells_of(bound, url) -> list[dict]:
    """Cells of one row; the first names the row and leads to it."""
    cells = [{"label": column.header, "css": column.attrs["td"].get("class", ""), "text": text} for column, text in bound.items()]
    if cells and url and "<a " not in str(cells[0]["text"]):
        cells[0]["text"] = format_html('<a class="key" href="{}">{}</a>', url, cells[0]["text"])
    return cells


def field_names(page) -> list[str]:
    return list(page.filterset.form.fields) if page.filterset is not None else []


def more_names(page) -> list[str]:
    return field_names(page)[page.filters_shown:]


def filter_fields(page, more=False):
    names = more_names(page) if more else field_names(page)[:page.filters_shown]
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
        found.append({"label": column.header, "css": column.attrs["th"].get("class", ""), "direction": direction,
                      "url": page.with_(sort=name if asked == f"-{name}" else f"-{name}") if is_sortable else ""})
    return found


def parts_of(page) -> list[type]:
    """Sub-addresses every list has; export only where the list names its file."""
    from microstore.core.pages.exports import ExportPart
    bulk = [type(f"Bulk_{act.code}", (BulkPart,), {"act": act, "suffix": f"bulk/{act.code}/", "part": f"bulk-{act.code}"}) for act in page.bulk]
    return [ColumnsPart, ViewsPart, *bulk, *([ExportPart] if page.export_name else [])]


class ListPart(Page):
    """A sub-address of a list: the list's own right and row limits apply."""

    owner = None
    suffix = ""
    part = ""

    def dispatch(self, request, *args, **kwargs):
        self.list = self.owner(request=request)
        return super().dispatch(request, *args, **kwargs)

    def is_open_to(self, user):
        return self.owner.is_open_to(user)

    def crumbs(self, row=None):
        return [(self.owner.title, self.owner.get_url())]

    def back(self):
        """To the list as it stood: the address the form was sent from, if it is ours."""
        asked = self.request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(asked, {self.request.get_host()}, self.request.is_secure())
        return redirect(asked if is_ours and asked else self.owner.get_url())


class ColumnsPart(ListPart):
    """Keep which columns this person sees, in which order, how dense and how many rows."""

    suffix, part = "columns/", "columns"

    def post(self, request):
        given, names = request.POST, list(self.owner.table_class.base_columns)
        if "reset" in given:
            preferences.keep(request.user, self.owner.name, order=None, hidden=None)
        elif "density" in given:
            preferences.keep(request.user, self.owner.name, density="relaxed" if given["density"] == "relaxed" else "compact")
        elif "size" in given:
            preferences.keep(request.user, self.owner.name, size=int(given["size"]) if given["size"] in ("20", "50", "100") else None)
        else:
            self.keep_columns(given, names)
        return self.back()

    def keep_columns(self, given, names):
        shown = [name for name in given.getlist("shown") if name in names] or names
        order = [name for name in given.getlist("order") if name in names] or names
        for key, step in (("up", -1), ("down", 1)):
            order = preferences.moved(order, given.get(key, ""), step)
        preferences.keep(self.request.user, self.owner.name, order=order, hidden=[name for name in names if name not in shown])


class ViewsPart(ListPart):
    """Save the address of the list as a view, share it, make it the default, or delete it."""

    suffix, part = "views/", "views"

    def post(self, request):
        if request.POST.get("delete"):
            self.own(request.POST["delete"]).delete()
            messages.success(request, _("View deleted."))
        elif request.POST.get("default"):
            self.make_default(self.own(request.POST["default"]))
        else:
            self.save_view(request.POST)
        return self.back()

    def own(self, pk):
        view = SavedView.objects.filter(owner=self.request.user, page=self.owner.name, pk=pk).first() if str(pk).isdigit() else None
        if view is None:
            raise Http404
        return view

    @transaction.atomic
    def make_default(self, view):
        was = view.is_default
        SavedView.objects.filter(owner=view.owner, page=view.page, is_default=True).update(is_default=False)
        if not was:
            view.is_default = True
            view.save(update_fields=["is_default"])

    def save_view(self, given):
        name = given.get("name", "").strip()[:40]
        if not name:
            messages.error(self.request, _("Give the view a name."))
            return
        query = QueryDict(given.get("query", "")[:2000])
        department = department_of(self.request.user) if given.get("share") else ""
        try:
            with transaction.atomic():
                SavedView.objects.create(owner=self.request.user, page=self.owner.name, name=name, query=query.urlencode(), department=department)
        except IntegrityError:
            messages.error(self.request, _("You already have a view called “%(name)s”.") % {"name": name})
        else:
            messages.success(self.request, _("View “%(name)s” saved.") % {"name": name})


class BulkPart(ListPart):
    """Dry run, then the act, then every row's result."""

    act = None

    def is_open_to(self, user):
        return self.owner.is_open_to(user) and may_open(user, self.act.permission)

    def get(self, request):
        return self.back()

    def post(self, request):
        rows, is_cut = self.chosen()
        if not rows or is_cut:
            messages.error(request, _("Tick at least one row.") if not rows else _("More than %(limit)s rows are chosen. Narrow the list first.")
                           % {"limit": LIMIT})
            return self.back()
        act, is_go = self.act(), request.POST.get("go") == "1"
        form = dressed(act.form_class(request.POST if is_go else None))
        if is_go and form.is_valid():
            return self.answer(act, form, done=act.run(rows, form, request.user))
        return self.answer(act, form, plan=act.rehearse(rows, request.user), status=422 if is_go else 200)

    def chosen(self):
        """The ticked rows this person may see, or all rows of the list as it was filtered."""
        if self.request.POST.get("scope") == "all":
            page = self.owner(request=self.request)
            page.asked = QueryDict(self.request.POST.get("query", ""))
            rows = page.rows()
        else:
            picked = [pk for pk in self.request.POST.getlist("row") if pk.isascii() and pk.isdigit()]
            rows = self.owner(request=self.request).get_queryset().filter(pk__in=picked[:LIMIT + 1])
        found = list(rows.order_by("pk")[:LIMIT + 1])
        return found, len(found) > LIMIT

    def answer(self, act, form, plan=None, done=None, status=200):
        outcomes = done or plan or []
        return self.draw("backoffice/bulk.html", {
            "act": act, "form": form, "outcomes": outcomes, "is_done": done is not None, "good": sum(one.is_good for one in outcomes),
            "bad": sum(not one.is_good for one in outcomes), "list_url": self.owner.get_url(), "scope": self.request.POST.get("scope", ""),
            "query": self.request.POST.get("query", ""), "next": self.request.POST.get("next", ""),
        }, status=status)


