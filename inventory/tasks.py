"""Celery shells: batches grow old, promises without stock are tried again. Each asks which rows are due, never what time it is."""

from celery import shared_task

from inventory.services import batches, replanning
from microstore.core.tasks import diary

SCHEDULE = {
    "inventory.age_batches": {"task": "inventory.tasks.age_batches", "schedule": 600.0},
    "inventory.replan_lost": {"task": "inventory.tasks.replan_lost", "schedule": 300.0},
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
