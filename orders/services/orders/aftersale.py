"""What after-sales and logistics cases do to an order: mark it, and stop its timers while a case is open."""

from django.db import transaction

from microstore.core.events import publish
from orders.events import AftersaleClosed, AftersaleOpened, TimersChanged
from orders.models import Order


@transaction.atomic
def open_case(order: Order, *, by=None, reason: str = "") -> None:
    order.begin("open_case")
    order.finish("open_case", AftersaleOpened(order.number), by=by, reason=reason)


@transaction.atomic
def close_case(order: Order, *, by=None, reason: str = "") -> None:
    order.begin("close_case")
    order.finish("close_case", AftersaleClosed(order.number), by=by, reason=reason)


@transaction.atomic
def pause_timers(order: Order, *, reason: str, by=None) -> None:
    """No automatic completion until ``resume_timers``."""
    _set_paused(order, True, reason, by)


@transaction.atomic
def resume_timers(order: Order, *, reason: str, by=None) -> None:
    _set_paused(order, False, reason, by)


def _set_paused(order: Order, paused: bool, reason: str, by) -> None:
    order.lock()
    if order.timers_paused == paused:
        return
    order.timers_paused = paused
    order.save(update_fields=["timers_paused"])
    publish(TimersChanged(order.number, paused), about=order, by=by, reason=reason)
