"""Stock by SKU, and where each batch of it stands."""

from django.db.models import Case, F, IntegerField, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Sku
from inventory.filters import LevelFilter
from inventory.forms import RuleForm
from inventory.models import Reservation, Stock, StockCover, StockRule
from inventory.services import change_rule
from inventory.tables import LevelTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, FormPage, ListPage, Menu, Panel, View


def with_levels(skus):
    """SKUs with their sums over all warehouses: on hand, reserved, free to sell today, the first expiry, and what the last
    sweep kept: level, days of stock, and turnover: per cent of what lies there that leaves in a year (duty P10)."""
    kept = StockCover.objects.overall().filter(sku=OuterRef("pk"))
    sellable = Q(stock__sell_until__gte=clock.today())
    return skus.annotate(
        on_hand=Coalesce(Sum("stock__on_hand"), 0),
        reserved=Coalesce(Sum("stock__reserved"), 0),
        free=Coalesce(
            Sum(Case(When(sellable, then=F("stock__on_hand") - F("stock__reserved")), default=0, output_field=IntegerField())), 0
        ),
        first_expiry=Min("stock__expires_on", filter=Q(stock__on_hand__gt=0)),
        level=Subquery(kept.values("level")),
        days_left=Subquery(kept.values("days_left")),
        turnover=Case(When(on_hand__gt=0, then=Subquery(kept.values("sold_90")) * 36500 / 90 / F("on_hand"))),
    )


class StockRuleForm(FormPage):
    url = "inventory/levels/rule/"
    name = "stock-rule"
    title = gettext_lazy("Stock rule")
    permission = "inventory.change_stockrule"
    icon = "gear"
    form_class = RuleForm

    def form_kwargs(self, row):
        return {"instance": StockRule.current()}

    def save(self, form, by):
        return change_rule(**form.cleaned_data, by=by)

    def done_url(self, row):
        return StockLevels.get_url()

    def done_message(self, row):
        return _("The rule is in force; the stock follows within a minute.")


class StockLevels(ListPage):
    url = "inventory/levels/"
    name = "stock"
    title = gettext_lazy("Stock")
    permission = "inventory.view_stock"
    menu = Menu(Department.WAREHOUSE, icon="box", position=30)
    model = Sku
    table_class = LevelTable
    filterset_class = LevelFilter
    search_fields = ("code", "product__name", "=barcode")
    search_hint = gettext_lazy("SKU, product or barcode")
    keyset = ("code",)
    export_name = "stock"
    actions = [StockRuleForm]
    views = [
        View("none", gettext_lazy("Nothing to sell"), "stock=none"),
        View("low", gettext_lazy("Ten or fewer"), "stock=low"),
        View("long", gettext_lazy("Lies long"), "turnover=slow"),
    ]

    def get_queryset(self):
        return with_levels(Sku.objects.select_related("product"))


def _places(request, row) -> dict:
    """Rows that hold goods, first expiry first, and where."""
    rows = Stock.objects.filter(sku=row, on_hand__gt=0).select_related("batch", "bin__zone", "warehouse")
    return {"places": rows.order_by("warehouse", "expires_on", "pk")}


def _promises(request, row) -> dict:
    rows = Reservation.objects.open().filter(sku=row).select_related("stock__batch", "stock__bin")
    return {"promises": rows.order_by("-pk")[:50]}


class StockLevel(DetailPage):
    url = "inventory/levels/<str:code>/"
    name = "stock-level"
    title = gettext_lazy("Stock of a SKU")
    permission = "inventory.view_stock"
    model = Sku
    lookup = "code"
    has_timeline = False
    panels = [
        Panel("inventory/backoffice/_places.html", gettext_lazy("Where it stands"), context=_places, is_flush=True),
        Panel("inventory/backoffice/_promises.html", gettext_lazy("Promised to"), context=_promises, is_flush=True),
    ]
    side = [Panel("inventory/backoffice/_level_facts.html", gettext_lazy("Level"))]

    def get_queryset(self):
        return with_levels(Sku.objects.select_related("product"))

    def heading(self, row):
        return row.code

    def subheading(self, row):
        return f"{row.product.name} {row.spec}"
