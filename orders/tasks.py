"""Celery shells: talk to payment providers, and sweep what is due. Each sweep asks which rows are due, never what time it is."""

import logging
from datetime import timedelta

from celery import shared_task
from celery.schedules import crontab
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.errors import OutsideFailed
from microstore.core.tasks import ask, diary
from orders import deals
from orders.models import AftersaleState, Order, Payment, Refund
from orders.services import bought_together, carts, orders, payments, refunds, withheld
from orders.services.endings import end_unpaid, withdraw
from orders.tasks_channels import SCHEDULE as CHANNELS

SCHEDULE = {
    "orders.expire_unpaid": {"task": "orders.tasks.expire_unpaid", "schedule": 60.0, "label": _("Cancel orders that were not paid")},
    "orders.withdraw": {
        "task": "orders.tasks.withdraw_unpaid", "schedule": 60.0, "label": _("Cancel unpaid orders of what may not be sold"),
    },
    "orders.query_payments": {"task": "orders.tasks.query_payments", "schedule": 15.0, "label": _("Ask about payments without a notice")},
    "orders.send_refunds": {"task": "orders.tasks.send_refunds", "schedule": 60.0, "label": _("Send refunds that are due")},
    "orders.complete_received": {
        "task": "orders.tasks.complete_received", "schedule": 300.0, "label": _("Complete orders that were received"),
    },
    **CHANNELS,
    "orders.forget_carts": {"task": "orders.tasks.forget_carts", "schedule": 3600.0, "label": _("Forget abandoned carts")},
    "orders.recount_deals": {
        "task": "orders.tasks.recount_deals", "schedule": crontab(hour=0, minute=20), "label": _("Count the deals of the last days anew"),
    },
    "orders.bought_together": {
        "task": "orders.tasks.recount_bought_together", "schedule": crontab(hour=3, minute=40), "label": _("Count what is bought together"),
    },
}
BATCH = 100
log = logging.getLogger(__name__)


@shared_task(queue="default")
@diary
def expire_unpaid() -> int:
    due = Order.objects.overdue_unpaid(clock.now()).order_by("pay_by").values_list("pk", flat=True)[:BATCH]
    return sum(end_unpaid(pk) for pk in list(due))


@shared_task(queue="outside")
@diary
def withdraw_unpaid() -> int:
    """A licence ended, goods were stopped: what was ordered and not paid ends, and its code to pay with it."""
    return sum(withdraw(pk) for pk in withheld.unpaid(BATCH))


@shared_task(queue="slow")
@diary
def recount_bought_together() -> int:
    """Each night, for the recommendations on product pages."""
    return bought_together.recount()


@shared_task(queue="default")
@diary
def complete_received() -> int:
    due = Order.objects.filter(completes_at__lte=clock.now(), timers_paused=False).exclude(aftersale_state=AftersaleState.OPEN)
    return sum(orders.complete_due(pk) for pk in list(due.order_by("completes_at").values_list("pk", flat=True)[:BATCH]))


@shared_task(queue="outside")
@diary
def query_payments() -> int:
    """Ask about payments whose notice has not come."""
    return sum(
        query_payment(pk)
        for pk in list(Payment.objects.to_query(clock.now()).order_by("next_query_at").values_list("pk", flat=True)[:BATCH])
    )


@shared_task(queue="outside")
def query_payment(payment_id: int) -> bool:
    payment = Payment.objects.get(pk=payment_id)
    try:
        payments.query(payment)
    except OutsideFailed:
        payments.put_off(payment)
        return False
    return True


@shared_task(queue="outside")
def close_attempts(order_id: int) -> None:
    """A cancelled order can no longer be paid at the provider either."""
    try:
        payments.close_all(Order.objects.get(pk=order_id))
    except OutsideFailed:
        log.warning("attempts to pay not closed; the sweep asks again", extra={"order": order_id})


@shared_task(queue="outside")
@diary
def send_refunds() -> int:
    due = Refund.objects.due(clock.now()).order_by("next_try_at").values_list("pk", flat=True)[:BATCH]
    for pk in list(due):
        send_refund(pk)
    return len(due)


@shared_task(queue="outside")
def send_refund(refund_id: int) -> None:
    refund = Refund.objects.select_related("payment", "order").get(pk=refund_id)
    if refund.state in (Refund.State.REQUESTED, Refund.State.PROCESSING):
        refunds.send(refund)


def ask_gateway_for_refund(refund_id: int) -> None:
    ask(send_refund, refund_id)


@shared_task(queue="slow")
@diary
def forget_carts() -> int:
    return carts.forget_abandoned(clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE))


@shared_task(queue="slow")
@diary
def recount_deals() -> int:
    """What struck prices rest on, anew from the orders (rule PR-03)."""
    return deals.recount_recent()
