"""Clocks of updates."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from catalog.updates import acts
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.ship_new_packs": {
        "task": "catalog.updates.tasks.ship_new_packs", "schedule": 1800.0, "label": _("Notice that the old pack is sold"),
    },
    "catalog.tell_of_new_packs": {
        "task": "catalog.updates.tasks.tell_of_new_packs", "schedule": 1800.0, "label": _("Tell who asked of the new pack"),
    },
}


@shared_task(queue="default")
@diary
def ship_new_packs() -> int:
    return acts.ship_due()


@shared_task(queue="slow")
@diary
def tell_of_new_packs() -> int:
    return acts.tell_due()
