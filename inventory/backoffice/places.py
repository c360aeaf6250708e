"""Warehouses, zones and bins."""

from django.db.models import Count, OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.forms import NewBinForm, WarehouseForm
from inventory.models import Bin, Stock, Warehouse
from inventory.services import places
from inventory.tables import WarehouseTable
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel


def _zones(request, row) -> dict:
    held = Stock.objects.filter(bin=OuterRef("pk")).order_by().values("bin").annotate(units=Sum("on_hand")).values("units")
    bins = Bin.objects.annotate(on_hand=Coalesce(Subquery(held), 0)).order_by("walk_order", "pk")
    return {"zones": row.zones.prefetch_related(Prefetch("bins", bins))}


class WarehouseDetail(DetailPage):
    url = "inventory/warehouses/<str:code>/"
    name = "warehouse"
    title = gettext_lazy("Warehouse")
    permission = "inventory.view_warehouse"
    model = Warehouse
    lookup = "code"
    has_timeline = False
    panels = [Panel("inventory/backoffice/_zones.html", gettext_lazy("Zones and bins"), context=_zones)]
    side = [Panel("inventory/backoffice/_warehouse_facts.html", gettext_lazy("Warehouse"))]


class WarehouseCreate(FormPage):
    url = "inventory/warehouses/new/"
    name = "warehouse-new"
    title = gettext_lazy("New warehouse")
    permission = "inventory.add_warehouse"
    model = Warehouse
    form_class = WarehouseForm
    back = WarehouseDetail

    def save(self, form, by):
        return places.open_warehouse(form.save(commit=False), by=by)


class WarehouseEdit(FormPage):
    url = "inventory/warehouses/<str:code>/edit/"
    name = "warehouse-edit"
    title = gettext_lazy("Edit warehouse")
    permission = "inventory.change_warehouse"
    model = Warehouse
    lookup = "code"
    form_class = WarehouseForm
    back = WarehouseDetail
    tone = "plain"

    def save(self, form, by):
        return places.open_warehouse(form.save(commit=False), by=by)


class BinAdd(ActionPage):
    url = "inventory/warehouses/<str:code>/bins/new/"
    name = "bin-new"
    title = gettext_lazy("New bin")
    permission = "inventory.add_bin"
    model = Warehouse
    lookup = "code"
    form_class = NewBinForm
    back = WarehouseDetail
    tone = "plain"

    def form_kwargs(self, row):
        return {"warehouse": row}

    def perform(self, row, form, by):
        bin = places.add_bin(**form.cleaned_data, by=by)
        return _("Bin %(bin)s added.") % {"bin": bin}


class WarehouseList(ListPage):
    url = "inventory/warehouses/"
    name = "warehouses"
    title = gettext_lazy("Warehouses")
    permission = "inventory.view_warehouse"
    menu = Menu(Department.WAREHOUSE, icon="pin", position=60)
    model = Warehouse
    table_class = WarehouseTable
    keyset = ("pk",)
    actions = [WarehouseCreate]

    def get_queryset(self):
        held = Stock.objects.filter(warehouse=OuterRef("pk")).order_by().values("warehouse").annotate(units=Sum("on_hand")).values("units")
        return Warehouse.objects.annotate(bin_count=Count("zones__bins"), on_hand=Coalesce(Subquery(held), 0))


WarehouseDetail.actions += [WarehouseEdit, BinAdd]
