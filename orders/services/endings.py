"""Ending an unpaid order the safe way round: ask the provider, close there, then expire here."""

from datetime import timedelta

from microstore.core import clock
from microstore.core.errors import OutsideFailed
from orders.models import Order
from orders.services import orders, payments, promises

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


def cancel_by_customer(order: Order, *, reason: str, by) -> None:
    """Attempts to pay are closed first, so that no money comes after the end; what was paid meanwhile is refunded.

    Refuses when something of it was opened."""
    promises.require_unopened(order)
    payments.close_all(order)
    orders.cancel(order, reason=reason, by=by)
