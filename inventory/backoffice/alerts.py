"""Alerts about low stock and what people answer (duties P8, W7)."""

from datetime import timedelta

import django_filters
import django_tables2 as tables
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from inventory import norms
from inventory.alert_forms import ExpectForm, OrderForm
from inventory.models import AlertState, Answer, StockAlert, Warehouse
from inventory.services import alerts
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    BulkAction,
    Column,
    DateColumn,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    NumberColumn,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)
from microstore.core.pages.page import may_open


def waiting(user):
    """For those who answer; to others nothing of it waits."""
    return StockAlert.objects.waiting()[:1000].count() or None if may_open(user, "inventory.answer_alert") else None


def place_of(row) -> str:
    return row.warehouse.name if row.warehouse_id else _("All warehouses")


class AlertTable(tables.Table):
    sku = LinkColumn("stock-alert", accessor="sku__code", verbose_name=gettext_lazy("SKU"))
    product = Column(accessor="sku__product__name", orderable=False, verbose_name=gettext_lazy("Product"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    answer = StatusColumn(verbose_name=pgettext_lazy("stock alert", "Answer"))
    warehouse = Column(accessor="pk", orderable=False, verbose_name=gettext_lazy("Warehouse"))
    available = NumberColumn(orderable=False, verbose_name=gettext_lazy("Left at the opening"))
    level = NumberColumn(orderable=False, verbose_name=gettext_lazy("Alert level"))
    proposed = NumberColumn(accessor="proposed_now", orderable=False, verbose_name=gettext_lazy("Proposed"))
    owner = Column(accessor="sku__product__owner__name", orderable=False, verbose_name=gettext_lazy("Responsible"))
    opened = TimeColumn(accessor="opened_at", verbose_name=gettext_lazy("Fell below"))
    answer_by = TimeColumn(verbose_name=gettext_lazy("Answer due"))
    expected = DateColumn(accessor="expected_on", orderable=False, verbose_name=gettext_lazy("Expected on"))

    class Meta:
        model = StockAlert
        fields = ()

    def render_warehouse(self, record):
        return place_of(record)

    value_warehouse = render_warehouse


class AlertFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=AlertState)
    answer = django_filters.ChoiceFilter(label=pgettext_lazy("stock alert", "Answer"), choices=Answer)
    urgency = django_filters.ChoiceFilter(
        label=gettext_lazy("Urgency"), method="by_urgency",
        choices=[("late", gettext_lazy("Answer overdue")), ("none", gettext_lazy("Nothing left at the opening"))],
    )  # fmt: skip
    mine = django_filters.ChoiceFilter(
        label=gettext_lazy("Responsible"), method="by_owner", choices=[("yes", gettext_lazy("My products"))]
    )
    warehouse = django_filters.ModelChoiceFilter(label=gettext_lazy("Warehouse"), queryset=Warehouse.objects.active())

    class Meta:
        model = StockAlert
        fields = []

    def by_urgency(self, rows, name, value):
        rows = rows.unclosed()
        return rows.filter(available=0) if value == "none" else rows.waiting().filter(answer_by__lt=clock.now())

    def by_owner(self, rows, name, value):
        return rows.filter(sku__product__owner=self.request.user)


class AlertBulkDecline(BulkAction):
    code = "decline"
    title = gettext_lazy("No need")
    permission = "inventory.answer_alert"
    form_class = ReasonForm
    move = "answer"

    def perform(self, row, form, by):
        alerts.decline(row, reason=form.cleaned_data["reason"], by=by)


class AlertList(ListPage):
    url = "inventory/alerts/"
    name = "stock-alerts"
    title = gettext_lazy("Stock below level")
    permission = "inventory.view_stockalert"
    menu = Menu(Department.WAREHOUSE, icon="bell", position=31, count=waiting)
    model = StockAlert
    table_class = AlertTable
    filterset_class = AlertFilter
    search_fields = ("=sku__code", "sku__product__name", "=receipt__number")
    search_hint = gettext_lazy("SKU, product or delivery")
    keyset = ("-opened_at", "-id")
    export_name = "stock-alerts"
    bulk = [AlertBulkDecline]
    views = [
        View("open", gettext_lazy("Waits for an answer"), "state=open", count=waiting),
        View("late", gettext_lazy("Answer overdue"), "urgency=late"),
        View("answered", pgettext_lazy("stock alert", "Answered"), "state=answered"),
        View("mine", gettext_lazy("My products"), "mine=yes"),
    ]
    empty_text = gettext_lazy("An alert opens by itself when a product falls below its level.")

    def get_queryset(self):
        return StockAlert.objects.with_proposal().select_related("sku__product__owner", "warehouse")


def _why(request, row) -> dict:
    return {"proposal": alerts.proposal_for(row.sku_id, row.warehouse_id) if row.state != AlertState.CLOSED else None}


class AlertDetail(DetailPage):
    url = "inventory/alerts/<int:pk>/"
    name = "stock-alert"
    title = gettext_lazy("Stock alert")
    permission = "inventory.view_stockalert"
    model = StockAlert
    panels = [
        Panel(
            "inventory/backoffice/_proposal.html", gettext_lazy("What is proposed, and why"), context=_why,
            is_shown=lambda row: row.state != AlertState.CLOSED,
        )
    ]  # fmt: skip
    side = [Panel("inventory/backoffice/_alert_facts.html", gettext_lazy("About the alert"))]

    def get_queryset(self):
        return StockAlert.objects.select_related("sku__product__owner", "warehouse", "receipt", "answered_by")

    def heading(self, row):
        return row.sku.code

    def subheading(self, row):
        return f"{row.sku.product.name} {row.sku.spec} · {place_of(row)}"

    def badges(self, row):
        return ("state", "answer") if row.answer and row.state != AlertState.OPEN else ("state",)

    def steps(self, row):
        place = {AlertState.OPEN: 1, AlertState.ANSWERED: 2, AlertState.CLOSED: 3}[row.state]
        way = [_("Below its level"), pgettext("stock alert", "Answer"), _("Goods on the shelf")]
        if row.closing == "unwatched":
            way[2] = row.get_closing_display()
        return [(label, "done" if turn < place else "now" if turn == place else "next", "") for turn, label in enumerate(way)]

    def links(self, row):
        return [(_("Stock of the SKU"), reverse("backoffice:stock-level", args=[row.sku.code]), "box")]


class AlertAct(ActionPage):
    model = StockAlert
    back = AlertDetail
    permission = "inventory.answer_alert"
    move = "answer"

    def get_queryset(self):
        return StockAlert.objects.select_related("sku__product__supplier", "warehouse", "receipt")

    def facts(self, row):
        """As of now: since the alert opened goods may have been sold, announced or received."""
        known = [(_("Product"), f"{row.sku.product.name} {row.sku.spec}"), (_("Warehouse"), place_of(row))]
        proposal = alerts.proposal_for(row.sku_id, row.warehouse_id)
        if proposal is None:
            return [*known, (_("Left at the opening"), row.available), (_("Alert level"), row.level)]
        now = proposal.facts
        numbers = [(_("Can be sold"), now.free), (_("Alert level"), proposal.level), (_("Coming"), now.coming)]
        return [*known, *numbers, (_("Proposed"), proposal.units)]


class AlertOrder(AlertAct):
    url = "inventory/alerts/<int:pk>/order/"
    name = "stock-alert-order"
    title = gettext_lazy("Order it")
    permission = "inventory.order_stock"
    form_class = OrderForm
    icon = "truck"

    def initial(self, row):
        proposal = alerts.proposal_for(row.sku_id, row.warehouse_id)
        lead = proposal.lead_days if proposal else norms.LEAD_DAYS.value
        return {
            "units": proposal.units or None if proposal else row.proposed, "supplier": row.sku.product.supplier_id,
            "warehouse": row.warehouse or alerts.usual_warehouse(row.sku), "expected_on": clock.today() + timedelta(days=lead),
        }  # fmt: skip

    def perform(self, row, form, by):
        receipt = alerts.order(row, **form.cleaned_data, by=by)
        return _("Delivery %(number)s is announced; the warehouse sees it.") % {"number": receipt.number}


class AlertExpect(AlertAct):
    url = "inventory/alerts/<int:pk>/expect/"
    name = "stock-alert-expect"
    title = gettext_lazy("Already announced")
    form_class = ExpectForm
    tone = "plain"

    def initial(self, row):
        due = row.sku.receipt_lines.filter(state="announced", receipt__expected_on__gte=clock.today())
        return {"expected_on": due.aggregate(day=Min("receipt__expected_on"))["day"]}

    def perform(self, row, form, by):
        alerts.expect(row, **form.cleaned_data, by=by)
        return _("Kept. Without the goods on that day the alert waits again.")


class AlertDecline(AlertAct):
    url = "inventory/alerts/<int:pk>/decline/"
    name = "stock-alert-decline"
    title = gettext_lazy("No need")
    form_class = ReasonForm
    tone = "plain"

    def perform(self, row, form, by):
        alerts.decline(row, reason=form.cleaned_data["reason"], by=by)
        return _("Kept. The alert closes itself when stock is back above its level.")


AlertDetail.actions += [AlertOrder, AlertExpect, AlertDecline]


def first_due(user):
    return StockAlert.objects.waiting().aggregate(due=Min("answer_by"))["due"]


declare_queue(Queue(
    "inventory.alerts", gettext_lazy("Stock below level"), "inventory.answer_alert",
    lambda user: StockAlert.objects.waiting()[:1000].count(), lambda user: AlertList.get_url() + "?view=open",
    icon="bell", due=first_due, position=39, department=Department.WAREHOUSE,
))  # fmt: skip
