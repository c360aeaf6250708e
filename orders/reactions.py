"""What orders does about its own news, after commit."""

from microstore.accounts.models import Consent
from microstore.accounts.services import addresses, consents
from microstore.core.events import on
from microstore.core.money import format_yuan
from microstore.core.tasks import ask
from microstore.messaging import services as messaging
from microstore.stores.models import StoreCustomer
from orders import deals, reactions_channels  # noqa: F401  registers what orders does for channels
from orders.events import (
    OrderCancelled,
    OrderExpired,
    OrderHeld,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderRefundStarted,
    OrderRevived,
    RefundRequested,
    RefundSucceeded,
)
from orders.events_withheld import OrderWithdrawn
from orders.models import Order, Refund
from orders.services import orders
from orders.services.channels.opening import is_from_channel
from orders.tasks import close_attempts


def _order(number: str) -> Order:
    return Order.objects.select_related("customer__user", "store").get(number=number)


def _tell(code: str, number: str, channels=("inbox",), **context) -> None:
    """One message about an order per kind; delivered again, it is the same message."""
    order = _order(number)
    if is_from_channel(order):
        return
    key = f"{code}:{number}:{context.pop('key', '')}"
    messaging.send(code, to=order.customer, key=key, channels=channels, context={"number": number, "store": order.store.name, **context})


@on(OrderPlaced)
def note_customer_of_store(event: OrderPlaced) -> None:
    order = _order(event.number)
    StoreCustomer.objects.get_or_create(store=order.store, customer=order.customer, defaults={"first_at": order.placed_at})


@on(OrderPaid)
def review_by_rules(event: OrderPaid) -> None:
    orders.review_by_rules(_order(event.number))


@on(OrderPaid)
def note_deals(event: OrderPaid) -> None:
    """The shelf strikes no price that nobody paid."""
    deals.note(event.number)


@on(RefundSucceeded)
def forget_deals(event: RefundSucceeded) -> None:
    deals.note_refund(event.order)


@on(OrderPaid)
def tell_paid(event: OrderPaid) -> None:
    code = "orders.paid" if _order(event.number).has_parcel else "orders.paid_to_read"
    _tell(code, event.number, amount=format_yuan(event.amount_fen))


@on(OrderHeld)
def tell_held(event: OrderHeld) -> None:
    held = _order(event.number).holds.filter(question=event.question).first()
    _tell("orders.held", event.number, ("inbox", "sms"), question=event.question, key=held.pk if held else "")


@on(OrderExpired)
def tell_expired(event: OrderExpired) -> None:
    _tell("orders.expired", event.number)


@on(OrderWithdrawn)
def tell_withdrawn(event: OrderWithdrawn) -> None:
    _tell("orders.withdrawn", event.number, ("inbox", "sms"), why=event.why)


@on(OrderPlaced)
def note_terms(event: OrderPlaced) -> None:
    """A guest agreed to the terms in the order itself."""
    order = _order(event.number)
    if "terms" in order.consents:
        consents.give(order.customer, Consent.Purpose.TERMS, source=Consent.Source.CHECKOUT)


@on(OrderCancelled)
def close_attempts_to_pay(event: OrderCancelled) -> None:
    if not event.was_paid:
        ask(close_attempts, _order(event.number).pk)


@on(OrderPlaced)
def remember_address(event: OrderPlaced) -> None:
    """A new address of the customer is kept for the next time."""
    order = _order(event.number)
    if is_from_channel(order) or not order.has_parcel:
        return
    same = order.customer.addresses.filter(
        name=order.receiver_name, phone=order.receiver_phone, region_code=order.region_code, detail=order.detail
    )
    if not same.exists() and order.customer.addresses.count() < addresses.MOST:
        addresses.add(
            order.customer, name=order.receiver_name, phone=order.receiver_phone, region_code=order.region_code, detail=order.detail
        )


@on(OrderRevived)
def tell_revived(event: OrderRevived) -> None:
    _tell("orders.revived", event.number)


@on(OrderRefundStarted)
def tell_refund_started(event: OrderRefundStarted) -> None:
    """Money of an after-sale case is told of by the case."""
    if _order(event.number).ended_at:
        _tell("orders.refund_started", event.number, amount=format_yuan(event.amount_fen))


@on(OrderRefunded)
def tell_refunded(event: OrderRefunded) -> None:
    if _order(event.number).ended_at:
        _tell("orders.refunded", event.number, ("inbox", "sms"), amount=format_yuan(event.amount_fen))


@on(RefundRequested)
def tell_money_comes_back(event: RefundRequested) -> None:
    """Money that the order did not need: the customer learns why it comes back."""
    if event.kind in (Refund.Kind.SURPLUS, Refund.Kind.LATE):
        _tell(f"orders.{event.kind}", event.order, ("inbox", "sms"), amount=format_yuan(event.amount_fen), key=event.refund)


@on(RefundSucceeded)
def tell_money_is_back(event: RefundSucceeded) -> None:
    refund = Refund.objects.filter(number=event.refund).exclude(kind=Refund.Kind.CANCELLATION).first()
    if refund:
        _tell("orders.refunded", event.order, ("inbox", "sms"), amount=format_yuan(event.amount_fen), key=event.refund)
