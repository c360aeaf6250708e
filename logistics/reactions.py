"""What logistics does when an order is approved or ends, when goods are promised anew, and when the carrier must be asked."""

from inventory.events import ReservationMoved
from logistics import tasks
from logistics.events import ShipmentSent, WaybillAsked
from logistics.models import Shipment
from logistics.services import planning
from microstore.core.errors import Refused
from microstore.core.events import on
from microstore.core.tasks import ask
from orders.events import OrderApproved, OrderCancelled
from orders.models import Order
from orders.services.channels.shipping import want as tell_shipped


@on(OrderApproved)
def plan_shipments(event: OrderApproved) -> None:
    """One parcel per warehouse. An order short of stock waits: the news that its reservation moved plans it."""
    _plan(Order.objects.filter(number=event.number))


@on(ReservationMoved)
def plan_anew(event: ReservationMoved) -> None:
    _plan(Order.objects.filter(number=event.reference))


@on(OrderCancelled)
def cancel_shipments(event: OrderCancelled) -> None:
    planning.cancel_all(Order.objects.get(number=event.number))


@on(WaybillAsked)
def ask_for_waybill(event: WaybillAsked) -> None:
    ask(tasks.fetch_waybill, Shipment.objects.get(number=event.shipment_number).pk)


@on(ShipmentSent)
def tell_channel(event: ShipmentSent) -> None:
    """A parcel of an order of another platform: its waybill is to be told there."""
    tell_shipped(event.order_number, event.carrier, event.waybill)


@on(ShipmentSent)
def ask_to_watch(event: ShipmentSent) -> None:
    ask(tasks.watch_parcel, Shipment.objects.get(number=event.shipment_number).pk)


def _plan(orders) -> None:
    for order in orders:
        try:
            planning.plan(order)
        except Refused:
            continue
