"""Money makes an order go on, or go on again."""

from datetime import datetime, timedelta

from marketing.services import coupons, discounts
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.events import OrderPaid, OrderRevived
from orders.models import FulfilmentState, Order
from orders.services import promises, withheld

REVIEW_WITHIN = timedelta(minutes=30)
SHIP_WITHIN = timedelta(hours=48)
HELD_AGAIN = timedelta(hours=1)
OPENS, CLOSES = 9, 17  # review works from 9:00; what is paid before 17:00 is reviewed the same day (number register)


def review_due(paid_at: datetime) -> datetime:
    """30 minutes after payment, within review hours; what comes after 17:00 is due the next morning."""
    local = paid_at.astimezone(SHANGHAI)
    if local.hour >= CLOSES:
        local = (local + timedelta(days=1)).replace(hour=OPENS, minute=0, second=0, microsecond=0)
    elif local.hour < OPENS:
        local = local.replace(hour=OPENS, minute=0, second=0, microsecond=0)
    return (local + REVIEW_WITHIN).astimezone(paid_at.tzinfo)


def pay(order: Order, *, amount_fen: int, at: datetime | None = None, by=None) -> None:
    """Inside a transaction, with the order locked: the reserved stock is committed, what is read is given, and review begins.

    Refuses when the order is paid or has ended, and when the amount is not what it costs.
    """
    order.require("pay")
    if order.fulfilment_state != FulfilmentState.WAITING:
        raise Refused(_("%(order)s has ended and cannot be paid.") % {"order": order})
    if amount_fen != order.total_fen:
        raise Refused(_("The amount is not what the order costs."))
    if order.coupon_fen:
        coupons.use(order.number, by=by)
    promises.keep(order, until=clock.now() + HELD_AGAIN, by=by)
    order.paid_at = at or clock.now()
    order.review_due_at = review_due(order.paid_at)
    order.ship_due_at = order.paid_at + SHIP_WITHIN if order.has_parcel else None
    order.finish("pay", OrderPaid(order.number, amount_fen), by=by, save=["paid_at", "review_due_at", "ship_due_at"])


def revive(order: Order) -> None:
    """Inside a transaction, with the ended unpaid order locked: reserve the same goods again at the same price.

    Raises ``OutOfStock`` when they are gone, ``Refused`` when the coupon or the budget of a promotion is, when they may not be sold any
    more or the customer has to read them already; the caller undoes the rest.
    """
    order.require("revive")
    withheld.require_none(order)
    if order.off_fen:
        discounts.take_again(order.number, customer=order.customer, has_coupon=order.coupon_fen > 0)
    promises.make(order, order.lines.all(), until=clock.now() + HELD_AGAIN)
    order.ended_at, order.end_reason = None, ""
    order.finish("revive", OrderRevived(order.number), save=["ended_at", "end_reason"])
