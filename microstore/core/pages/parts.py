"""The sub-addresses of a list: its columns, its saved views, its bulk acts."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from microstore.core.models import SavedView
from microstore.core.pages import preferences
from microstore.core.pages.acting import dressed
from microstore.core.pages.bulk import LIMIT
from microstore.core.pages.listing import department_of
from microstore.core.pages.page import Page, may_open


def parts_of(page) -> list[type]:
    """Sub-addresses every list has; export only where the list names its file."""
    from microstore.core.pages.exports import ExportPart

    bulk = [
        type(f"Bulk_{act.code}", (BulkPart,), {"act": act, "suffix": f"bulk/{act.code}/", "part": f"bulk-{act.code}"}) for act in page.bulk
    ]
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
                SavedView.objects.create(
                    owner=self.request.user, page=self.owner.name, name=name, query=query.urlencode(), department=department
                )
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
            messages.error(
                request,
                _("Tick at least one row.")
                if not rows
                else _("More than %(limit)s rows are chosen. Narrow the list first.") % {"limit": LIMIT},
            )
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
            rows = self.owner(request=self.request).get_queryset().filter(pk__in=picked[: LIMIT + 1])
        found = list(rows.order_by("pk")[: LIMIT + 1])
        return found, len(found) > LIMIT

    def answer(self, act, form, plan=None, done=None, status=200):
        outcomes = done or plan or []
        return self.draw(
            "backoffice/bulk.html",
            {
                "act": act,
                "form": form,
                "outcomes": outcomes,
                "is_done": done is not None,
                "good": sum(one.is_good for one in outcomes),
                "bad": sum(not one.is_good for one in outcomes),
                "list_url": self.owner.get_url(),
                "scope": self.request.POST.get("scope", ""),
                "query": self.request.POST.get("query", ""),
                "next": self.request.POST.get("next", ""),
            },
            status=status,
        )
