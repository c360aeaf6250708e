"""Clocks of wishes: who waits is told, and waiting ends."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from catalog.wishes.services import notices
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.back_in_stock": {
        "task": "catalog.tasks.tell_back_in_stock", "schedule": 60.0, "label": _("Tell customers what is back in stock"),
    },
    "catalog.expire_notices": {"task": "catalog.tasks.expire_notices", "schedule": 3600.0, "label": _("End old waits for stock")},
}


@shared_task(queue="default", name="catalog.tasks.tell_back_in_stock")
@diary
def tell_back_in_stock() -> int:
    return notices.tell_due()


@shared_task(queue="default", name="catalog.tasks.expire_notices")
@diary
def expire_notices() -> int:
    return notices.expire_due()
