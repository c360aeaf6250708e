"""What waits for the people of the warehouse on their workbench."""

from django.db.models import Count
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from logistics.models import Shipment, ShipmentState
from microstore.core.declarations import Department
from microstore.core.pages import Queue, declare_queue

TODAY = reverse_lazy("backoffice:logistics-today")
SHIPMENTS = reverse_lazy("backoffice:shipments")


def shipments_in(*states):
    return lambda user: Shipment.objects.visible_to(user).filter(state__in=states).count()


def nearest_deadline(user):
    """When the first parcel in the house must have left."""
    waiting = Shipment.objects.visible_to(user).in_house().exclude(order__ship_due_at=None).order_by("order__ship_due_at")
    return waiting.values_list("order__ship_due_at", flat=True).first()


def since(*states):
    """When the first parcel of these states was planned."""
    return lambda user: (
        Shipment.objects.visible_to(user).filter(state__in=states).order_by("planned_at").values_list("planned_at", flat=True).first()
    )


def by_store(*states):
    def count(user) -> dict[int, int]:
        rows = Shipment.objects.visible_to(user).filter(state__in=states).order_by().values("order__store")
        return dict(rows.annotate(count=Count("pk")).values_list("order__store", "count"))

    return count


declare_queue(
    Queue(
        "logistics.pick",
        _("Shipments to pick"),
        "logistics.pick_shipment",
        shipments_in(ShipmentState.PLANNED, ShipmentState.PICKING),
        TODAY,
        icon="scan",
        due=nearest_deadline,
        minutes=48 * 60,
        position=30,
        department=Department.WAREHOUSE,
        since=since(ShipmentState.PLANNED, ShipmentState.PICKING),
        per_store=by_store(ShipmentState.PLANNED, ShipmentState.PICKING),
    )
)
declare_queue(
    Queue(
        "logistics.check",
        _("Shipments to check"),
        "logistics.check_shipment",
        shipments_in(ShipmentState.PICKED),
        SHIPMENTS,
        icon="shield",
        position=31,
        department=Department.WAREHOUSE,
        since=since(ShipmentState.PICKED),
        per_store=by_store(ShipmentState.PICKED),
    )
)
declare_queue(
    Queue(
        "logistics.ship",
        _("Parcels to ship"),
        "logistics.ship_shipment",
        shipments_in(ShipmentState.PACKED),
        SHIPMENTS,
        icon="truck",
        position=32,
        department=Department.WAREHOUSE,
        since=since(ShipmentState.PACKED),
        per_store=by_store(ShipmentState.PACKED),
    )
)
