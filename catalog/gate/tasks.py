"""Clocks of the gate."""
from celery import shared_task

from catalog.gate import revisions
from microstore.core.tasks import diary

SCHEDULE = {"catalog.publish": {"task": "catalog.gate.tasks.publish_due", "schedule": 60.0}}


@shared_task(queue="default")
@diary
def publish_due() -> int:
    """Approved revisions go live at their minute."""
    return revisions.publish_due()
