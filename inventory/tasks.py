"""Celery shells: batches grow old, promises without stock are tried again. Each asks which rows are due, never what time it is."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from inventory.services import batches, cover, outflow, reach, replanning, telling
from microstore.core.tasks import diary

SCHEDULE = {
    "inventory.age_batches": {"task": "inventory.tasks.age_batches", "schedule": 600.0, "label": _("Move batches on by their age")},
    "inventory.replan_lost": {"task": "inventory.tasks.replan_lost", "schedule": 300.0, "label": _("Find other goods for lost promises")},
    "inventory.watch_stock": {"task": "inventory.tasks.watch_stock", "schedule": 60.0, "label": _("Watch for low stock")},
    "inventory.count_reach": {
        "task": "inventory.tasks.count_reach", "schedule": 60.0, "label": _("Count what stores with warehouses of their own can sell"),
    },
    "inventory.roll_up": {"task": "inventory.tasks.roll_up", "schedule": crontab(minute=7), "label": _("Add up what went out")},
    "inventory.roll_up_quarter": {
        "task": "inventory.tasks.roll_up_quarter", "schedule": crontab(hour=2, minute=20), "label": _("Add up the quarter anew"),
    },
}


@shared_task(queue="default")
@diary
def age_batches() -> int:
    return batches.age_batches()


@shared_task(queue="default")
@diary
def replan_lost() -> int:
    """How many promises found other goods."""
    return sum(replanning.replan(sku_id) for sku_id in replanning.skus_with_lost_promises())


@shared_task(queue="default")
@diary
def watch_stock() -> str:
    """Look at all stock, then tell whoever is to be told. ``+`` opened, ``-`` closed."""
    opened, closed = cover.sweep()
    lapsed, told, escalated = telling.lapse(), telling.tell(), telling.escalate()
    return f"+{opened} -{closed}, {lapsed} lapsed, {told} told, {escalated} escalated"


@shared_task(queue="default")
@diary
def count_reach() -> int:
    return reach.count_all()


@shared_task(queue="default")
@diary
def roll_up() -> int:
    return outflow.roll_up()


@shared_task(queue="slow")
@diary
def roll_up_quarter() -> int:
    """All days that a pace is measured over, for movements that were written late."""
    return outflow.roll_up(outflow.LOOKED_BACK)
