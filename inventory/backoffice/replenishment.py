"""What to order, by the days it still lasts; and the levels that say when stock is low (duties P8, P10)."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Sku, Supplier
from inventory.alert_forms import LevelForm, ScopedLevelForm
from inventory.backoffice.levels import StockLevel as StockLevelPage
from inventory.backoffice.levels import StockLevels
from inventory.models import StockCover, StockLevel, Warehouse
from inventory.services import alerts
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, BulkAction, Column, LinkColumn, ListPage, Menu, NumberColumn, Panel, View


class CoverTable(tables.Table):
    sku = LinkColumn(lambda row: StockLevelPage.get_url(row.sku), accessor="sku__code", verbose_name=gettext_lazy("SKU"))
    product = Column(accessor="sku__product__name", orderable=False, verbose_name=gettext_lazy("Product"))
    warehouse = Column(accessor="pk", orderable=False, verbose_name=gettext_lazy("Warehouse"))
    days_left = NumberColumn(verbose_name=gettext_lazy("Days of stock"))
    free = NumberColumn(verbose_name=gettext_lazy("Can be sold"))
    level = NumberColumn(verbose_name=gettext_lazy("Alert level"))
    coming = NumberColumn(verbose_name=gettext_lazy("Coming"))
    pace = NumberColumn(verbose_name=gettext_lazy("Sold a day"))
    sold_30 = NumberColumn(verbose_name=gettext_lazy("Left in 30 days"))
    needed = NumberColumn(verbose_name=gettext_lazy("Units missing"))
    proposed = NumberColumn(verbose_name=gettext_lazy("Proposed"))
    supplier = Column(accessor="sku__product__supplier__name", orderable=False, verbose_name=gettext_lazy("Supplier"))

    class Meta:
        model = StockCover
        fields = ()

    def render_warehouse(self, record):
        return record.warehouse.name if record.warehouse_id else _("All warehouses")

    value_warehouse = render_warehouse

    def render_pace(self, record):
        return f"{record.per_day:.1f}"

    value_pace = render_pace


class CoverFilter(django_filters.FilterSet):
    lasts = django_filters.ChoiceFilter(
        label=gettext_lazy("Days of stock"), method="by_days",
        choices=[("0", gettext_lazy("Nothing to sell")), ("7", gettext_lazy("Up to a week")), ("30", gettext_lazy("Up to a month"))],
    )  # fmt: skip
    low = django_filters.ChoiceFilter(
        label=gettext_lazy("Alert level"), method="by_level", choices=[("yes", gettext_lazy("Below its level"))]
    )
    supplier = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Supplier"), queryset=Supplier.objects.all(), field_name="sku__product__supplier"
    )
    warehouse = django_filters.ModelChoiceFilter(label=gettext_lazy("Warehouse"), queryset=Warehouse.objects.active())

    class Meta:
        model = StockCover
        fields = []

    def by_days(self, rows, name, value):
        return rows.filter(free=0) if value == "0" else rows.filter(days_left__lte=int(value))

    def by_level(self, rows, name, value):
        return rows.filter(below_since__isnull=False)


class CoverBulkOrder(BulkAction):
    code = "order"
    title = gettext_lazy("Order as proposed")
    permission = "inventory.order_stock"
    icon = "truck"

    def refuse(self, row, user):
        return "" if row.proposed else _("Nothing is proposed for %(sku)s.") % {"sku": row.sku}

    def perform(self, row, form, by):
        receipt = alerts.order_proposed(row, by=by)
        return _("Delivery %(number)s is announced.") % {"number": receipt.number}


class Replenishment(ListPage):
    url = "inventory/replenishment/"
    name = "replenishment"
    title = gettext_lazy("Replenishment")
    permission = "inventory.view_stockalert"
    menu = Menu(Department.WAREHOUSE, icon="plan", position=32)
    model = StockCover
    table_class = CoverTable
    filterset_class = CoverFilter
    search_fields = ("=sku__code", "sku__product__name", "=sku__barcode")
    search_hint = gettext_lazy("SKU, product or barcode")
    keyset = ("days_left", "id")
    export_name = "replenishment"
    bulk = [CoverBulkOrder]
    views = [
        View("low", gettext_lazy("Below its level"), "low=yes"),
        View("week", gettext_lazy("Up to a week"), "lasts=7"),
    ]
    empty_text = gettext_lazy("Everything lasts as long as wanted.")

    def get_queryset(self):
        return StockCover.objects.wanting().select_related("sku__product__supplier", "warehouse")

    def url_of(self, row):
        return StockLevelPage.get_url(row.sku)


class LevelSet(ActionPage):
    url = "inventory/levels/<str:code>/set/"
    name = "stock-level-set"
    title = gettext_lazy("Set the level")
    permission = "inventory.change_stocklevel"
    model = Sku
    lookup = "code"
    back = StockLevelPage
    form_class = ScopedLevelForm
    icon = "gear"
    tone = "plain"

    def initial(self, row):
        known = StockLevel.objects.filter(sku=row, warehouse=None).first()
        names = ("units", "cover_days", "lead_days", "moq", "pack")
        return {name: getattr(known, name) for name in names} if known else {}

    def perform(self, row, form, by):
        alerts.set_levels([row], form.given(), by=by, warehouse=form.cleaned_data["warehouse"])
        return _("The level is set.")


class LevelBulkSet(BulkAction):
    code = "set-level"
    title = gettext_lazy("Set the level")
    permission = "inventory.change_stocklevel"
    form_class = LevelForm
    icon = "gear"

    def perform(self, row, form, by):
        alerts.set_levels([row], form.given(), by=by)
        return _("The level is set.")


def _cover(request, row) -> dict:
    """What the last sweep kept of each scope, with the alerts that stand open."""
    covers = list(StockCover.objects.filter(sku=row).select_related("warehouse").order_by("warehouse__code"))
    open_alerts = {alert.warehouse_id: alert for alert in row.stock_alerts.unclosed().select_related("sku", "warehouse")}
    return {"covers": [(cover, open_alerts.get(cover.warehouse_id)) for cover in covers]}


StockLevelPage.panels.insert(
    0, Panel("inventory/backoffice/_cover.html", gettext_lazy("Level and days of stock"), context=_cover, is_flush=True,
             permission="inventory.view_stockalert")
)  # fmt: skip
StockLevelPage.actions.append(LevelSet)
StockLevels.bulk.append(LevelBulkSet)
