"""Today in the warehouse: what waits at each station, most urgent first."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy

from inventory.models import Warehouse
from logistics.backoffice.acts import ShipmentPack, ShipmentShip
from logistics.backoffice.shipments import ShipmentDetail
from logistics.backoffice.walking import CheckPage, PickPage
from logistics.models import Shipment, ShipmentState
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage

SHOWN = 20
STATIONS = (
    ("pick", gettext_lazy("Pick"), (ShipmentState.PLANNED, ShipmentState.PICKING), PickPage, "scan"),
    ("check", gettext_lazy("Check before dispatch"), (ShipmentState.PICKED,), CheckPage, "shield"),
    ("pack", gettext_lazy("Pack"), (ShipmentState.CHECKED,), ShipmentPack, "box"),
    ("ship", gettext_lazy("Ship"), (ShipmentState.PACKED,), ShipmentShip, "truck"),
)


def waiting(user) -> int:
    return Shipment.objects.visible_to(user).in_house().count()


class Today(ViewPage):
    url = "logistics/today/"
    name = "logistics-today"
    title = gettext_lazy("Today in the warehouse")
    permission = "logistics.pick_shipment"
    menu = Menu(Department.WAREHOUSE, icon="wave", position=10, count=waiting)
    template = "logistics/backoffice/today.html"

    def context(self, request):
        warehouses = list(Warehouse.objects.active())
        chosen = next((house for house in warehouses if house.code == request.GET.get("warehouse")), None)
        rows = Shipment.objects.visible_to(request.user).select_related("order", "warehouse", "picker").annotate(pieces=Sum("lines__units"))
        rows = rows.filter(warehouse=chosen) if chosen else rows
        return {"stations": [self.station(rows, *station) for station in STATIONS], "warehouses": warehouses, "chosen": chosen}

    def station(self, rows, code, label, states, page, icon) -> dict:
        """What waits here, most urgent first, each with the page this person works on it."""
        here = rows.filter(state__in=states)
        target = page if page.is_open_to(self.request.user) else ShipmentDetail
        shown = here.order_by("order__ship_due_at", "pk")[:SHOWN]
        return {"code": code, "label": label, "icon": icon, "count": here.count(), "rows": [(row, target.get_url(row)) for row in shown]}
