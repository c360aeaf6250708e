"""The stores: list, record, and the acts that suspend, reopen and close them. Operations hangs the opening on them."""

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, ReasonForm
from microstore.stores import norms, previews
from microstore.stores.filters import StoreFilter
from microstore.stores.forms import StoreForm
from microstore.stores.models import Store
from microstore.stores.services import stores
from microstore.stores.tables import StoreTable


class StoreList(ListPage):
    url, name = "stores/", "stores"
    title = _("Stores")
    permission = "stores.view_store"
    menu = Menu(Department.OPERATIONS, icon="store", position=60)
    model = Store
    table_class, filterset_class = StoreTable, StoreFilter
    search_fields = ("name", "^code", "entity")
    search_hint = _("Name, code or company")
    keyset = ("code",)
    export_name = "stores"


WAY = (Store.State.PREPARING, Store.State.BUILDING, Store.State.ACCEPTANCE, Store.State.OPEN)


def licences_of(request, row):
    return {"licences": row.licences.order_by("kind", "valid_until"), "gaps": stores.missing(row)}


def preview_of(request, row):
    return {"link": request.build_absolute_uri(previews.address_of(row)), "hours": norms.PREVIEW.value}


def people_of(request, row):
    return {"people": row.staff.select_related("user__staff").order_by("user__username")}


def pages_of(request, row):
    return {"pages": row.pages.all()}


class StoreDetail(DetailPage):
    url, name = "stores/<str:code>/", "store"
    title = _("Store")
    permission = "stores.view_store"
    model, lookup = Store, "code"
    panels = [
        Panel("stores/backoffice/_licences.html", _("Licences"), context=licences_of, is_flush=True),
        Panel("stores/backoffice/_pages.html", _("Store pages"), context=pages_of, is_flush=True),
    ]
    side = [
        Panel(
            "stores/backoffice/_preview.html", _("Look in before it opens"), context=preview_of, permission="stores.view_page",
            is_shown=lambda row: row.is_announced,
        ),  # fmt: skip
        Panel("stores/backoffice/_store.html", _("Seller")),
        Panel("stores/backoffice/_people.html", _("People of this store"), context=people_of, is_flush=True),
    ]

    def subheading(self, row):
        return f"{row.get_absolute_url()} · {row.get_kind_display()}"

    def links(self, row):
        return [(now("Look at the store"), row.get_absolute_url(), "eye")]

    def steps(self, row):
        """Preparation, building, acceptance, trading: where the store stands on the way that customers feel (state C23)."""
        at = len(WAY) if row.state not in WAY or row.is_trading else WAY.index(row.state)
        marks = ["done" if place < at else "now" if place == at else "next" for place in range(len(WAY))]
        return [(state.label, mark, "") for state, mark in zip(WAY, marks, strict=True)]


class StoreEdit(FormPage):
    tone, icon = "plain", "edit"
    url, name = "stores/<str:code>/edit/", "store-edit"
    title = _("Change the store")
    permission = "stores.change_store"
    model, lookup, form_class, back = Store, "code", StoreForm, StoreDetail

    def form_kwargs(self, row):
        return {"store": row}

    def initial(self, row):
        return {name: getattr(row, name) for name in StoreForm.base_fields}

    def save(self, form, by):
        return stores.change(self.row, by=by, **form.cleaned_data)


class StoreAct(ActionPage):
    """What the acts on one store share."""

    permission = "stores.open_store"
    model, lookup, back = Store, "code", StoreDetail


class StoreReopen(StoreAct):
    url, name, move = "stores/<str:code>/reopen/", "store-reopen", "reopen"
    title = _("Reopen")
    icon = "play"

    def warnings(self, row):
        return stores.missing(row)

    def perform(self, row, form, by):
        stores.reopen(row, by=by)
        return now("%(store)s is open.") % {"store": row}


class StoreSuspend(StoreAct):
    url, name, move = "stores/<str:code>/suspend/", "store-suspend", "suspend"
    title = _("Close for now")
    form_class, tone, icon = ReasonForm, "danger", "pause"

    def perform(self, row, form, by):
        stores.suspend(row, by=by, reason=form.cleaned_data["reason"])
        return now("%(store)s is suspended; customers read why they cannot buy.") % {"store": row}


class StoreClose(StoreAct):
    url, name, move = "stores/<str:code>/close/", "store-close", "close"
    title = _("Close for good")
    form_class, tone, icon = ReasonForm, "danger", "stop"

    def is_open(self, row, user):
        return super().is_open(row, user) and not row.is_default

    def perform(self, row, form, by):
        stores.close(row, by=by, reason=form.cleaned_data["reason"])
        return now("%(store)s is closed.") % {"store": row}


StoreDetail.actions += [StoreReopen, StoreEdit, StoreSuspend, StoreClose]
