"""Customers hear of their parcels (duty W5)."""

from customerservice import shelf
from customerservice.aftersales import reactions as aftersales
from customerservice.complaints import reactions as complaints
from customerservice.conversations import reactions as conversations
from customerservice.reviews import reactions as reviews
from logistics.carriers.detect import carrier_names
from logistics.events import ShipmentDelivered, ShipmentSent
from logistics.models import Shipment
from microstore.core.events import on
from microstore.messaging import services as messaging
from orders.services.channels.opening import is_from_channel

__all__ = ["aftersales", "complaints", "conversations", "reviews", "shelf", "tell_delivered", "tell_shipped"]


@on(ShipmentSent)
def tell_shipped(event: ShipmentSent) -> None:
    carrier = carrier_names().get(event.carrier, event.carrier)
    _tell("customerservice.shipped", event.shipment_number, ("inbox", "sms"), carrier=carrier, waybill=event.waybill)


@on(ShipmentDelivered)
def tell_delivered(event: ShipmentDelivered) -> None:
    _tell("customerservice.delivered", event.shipment_number, ("inbox",))


def _tell(code: str, number: str, channels: tuple, **context) -> None:
    """One message per parcel and kind; delivered again, it is the same message."""
    shipment = Shipment.objects.select_related("order__customer__user").get(number=number)
    if is_from_channel(shipment.order):
        return
    known = {"number": shipment.order.number, "parcel": shipment.position, **context}
    messaging.send(code, to=shipment.order.customer, key=f"{code}:{number}", channels=channels, context=known)
