"""Batches: their dates, their life, their hold."""

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.filters import BatchFilter
from inventory.forms import ReportForm
from inventory.models import Batch, BatchState, HoldState, Movement, Reservation, Stock
from inventory.services import hold, keep_report, unhold
from inventory.tables import BatchTable
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Page, Panel, ReasonForm, View
from microstore.core.pages.papers import hand_out


def with_units(batches):
    return batches.select_related("sku__product", "supplier").annotate(on_hand=Coalesce(Sum("stock__on_hand"), 0))


class BatchList(ListPage):
    url = "inventory/batches/"
    name = "batches"
    title = gettext_lazy("Batches")
    permission = "inventory.view_batch"
    menu = Menu(Department.WAREHOUSE, icon="layers", position=40)
    model = Batch
    table_class = BatchTable
    filterset_class = BatchFilter
    search_fields = ("number", "sku__code", "sku__product__name", "=sku__barcode")
    search_hint = gettext_lazy("Batch number, SKU or product")
    keyset = ("expires_on", "pk")
    export_name = "batches"
    views = [
        View("near", gettext_lazy("Near expiry"), f"state={BatchState.NEAR_EXPIRY}"),
        View("blocked", gettext_lazy("Too old to sell"), f"state={BatchState.SALE_BLOCKED}"),
        View("held", gettext_lazy("On hold"), f"hold_state={HoldState.HELD}"),
    ]

    def get_queryset(self):
        return with_units(Batch.objects.exclude(expires_on=None))


def _places(request, row) -> dict:
    return {"places": Stock.objects.filter(batch=row, on_hand__gt=0).select_related("batch", "bin__zone", "warehouse")}


def _promises(request, row) -> dict:
    rows = Reservation.objects.counted().filter(stock__batch=row).select_related("stock__batch", "stock__bin")
    return {"promises": rows.order_by("-pk")[:50]}


def _movements(request, row) -> dict:
    return {"movements": Movement.objects.filter(batch=row).select_related("bin", "by").order_by("-at", "-id")[:50]}


class BatchDetail(DetailPage):
    url = "inventory/batches/<int:pk>/"
    name = "batch"
    title = gettext_lazy("Batch")
    permission = "inventory.view_batch"
    model = Batch
    status_fields = ("state", "hold_state")
    panels = [
        Panel("inventory/backoffice/_places.html", gettext_lazy("Where it stands"), context=_places, is_flush=True),
        Panel("inventory/backoffice/_promises.html", gettext_lazy("Promised to"), context=_promises, is_flush=True),
        Panel("inventory/backoffice/_movements.html", gettext_lazy("Last movements"), context=_movements, is_flush=True),
    ]
    side = [Panel("inventory/backoffice/_batch_facts.html", gettext_lazy("Batch"))]

    def get_queryset(self):
        return with_units(Batch.objects.all())

    def subheading(self, row):
        return f"{row.sku.product.name} {row.sku.spec}"

    def steps(self, row):
        way = [
            (_("Received"), (BatchState.RECEIVED,)),
            (_("In inspection"), (BatchState.INSPECTING,)),
            (_("Released for sale"), (BatchState.AVAILABLE,)),
            (_("Near expiry"), (BatchState.NEAR_EXPIRY,)),
            (_("Too old to sell"), (BatchState.SALE_BLOCKED,)),
            (_("Expired"), (BatchState.EXPIRED,)),
        ]
        now = next((place for place, (_label, states) in enumerate(way) if row.state in states), -1)
        return [(label, "done" if place < now else "now" if place == now else "next", "") for place, (label, _states) in enumerate(way)]


class BatchHold(ActionPage):
    url = "inventory/batches/<int:pk>/hold/"
    name = "batch-hold"
    title = gettext_lazy("Put on hold")
    permission = "inventory.hold_batch"
    model = Batch
    back = BatchDetail
    form_class = ReasonForm
    move = "hold"
    tone = "danger"
    icon = "lock"

    def facts(self, row):
        promised = Reservation.objects.counted().filter(stock__batch=row)
        return [(_("Promised to orders"), sum(promised.values_list("units", flat=True)))]

    def perform(self, row, form, by):
        hold(row, reason=form.cleaned_data["reason"], by=by)
        return _("Batch %(batch)s is on hold. Orders that stood on it were moved to other batches or are reported as short.") % {
            "batch": row
        }


class BatchUnhold(ActionPage):
    url = "inventory/batches/<int:pk>/unhold/"
    name = "batch-unhold"
    title = gettext_lazy("End the hold")
    permission = "inventory.hold_batch"
    model = Batch
    back = BatchDetail
    form_class = ReasonForm
    move = "unhold"

    def perform(self, row, form, by):
        unhold(row, reason=form.cleaned_data["reason"], by=by)
        return _("The hold of batch %(batch)s has ended.") % {"batch": row}


class BatchReport(ActionPage):
    url = "inventory/batches/<int:pk>/report/"
    name = "batch-report"
    title = gettext_lazy("Add the inspection report")
    permission = "inventory.inspect_batch"
    model = Batch
    back = BatchDetail
    form_class = ReportForm
    tone = "plain"
    icon = "doc"

    def is_open(self, row, user):
        return row.state != BatchState.ANNOUNCED

    def perform(self, row, form, by):
        keep_report(row, form.cleaned_data["report"], by=by)
        return _("Inspection report kept.")


class BatchReportFile(Page):
    url = "inventory/batches/<int:pk>/report/file/"
    name = "batch-report-file"
    title = gettext_lazy("Inspection report")
    permission = "inventory.view_batch"

    def get(self, request, pk):
        return hand_out(get_object_or_404(Batch.objects.select_related("report"), pk=pk).report)


BatchDetail.actions += [BatchReport, BatchHold, BatchUnhold]
