"""Customers hear of their parcels (duty W5) and cases, and cases follow what the warehouse and the bank did."""

from customerservice import telling_cases
from customerservice.events.aftersales import CaseEscalated, CaseExpired, CaseOpened, CaseProposed, CaseRejected, ReturnApproved
from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from inventory.events import ReturnReceived
from logistics.carriers.detect import carrier_names
from logistics.events import ShipmentDelivered, ShipmentSent
from logistics.models import Shipment
from microstore.core.events import on
from microstore.messaging import services as messaging
from orders.events import RefundSucceeded


@on(ReturnReceived)
def take_inspection(event: ReturnReceived) -> None:
    """The refund starts by itself when all is as agreed."""
    case = AftersaleCase.objects.filter(number=event.reference).select_related("order", "refund").first()
    if case:
        aftersales.take_inspection(case, is_complete=event.is_complete, is_same_batch=event.is_same_batch, is_sealed=event.is_sealed)


@on(RefundSucceeded)
def end_case(event: RefundSucceeded) -> None:
    case = AftersaleCase.objects.filter(refund__number=event.refund).select_related("order", "refund").first()
    if case:
        aftersales.note_refunded(case)


@on(CaseOpened, CaseProposed, ReturnApproved, CaseRejected, CaseExpired)
def tell_customer_of_case(event) -> None:
    telling_cases.tell_customer(event)


@on(CaseEscalated)
def tell_supervisors_of_case(event: CaseEscalated) -> None:
    telling_cases.tell_supervisors(event)


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
    known = {"number": shipment.order.number, "parcel": shipment.position, **context}
    messaging.send(code, to=shipment.order.customer, key=f"{code}:{number}", channels=channels, context=known)
