"""Cases follow what the warehouse and the bank did; customers and supervisors hear of them."""

from customerservice.aftersales import telling
from customerservice.events.aftersales import CaseEscalated, CaseExpired, CaseOpened, CaseProposed, CaseRejected, ReturnApproved
from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from inventory.events import ReturnReceived
from microstore.core.events import on
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
    telling.tell_customer(event)


@on(CaseEscalated)
def tell_supervisors_of_case(event: CaseEscalated) -> None:
    telling.tell_supervisors(event)
