"""Shipments: the list and the one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logistics.filters import ShipmentFilter
from logistics.models import PredispatchPoint, Shipment, ShipmentState
from logistics.parcels import with_names
from logistics.tables import ShipmentTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, ListPage, Menu, Panel, View

WAY = (
    ("planned_at", gettext_lazy("Arranged"), "", ()),
    (None, gettext_lazy("Picked"), gettext_lazy("To be picked"), (ShipmentState.PLANNED, ShipmentState.PICKING)),
    (None, gettext_lazy("Checked"), gettext_lazy("To be checked"), (ShipmentState.PICKED,)),
    (None, gettext_lazy("Packed"), gettext_lazy("To be packed"), (ShipmentState.CHECKED,)),
    ("shipped_at", gettext_lazy("Shipped"), gettext_lazy("To be shipped"), (ShipmentState.PACKED,)),
    ("delivered_at", gettext_lazy("Delivered"), gettext_lazy("On the way"), (ShipmentState.SHIPPED,)),
)
"""Each step: when it was done, its name when done, its name while it is open, the states in which it is open."""


class ShipmentList(ListPage):
    url = "logistics/shipments/"
    name = "shipments"
    title = gettext_lazy("Shipments")
    permission = "logistics.view_shipment"
    menu = Menu(Department.WAREHOUSE, icon="truck", position=15)
    model = Shipment
    table_class = ShipmentTable
    filterset_class = ShipmentFilter
    search_fields = ("=number", "=order__number", "^waybill")
    search_hint = gettext_lazy("Shipment, order or waybill")
    keyset = ("-planned_at", "-id")
    export_name = "shipments"
    views = [
        View("to_pick", gettext_lazy("To be picked"), f"state={ShipmentState.PLANNED}"),
        View("to_check", gettext_lazy("To be checked"), f"state={ShipmentState.PICKED}"),
        View("to_ship", gettext_lazy("To be shipped"), f"state={ShipmentState.PACKED}"),
        View("on_the_way", gettext_lazy("On the way"), f"state={ShipmentState.SHIPPED}"),
    ]

    def get_queryset(self):
        return Shipment.objects.visible_to(self.request.user).select_related("order", "warehouse")


def _lines(request, row) -> dict:
    return {"lines": row.lines.select_related("order_line__bundle", "batch", "bin")}


def _checks(request, row) -> dict:
    """Each point with its tick, or none."""
    ticked = {tick.point: tick for tick in row.checks.filter(is_void=False).select_related("by")}
    return {"points": [(label, ticked.get(point)) for point, label in PredispatchPoint.choices]}


def _parcel(request, row) -> dict:
    return {"parcel": with_names([row])[0], "printouts": row.printouts.select_related("by")}


class ShipmentDetail(DetailPage):
    url = "logistics/shipments/<str:number>/"
    name = "shipment"
    title = gettext_lazy("Shipment")
    permission = "logistics.view_shipment"
    model = Shipment
    lookup = "number"
    panels = [
        Panel("logistics/backoffice/_lines.html", gettext_lazy("Goods by batch"), context=_lines, is_flush=True),
        Panel("logistics/backoffice/_tracking.html", gettext_lazy("Tracking"), context=_parcel),
    ]
    side = [
        Panel("logistics/backoffice/_facts.html", gettext_lazy("About the parcel"), context=_parcel),
        Panel("logistics/backoffice/_checks.html", gettext_lazy("Check before dispatch"), context=_checks, is_flush=True),
    ]

    def get_queryset(self):
        return Shipment.objects.visible_to(self.request.user).select_related("order__store", "warehouse", "picker")

    def subheading(self, row):
        return row.order.number

    def steps(self, row):
        if row.state == ShipmentState.CANCELLED:
            return []
        now = next((place for place, (*_names, states) in enumerate(WAY) if row.state in states), len(WAY))
        return [
            (
                to_do if place == now else label,
                "done" if place < now else "now" if place == now else "next",
                stamp(getattr(row, at) if at else None),
            )
            for place, (at, label, to_do, _states) in enumerate(WAY)
        ]

    def links(self, row):
        from logistics.backoffice.walking import CheckPage, PickPage

        pages = [(PickPage, _("Pick"), "scan"), (CheckPage, _("Check before dispatch"), "shield")]
        return [
            (label, page.get_url(row), icon)
            for page, label, icon in pages
            if row.state in page.states and page.is_open_to(self.request.user)
        ]


def stamp(moment) -> str:
    """Local month, day and time."""
    return f"{moment.astimezone(clock.SHANGHAI):%m-%d %H:%M}" if moment else ""
