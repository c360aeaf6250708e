"""Paper: the picking list and the parcel label. Asking for a copy records it; the sheet itself can be looked at again."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logistics.backoffice.acts import ShipmentAct
from logistics.backoffice.shipments import ShipmentDetail
from logistics.models import Printout, PrintoutKind, Shipment, ShipmentState
from logistics.parcels import with_names
from logistics.services.printing import note_print
from microstore.core.pages import ViewPage
from orders.services.channels.opening import require_clear


class Sheet(ViewPage):
    """One recorded copy on paper."""

    url = "logistics/printouts/<int:pk>/"
    name = "printout"
    title = gettext_lazy("Printout")
    permission = "logistics.print_shipment"
    model = Printout

    def get(self, request, pk):
        given = self.context(request, pk)
        return self.draw(f"logistics/backoffice/print_{given['copy'].kind}.html", given)

    def context(self, request, pk):
        mine = Printout.objects.filter(shipment__in=Shipment.objects.visible_to(request.user))
        copy = get_object_or_404(mine.select_related("shipment__order__store", "shipment__warehouse", "by"), pk=pk)
        lines = list(copy.shipment.lines.select_related("order_line__sku", "order_line__bundle", "batch", "bin"))
        return {
            "copy": copy,
            "shipment": with_names([copy.shipment])[0],
            "order": copy.shipment.order,
            "receiver_phone": copy.shipment.order.receiver_phone.removeprefix("+86"),
            "lines": lines,
            "units": sum(line.units for line in lines),
            "back_url": ShipmentDetail.get_url(copy.shipment),
        }


class PrintAct(ShipmentAct):
    """Ask for a copy; afterwards its sheet opens."""

    permission = "logistics.print_shipment"
    kind = PrintoutKind.LIST
    icon = "print"
    tone = "plain"
    printout = None

    def back_url(self, row):
        return Sheet.get_url(self.printout) if self.printout else super().back_url(row)

    def facts(self, row):
        copies = list(row.printouts.filter(kind=self.kind).select_related("by"))
        last = f"{copies[0].by.name or copies[0].by} {copies[0].at:%m-%d}" if copies else "—"
        return [*super().facts(row), (_("Copies so far"), len(copies)), (_("Last printed by"), last)]

    def perform(self, row, form, by):
        self.printout = note_print(row, self.kind, by=by)
        return ""


class PrintList(PrintAct):
    url = "logistics/shipments/<str:number>/print-list/"
    name = "shipment-print-list"
    title = gettext_lazy("Print the picking list")
    kind = PrintoutKind.LIST

    def is_open(self, row, user):
        return row.state != ShipmentState.CANCELLED


class PrintLabel(PrintAct):
    url = "logistics/shipments/<str:number>/print-label/"
    name = "shipment-print-label"
    title = gettext_lazy("Print the label")
    kind = PrintoutKind.LABEL
    closed_reason = gettext_lazy("The label needs a waybill number first.")

    def is_open(self, row, user):
        return bool(row.waybill) and row.state != ShipmentState.CANCELLED

    def perform(self, row, form, by):
        require_clear(row.order)
        return super().perform(row, form, by)


ShipmentDetail.actions += [PrintList, PrintLabel]
