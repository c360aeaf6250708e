"""What logistics tells of an order, and how it completes."""

from datetime import timedelta

from django.db import transaction

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _
from orders.events import OrderCompleted, OrderDelivered, OrderPacked, OrderPicking, OrderShipped
from orders.models import AftersaleState, FulfilmentState, HoldState, Order, PaymentState, ReviewState

RECEIVED_AFTER_SHIPPING = timedelta(days=10)
COMPLETE_AFTER_DELIVERY = timedelta(days=7)


@transaction.atomic
def mark_picking(order: Order, *, by=None) -> None:
    """Refuses what is not paid, not approved, or held: nothing is picked unreviewed (duty C6)."""
    order.begin("start_picking")
    if order.payment_state != PaymentState.PAID:
        raise Refused(_("%(order)s is not paid.") % {"order": order})
    if order.review_state != ReviewState.APPROVED:
        raise Refused(_("%(order)s has not been reviewed.") % {"order": order})
    if order.hold_state != HoldState.NONE:
        raise Refused(_("%(order)s is on hold.") % {"order": order})
    if order.aftersale_state == AftersaleState.OPEN:
        raise Refused(_("An after-sale case of %(order)s is open.") % {"order": order})
    order.finish("start_picking", OrderPicking(order.number), by=by)


@transaction.atomic
def mark_packed(order: Order, *, by=None) -> None:
    order.begin("pack")
    fault_point("orders.move.checked")
    order.packed_at = clock.now()
    order.finish("pack", OrderPacked(order.number), by=by, save=["packed_at"])


@transaction.atomic
def mark_shipped(order: Order, *, by=None) -> None:
    """The parcel left. Counts as received ten days later unless the carrier says so before."""
    order.begin("ship")
    order.shipped_at = clock.now()
    order.completes_at = order.shipped_at + RECEIVED_AFTER_SHIPPING
    order.finish("ship", OrderShipped(order.number), by=by, save=["shipped_at", "completes_at"])


@transaction.atomic
def mark_delivered(order: Order, *, at=None, by=None) -> None:
    """The parcel arrived; the order completes by itself seven days later."""
    order.begin("deliver")
    order.delivered_at = at or clock.now()
    order.completes_at = order.delivered_at + COMPLETE_AFTER_DELIVERY
    order.finish("deliver", OrderDelivered(order.number), by=by, save=["delivered_at", "completes_at"])


@transaction.atomic
def complete(order: Order, *, how: str, by=None) -> None:
    """``how``: "customer" confirms receipt, or the "timer" ran out. Refuses while an after-sale case is open."""
    order.begin("complete")
    if order.aftersale_state == AftersaleState.OPEN:
        raise Refused(_("An after-sale case of %(order)s is open.") % {"order": order})
    order.completed_at, order.completes_at = clock.now(), None
    order.delivered_at = order.delivered_at or order.completed_at
    order.finish("complete", OrderCompleted(order.number, how), by=by, save=["completed_at", "completes_at", "delivered_at"])


def hand_over(order: Order) -> None:
    """With the approved order locked: what is read was given with the payment, so an order of it alone is complete. Seven days begin."""
    order.delivered_at = order.completed_at = clock.now()
    order.finish("hand_over", OrderCompleted(order.number, "electronic"), save=["delivered_at", "completed_at"])


def complete_due(order_id: int) -> bool:
    """Complete one order whose timer ran out, unless it is paused, has an open case, or somebody else is at it."""
    with transaction.atomic():
        due = Order.objects.filter(
            pk=order_id,
            completes_at__lte=clock.now(),
            timers_paused=False,
            fulfilment_state__in=(FulfilmentState.SHIPPED, FulfilmentState.DELIVERED),
        ).exclude(aftersale_state=AftersaleState.OPEN)
        order = due.select_for_update(of=("self",), skip_locked=True).first()
        if order is None:
            return False
        complete(order, how="timer")
        return True
