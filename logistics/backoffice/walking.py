"""Pages for a phone or a hand scanner: picking with a scan box, and the check before dispatch."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logistics.backoffice.shipments import ShipmentDetail
from logistics.forms import CheckForm, ScanForm
from logistics.models import PredispatchPoint, Shipment, ShipmentState
from logistics.services import packing, picking
from microstore.core.errors import Refused
from microstore.core.pages import ViewPage

LAST_SCANS = 5


class WalkPage(ViewPage):
    """One shipment in the hand. ``act`` calls ONE service; a refusal is shown and nothing is changed."""

    model = Shipment
    lookup = "number"
    states: tuple[str, ...] = ()

    def row(self, number) -> Shipment:
        rows = Shipment.objects.visible_to(self.request.user).select_related("order", "warehouse", "picker")
        return get_object_or_404(rows, number=number)

    def crumbs(self, row=None):
        return []

    def post(self, request, number):
        shipment = self.row(number)
        try:
            with transaction.atomic():
                self.act(shipment, request)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(self.after(shipment))

    def act(self, shipment, request) -> None:
        raise NotImplementedError

    def after(self, shipment) -> str:
        return self.get_url(shipment)


class PickPage(WalkPage):
    url = "logistics/shipments/<str:number>/pick/"
    name = "shipment-pick"
    title = gettext_lazy("Pick")
    permission = "logistics.pick_shipment"
    template = "logistics/backoffice/pick.html"
    states = (ShipmentState.PLANNED, ShipmentState.PICKING)

    def context(self, request, number):
        shipment = self.row(number)
        lines = picking.open_lines(shipment)
        sums = shipment.lines.aggregate(wanted=Sum("units"), picked=Sum("picked_units"))
        return {
            "row": shipment,
            "line": lines[0] if lines else None,
            "coming": lines[1:3],
            "stop": picking.open_stop(shipment).first(),
            "scans": shipment.scans.select_related("line__batch", "line__order_line")[:LAST_SCANS],
            "wanted": sums["wanted"] or 0,
            "picked": sums["picked"] or 0,
            "lines": shipment.lines.select_related("order_line__bundle", "batch", "bin"),
            "check_url": CheckPage.get_url(shipment) if CheckPage.is_open_to(request.user) else "",
            "back_url": ShipmentDetail.get_url(shipment),
        }

    def act(self, shipment, request):
        if request.POST.get("act") == "start":
            picking.start(shipment, by=request.user)
        elif request.POST.get("act") == "put_back":
            self.put_back(shipment, request)
        else:
            self.scan(shipment, request)

    def put_back(self, shipment, request):
        if not request.POST.get("is_back"):
            raise Refused(_("Tick that the item is back in its place."))
        picking.put_back(shipment, by=request.user)

    def scan(self, shipment, request):
        form = ScanForm(request.POST)
        if not form.is_valid():
            raise Refused(_("Scan or type a code."))
        picking.scan(shipment, form.cleaned_data["code"], by=request.user, units=form.cleaned_data["units"] or 1)


class CheckPage(WalkPage):
    url = "logistics/shipments/<str:number>/check/"
    name = "shipment-check"
    title = gettext_lazy("Check before dispatch")
    permission = "logistics.check_shipment"
    template = "logistics/backoffice/check.html"
    states = (ShipmentState.PICKED,)

    def context(self, request, number):
        shipment = self.row(number)
        ticked = {tick.point: tick for tick in shipment.checks.filter(is_void=False).select_related("by")}
        return {
            "row": shipment,
            "points": [(point, label, ticked.get(point)) for point, label in PredispatchPoint.choices],
            "done": len(ticked),
            "lines": shipment.lines.select_related("order_line__bundle", "batch"),
            "back_url": ShipmentDetail.get_url(shipment),
        }

    def act(self, shipment, request):
        form = CheckForm(request.POST)
        if not form.is_valid():
            raise Refused(_("Tick at least one point."))
        left = packing.tick(shipment, form.cleaned_data["points"], by=request.user)
        if not left:
            messages.success(request, _("%(shipment)s is checked and can be packed.") % {"shipment": shipment})

    def after(self, shipment):
        return ShipmentDetail.get_url(shipment) if shipment.state == ShipmentState.CHECKED else super().after(shipment)
