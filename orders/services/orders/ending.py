"""Orders that end before they are shipped: not paid in time, or cancelled."""

from django.db import transaction

from marketing.services import discounts
from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders.events import OrderCancelled, OrderExpired
from orders.models import Order, PaymentState, Refund
from orders.services import promises


@transaction.atomic
def expire(order: Order, *, by=None) -> None:
    """End an order that was not paid in time and give its stock back. Refuses paid orders and those that still have time."""
    order.begin("expire")
    if order.payment_state != PaymentState.UNPAID:
        raise Refused(_("%(order)s is paid.") % {"order": order})
    if order.pay_by > clock.now():
        raise Refused(_("%(order)s can still be paid.") % {"order": order})
    _end(order, "expire", OrderExpired(order.number), reason=_("Not paid in time"), by=by)


@transaction.atomic
def cancel(order: Order, *, reason: str, by=None) -> None:
    """End an order before it is packed. Its stock, coupon and promotions are given back; what was paid is refunded in full."""
    order.begin("cancel")
    fault_point("orders.move.checked")
    require_reason(reason)
    was_paid = order.payment_state == PaymentState.PAID
    _end(order, "cancel", OrderCancelled(order.number, was_paid), reason=reason, by=by)
    if was_paid:
        _refund(order, reason, by)


def _end(order: Order, move: str, news, *, reason: str, by) -> None:
    order.ended_at, order.end_reason = clock.now(), reason[:200]
    order.finish(move, news, by=by, reason=reason, save=["ended_at", "end_reason"])
    if order.off_fen:
        discounts.give_back(order.number, by=by)
    promises.release(order, reason=reason, by=by)


def _refund(order: Order, reason: str, by) -> None:
    from orders.services import refunds  # refunds settle orders: each needs the other

    payment = order.payments.get(state="succeeded", is_surplus=False)
    refunds.request(payment, kind=Refund.Kind.CANCELLATION, reason=reason, by=by)


def expire_overdue(order_id: int) -> bool:
    """Expire one overdue order unless somebody else is at it. False when there was nothing to do."""
    with transaction.atomic():
        due = Order.objects.overdue_unpaid(clock.now()).filter(pk=order_id)
        order = due.select_for_update(of=("self",), skip_locked=True).first()
        if order is None:
            return False
        expire(order)
        return True
