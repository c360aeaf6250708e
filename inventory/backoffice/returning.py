"""Goods that come back: what is expected, opening the parcel, and what becomes of them (duty W8, state C5)."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.forms import BinForm
from inventory.models import Condition, Disposition, Return, ReturnedGoods, ReturnState, ZoneKind
from inventory.services import returning
from microstore.core import approvals
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)
from microstore.core.pages.page import may_open

ROWS = 2


def expected(user):
    return returning.waiting_returns() or None if may_open(user, "inventory.receive_return") else None


class ReturnTable(tables.Table):
    number = LinkColumn("return", verbose_name=gettext_lazy("Return"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    reference = Column(orderable=False, verbose_name=gettext_lazy("Case"))
    order_reference = Column(orderable=False, verbose_name=gettext_lazy("Order"))
    warehouse = Column(accessor="warehouse__name", orderable=False, verbose_name=gettext_lazy("Warehouse"))
    carrier = Column(orderable=False, verbose_name=gettext_lazy("Carrier"))
    waybill = Column(orderable=False, verbose_name=gettext_lazy("Waybill"))
    announced = TimeColumn(accessor="announced_at", verbose_name=gettext_lazy("Announced"))
    received = TimeColumn(accessor="received_at", verbose_name=gettext_lazy("Received"))

    class Meta:
        model = Return
        fields = ()


class ReturnFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=ReturnState)
    disposition = django_filters.ChoiceFilter(
        label=gettext_lazy("Disposition"), choices=Disposition, method="by_disposition"
    )

    class Meta:
        model = Return
        fields = ["state"]

    def by_disposition(self, rows, name, value):
        return rows.filter(pk__in=ReturnedGoods.objects.filter(disposition=value).values("line__parcel"))


class ReturnList(ListPage):
    url = "inventory/returns/"
    name = "returns"
    title = gettext_lazy("Goods coming back")
    permission = "inventory.view_return"
    menu = Menu(Department.WAREHOUSE, icon="undo", position=25, count=expected)
    model = Return
    table_class = ReturnTable
    filterset_class = ReturnFilter
    search_fields = ("=number", "=reference", "=order_reference", "=waybill")
    search_hint = gettext_lazy("Return, case, order or waybill number")
    keyset = ("-announced_at", "-id")
    views = [
        View("expected", gettext_lazy("Return under way"), "state=expected", count=expected),
        View("to_decide", gettext_lazy("In quarantine"), "disposition=quarantine"),
    ]
    empty_text = gettext_lazy("Returns appear here when customer service has approved them.")

    def get_queryset(self):
        return Return.objects.select_related("warehouse")


def _goods(request, row: Return) -> dict:
    """Each line with the batches that were shipped, and what came with the acts open to this person."""
    shipped = returning.shipped_batches(row.order_reference)
    lines = list(row.lines.select_related("sku__product").prefetch_related("goods__batch", "goods__bin"))
    pages = [page for page in (GoodsRestock, GoodsDestroy) if page.is_open_to(request.user)]
    for line in lines:
        line.batches = sorted(shipped.get(line.sku_id, {}))
        line.found = [
            (goods, [(page.title, page.get_url(goods)) for page in pages if goods.disposition == Disposition.QUARANTINE])
            for goods in line.goods.all()
        ]
    return {"lines": lines}


class ReturnDetail(DetailPage):
    url = "inventory/returns/<str:number>/"
    name = "return"
    title = gettext_lazy("Return")
    permission = "inventory.view_return"
    model = Return
    lookup = "number"
    panels = [Panel("inventory/backoffice/_returned.html", gettext_lazy("Goods"), context=_goods, is_flush=True)]
    side = [Panel("inventory/backoffice/_return_facts.html", gettext_lazy("About the return"))]

    def get_queryset(self):
        return Return.objects.select_related("warehouse", "received_by")

    def steps(self, row):
        if row.state == ReturnState.CALLED_OFF:
            return [(_("Announced"), "done", ""), (row.get_state_display(), "now", "")]
        received = row.state == ReturnState.RECEIVED
        open_goods = ReturnedGoods.objects.undecided().filter(line__parcel=row).exists()
        return [
            (_("Sent by the customer"), "done" if received or row.waybill else "now", ""),
            (_("Received and inspected"), "done" if received else "now" if row.waybill else "next", ""),
            (_("Decided"), "next" if not received else "now" if open_goods else "done", ""),
        ]


class FoundForm(forms.Form):
    """What was in the parcel: up to two batches or conditions per product. Nothing entered is an empty parcel."""

    is_empty = forms.BooleanField(label=_("The parcel was empty"), required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            for place in range(1, ROWS + 1):
                self._add_row(line, f"{line.pk}_{place}", is_first=place == 1)
        self.order_fields([*(name for name in self.fields if name != "is_empty"), "is_empty"])

    def _add_row(self, line, key: str, *, is_first: bool) -> None:
        about = f"{line.sku.product.name} {line.sku.spec}" if is_first else _("Another batch or condition")
        self.fields[f"batch_{key}"] = forms.CharField(
            label=f"{about}: {_('batch number on the goods')}", max_length=40, required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields[f"units_{key}"] = forms.IntegerField(label=_("Units"), required=False, min_value=0, max_value=line.units)
        self.fields[f"condition_{key}"] = forms.ChoiceField(label=_("Condition"), required=False, choices=[("", "—"), *Condition.choices])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(self.found()) == cleaned["is_empty"]:
            raise forms.ValidationError(_("Enter what was in the parcel, or that it was empty."))
        return cleaned

    def found(self) -> list[returning.Found]:
        given, found = self.cleaned_data, []
        for line in self.lines:
            for key in (f"{line.pk}_{place}" for place in range(1, ROWS + 1)):
                if given.get(f"units_{key}"):
                    found.append(returning.Found(line, given[f"batch_{key}"], given[f"units_{key}"], given[f"condition_{key}"]))
        return found


class ReturnReceive(ActionPage):
    url = "inventory/returns/<str:number>/receive/"
    name = "return-receive"
    title = gettext_lazy("Receive and inspect")
    permission = "inventory.receive_return"
    model = Return
    lookup = "number"
    back = ReturnDetail
    form_class = FoundForm
    move = "receive_return"
    icon = "scan"

    def form_kwargs(self, row):
        return {"lines": list(row.lines.select_related("sku__product"))}

    def facts(self, row):
        shipped = returning.shipped_batches(row.order_reference)
        return [
            (f"{line.sku.product.name} × {line.units}", _("shipped as %(batches)s") % {"batches": ", ".join(shipped.get(line.sku_id, {}))})
            for line in row.lines.select_related("sku__product")
        ]

    def perform(self, row, form, by):
        returning.receive_return(row, form.found(), by=by)
        return _("Booked into quarantine. Customer service and the customer are told.")


class GoodsAct(ActionPage):
    model = ReturnedGoods
    back = ReturnDetail
    permission = "inventory.decide_return"

    def get_queryset(self):
        return ReturnedGoods.objects.select_related("line__parcel", "line__sku__product", "batch__sku", "bin__zone__warehouse")

    def back_url(self, row):
        return ReturnDetail.get_url(row.line.parcel)

    def back_label(self, row):
        return row.line.parcel.number

    def facts(self, row):
        return [
            (_("Product"), f"{row.line.sku.product.name} {row.line.sku.spec}"), (_("Batch number"), row.batch_number),
            (_("Units"), row.units), (_("Condition"), row.get_condition_display()),
        ]  # fmt: skip


class RestockForm(BinForm, ReasonForm):
    pass


class GoodsRestock(GoodsAct):
    url = "inventory/returned/<int:pk>/restock/"
    name = "returned-restock"
    title = gettext_lazy("Put back on sale")
    form_class = RestockForm
    move = "restock"
    icon = "check"

    def form_kwargs(self, row):
        return {"warehouse": row.bin.zone.warehouse, "kind": ZoneKind.AVAILABLE}

    def perform(self, row, form, by):
        returning.restock(row, bin=form.cleaned_data["bin"], reason=form.cleaned_data["reason"], by=by)
        return _("%(units)d units can be sold again.") % {"units": row.units}


class GoodsDestroy(GoodsAct):
    url = "inventory/returned/<int:pk>/destroy/"
    name = "returned-destroy"
    title = gettext_lazy("Destroy")
    form_class = ReasonForm
    move = "destroy"
    tone = "danger"
    icon = "trash"

    def perform(self, row, form, by):
        approval = approvals.ask("returned.destroy", subject=row, reason=form.cleaned_data["reason"], by=by)
        return _("A second person decides (%(number)s).") % {"number": approval.number}


ReturnDetail.actions.append(ReturnReceive)

declare_queue(Queue(
    "inventory.returns", gettext_lazy("Returns to receive"), "inventory.receive_return", expected,
    lambda user: ReturnList.get_url() + "?view=expected", icon="undo", position=44,
))  # fmt: skip
declare_queue(Queue(
    "inventory.returned", gettext_lazy("Returned goods to decide on"), "inventory.decide_return",
    lambda user: ReturnedGoods.objects.undecided()[:1000].count(), lambda user: ReturnList.get_url() + "?view=to_decide", icon="shield",
    position=45,
))  # fmt: skip
