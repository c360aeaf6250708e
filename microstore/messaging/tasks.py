"""Celery shells: talk to the outside, and pick up what is due."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from microstore.core.tasks import diary

from .services import delivery

SCHEDULE = {
    "messaging.sweep": {"task": "microstore.messaging.tasks.sweep", "schedule": 30.0, "label": _("Send messages that are due")},
}


@shared_task(queue="outside")
def deliver(message_id: int) -> None:
    delivery.deliver(message_id)


@shared_task(queue="outside")
@diary
def sweep() -> int:
    """Messages whose task was lost, whose next try is due, or for which morning has come."""
    waiting = delivery.due_ids()
    for message_id in waiting:
        delivery.deliver(message_id)
    return len(waiting)
