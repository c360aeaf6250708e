"""Goods received: list, announce, receive, inspect, release."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.filters import ReceiptFilter
from inventory.forms import ArrivalForm, BinForm, DeliveryForm, InspectionForm
from inventory.models import Receipt, ReceiptLine, ReceiptState, Stock, ZoneKind
from inventory.models.receipt import LineState
from inventory.services import receiving
from inventory.tables import ReceiptTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, View
from microstore.core.pages.page import may_open


def open_receipts(user) -> int:
    """Deliveries under way, for those who receive them; to others nothing of it waits."""
    return Receipt.objects.open().count() if may_open(user, "inventory.receive_receipt") else 0


def _lines(request, row) -> dict:
    """The lines with the acts that are open to this person now."""
    lines = row.lines.select_related("sku__product", "batch", "bin", "received_by", "inspected_by", "released_by")
    pages = (LineReceive, LineInspect, LineRelease, LineQuarantine)
    return {
        "lines": [
            (line, [(page.title, page.get_url(line)) for page in pages if page.is_open_to(request.user) and page.suits(line)])
            for line in lines
        ]
    }


class ReceiptDetail(DetailPage):
    url = "inventory/receiving/<str:number>/"
    name = "receipt"
    title = gettext_lazy("Goods receipt")
    permission = "inventory.view_receipt"
    model = Receipt
    lookup = "number"
    panels = [Panel("inventory/backoffice/_receipt_lines.html", gettext_lazy("Goods"), context=_lines, is_flush=True)]
    side = [Panel("inventory/backoffice/_receipt_facts.html", gettext_lazy("About the delivery"))]

    def get_queryset(self):
        return Receipt.objects.select_related("supplier", "warehouse")

    def steps(self, row):
        states = set(row.lines.values_list("state", flat=True))
        way = [
            (_("Receive"), {LineState.ANNOUNCED}),
            (_("Inspect"), {LineState.RECEIVED}),
            (_("Release"), {LineState.PASSED, LineState.FAILED}),
        ]
        now = next((place for place, (_label, open_states) in enumerate(way) if states & open_states), len(way))
        return [(label, "done" if place < now else "now" if place == now else "next", "") for place, (label, _open) in enumerate(way)]


class ReceiptCreate(FormPage):
    url = "inventory/receiving/new/"
    name = "receipt-new"
    title = gettext_lazy("Announce a delivery")
    permission = "inventory.add_receipt"
    model = Receipt
    form_class = DeliveryForm
    back = ReceiptDetail

    def initial(self, row):
        return {"expected_on": clock.today()}

    def save(self, form, by):
        given = form.cleaned_data
        return receiving.announce(
            supplier=given["supplier"],
            warehouse=given["warehouse"],
            lines=form.lines(),
            expected_on=given["expected_on"],
            note=given["note"],
            by=by,
        )


class ReceiptList(ListPage):
    url = "inventory/receiving/"
    name = "receipts"
    title = gettext_lazy("Goods received")
    permission = "inventory.view_receipt"
    menu = Menu(Department.WAREHOUSE, icon="down", position=20, count=open_receipts)
    model = Receipt
    table_class = ReceiptTable
    filterset_class = ReceiptFilter
    search_fields = ("number", "supplier__name", "=lines__sku__code", "=lines__batch__number")
    search_hint = gettext_lazy("Number, supplier, SKU or batch number")
    keyset = ("-created_at", "-id")
    actions = [ReceiptCreate]
    views = [
        View("announced", gettext_lazy("Announced"), f"state={ReceiptState.ANNOUNCED}"),
        View("receiving", gettext_lazy("Being received"), f"state={ReceiptState.RECEIVING}"),
    ]

    def get_queryset(self):
        return Receipt.objects.select_related("supplier", "warehouse").annotate(line_count=Count("lines", distinct=True))


class LineAct(ActionPage):
    """An act on one line of a delivery; it leads back to the delivery."""

    model = ReceiptLine
    back = ReceiptDetail
    states: tuple[str, ...] = ()

    @classmethod
    def suits(cls, line) -> bool:
        return line.state in cls.states

    def get_queryset(self):
        return ReceiptLine.objects.select_related("receipt__warehouse", "receipt__supplier", "sku__product", "batch")

    def is_open(self, row, user):
        return self.suits(row)

    def back_url(self, row):
        return ReceiptDetail.get_url(row.receipt)

    def back_label(self, row):
        return row.receipt.number

    def facts(self, row):
        known = [(_("Product"), f"{row.sku.product.name} {row.sku.spec}"), (_("SKU"), row.sku.code)]
        if row.batch_id:
            known += [(_("Batch number"), row.batch.number), (_("Expires on"), row.batch.expires_on), (_("Units"), row.received_units)]
        return known


class LineReceive(LineAct):
    url = "inventory/receiving/lines/<int:pk>/receive/"
    name = "receipt-line-receive"
    title = gettext_lazy("Receive")
    permission = "inventory.receive_receipt"
    form_class = ArrivalForm
    states = (LineState.ANNOUNCED,)

    def initial(self, row):
        return {"units": row.expected_units}

    def perform(self, row, form, by):
        batch = receiving.receive(row, form.arrival(), by=by)
        return _("Batch %(batch)s is booked into the receiving zone and waits for inspection.") % {"batch": batch}


class LineInspect(LineAct):
    url = "inventory/receiving/lines/<int:pk>/inspect/"
    name = "receipt-line-inspect"
    title = gettext_lazy("Inspect")
    permission = "inventory.inspect_batch"
    form_class = InspectionForm
    states = (LineState.RECEIVED,)

    def perform(self, row, form, by):
        passed = form.cleaned_data["result"] == "pass"
        receiving.inspect(row, ticks=form.ticks(), passed=passed, note=form.cleaned_data["note"], report=form.cleaned_data["report"], by=by)
        return _("The goods passed and wait for release.") if passed else _("The goods failed and wait to be moved to the rejected zone.")


class LineRelease(LineAct):
    url = "inventory/receiving/lines/<int:pk>/release/"
    name = "receipt-line-release"
    title = gettext_lazy("Release for sale")
    permission = "inventory.release_batch"
    form_class = BinForm
    states = (LineState.PASSED,)
    zone = ZoneKind.AVAILABLE

    def form_kwargs(self, row):
        return {"warehouse": row.receipt.warehouse, "kind": self.zone}

    def initial(self, row):
        """The bin where this SKU stands already."""
        known = Stock.objects.filter(sku=row.sku, warehouse=row.receipt.warehouse, bin__zone__kind=self.zone, on_hand__gt=0)
        return {"bin": known.values_list("bin_id", flat=True).first()}

    def perform(self, row, form, by):
        receiving.release_batch(row, bin=form.cleaned_data["bin"], by=by)
        return _("%(units)d units of %(sku)s can be sold now.") % {"units": row.received_units, "sku": row.sku.code}


class LineQuarantine(LineRelease):
    url = "inventory/receiving/lines/<int:pk>/quarantine/"
    name = "receipt-line-quarantine"
    title = gettext_lazy("Move to rejected goods")
    states = (LineState.FAILED,)
    zone = ZoneKind.QUARANTINE
    tone = "danger"

    def perform(self, row, form, by):
        receiving.quarantine(row, bin=form.cleaned_data["bin"], by=by)
        return _("The goods stand in the rejected zone.")
