"""Acts at the packing table and the door: pack, waybill, ship."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logistics.backoffice.shipments import ShipmentDetail
from logistics.forms import CarrierForm, PackForm, ShipForm
from logistics.models import Shipment, ShipmentState
from logistics.services import packing, shipping
from microstore.core.pages import ActionPage

PACKING_GRAMS = 120


class ShipmentAct(ActionPage):
    model = Shipment
    lookup = "number"
    back = ShipmentDetail

    def get_queryset(self):
        return Shipment.objects.visible_to(self.request.user).select_related("order", "warehouse")

    def facts(self, row):
        return [(_("Order"), row.order.number), (_("Units"), row.units), (_("Warehouse"), row.warehouse)]


class ShipmentPack(ShipmentAct):
    url = "logistics/shipments/<str:number>/pack/"
    name = "shipment-pack"
    title = gettext_lazy("Pack")
    permission = "logistics.pick_shipment"
    form_class = PackForm
    move = "pack"
    icon = "box"

    def initial(self, row):
        """What the goods weigh, and the box."""
        lines = row.lines.select_related("order_line__sku")
        return {"weight_grams": sum(line.units * line.order_line.sku.weight_grams for line in lines) + PACKING_GRAMS}

    def perform(self, row, form, by):
        packing.pack(row, weight_grams=form.cleaned_data["weight_grams"], by=by)
        return _("%(shipment)s is packed. Get its waybill and ship it.") % {"shipment": row}


class WaybillAsk(ShipmentAct):
    url = "logistics/shipments/<str:number>/waybill/"
    name = "shipment-waybill"
    title = gettext_lazy("Get a waybill")
    permission = "logistics.ship_shipment"
    form_class = CarrierForm
    icon = "barcode"
    tone = "plain"

    def is_open(self, row, user):
        return row.state == ShipmentState.PACKED and not row.waybill

    def initial(self, row):
        return {"carrier": row.carrier or shipping.HOUSE_CARRIERS[0]}

    def perform(self, row, form, by):
        shipping.ask_waybill(row, form.cleaned_data["carrier"], by=by)
        return _("The carrier is asked for a number. It appears here in a few seconds.")


class ShipmentShip(ShipmentAct):
    url = "logistics/shipments/<str:number>/ship/"
    name = "shipment-ship"
    title = gettext_lazy("Ship")
    permission = "logistics.ship_shipment"
    form_class = ShipForm
    move = "ship"
    icon = "truck"

    def initial(self, row):
        return {"carrier": row.carrier or shipping.HOUSE_CARRIERS[0], "waybill": row.waybill}

    def warnings(self, row):
        return [row.waybill_trouble] if row.waybill_trouble else []

    def perform(self, row, form, by):
        shipping.ship(row, carrier=form.cleaned_data["carrier"], waybill=form.cleaned_data["waybill"], by=by)
        return _("%(shipment)s has left. The customer is told.") % {"shipment": row}


ShipmentDetail.actions += [ShipmentPack, WaybillAsk, ShipmentShip]
