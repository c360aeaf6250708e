"""Ending an unpaid order the safe way round: ask the provider, close there, then expire here."""

from datetime import timedelta

from django.db import transaction

from microstore.core import clock
from microstore.core.errors import OutsideFailed
from microstore.core.events import publish
from microstore.core.faults import fault_point
from orders.events_withheld import OrderWithdrawn
from orders.models import FulfilmentState, Order, PaymentState
from orders.services import orders, payments, promises, withheld

WAIT_FOR_PROVIDER = timedelta(hours=2)  # after that the stock goes back; money that comes still is dealt with as late


def end_unpaid(order_id: int) -> bool:
    """True when the order was expired now. Called outside any transaction."""
    order = Order.objects.get(pk=order_id)
    try:
        if not payments.close_all(order):
            return False
    except OutsideFailed:
        if order.pay_by > clock.now() - WAIT_FOR_PROVIDER:
            return False
    return orders.expire_overdue(order_id)


def withdraw(order_id: int) -> bool:
    """End an unpaid order of what may not be sold any more. Attempts are closed first: one that turns out to be paid goes to the review.

    True when it was ended now; while the provider does not answer it stays and cannot be paid. Called outside any transaction."""
    order = Order.objects.get(pk=order_id)
    try:
        return payments.close_all(order) and _withdraw(order)
    except OutsideFailed:
        return False


@transaction.atomic
def _withdraw(order: Order) -> bool:
    order.lock()
    is_waiting = order.payment_state == PaymentState.UNPAID and order.fulfilment_state == FulfilmentState.WAITING
    words = withheld.of_unpaid(order) if is_waiting else ""
    if not words:
        return False
    fault_point("orders.withdraw.checked")
    orders.cancel(order, reason=words)
    publish(OrderWithdrawn(order.number, words), about=order)
    return True


def cancel_by_customer(order: Order, *, reason: str, by) -> None:
    """Attempts to pay are closed first, so that no money comes after the end; what was paid meanwhile is refunded.

    Refuses when something of it was opened."""
    promises.require_unopened(order)
    payments.close_all(order)
    orders.cancel(order, reason=reason, by=by)
