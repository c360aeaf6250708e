"""What selection does by the clock."""
from celery import shared_task
from celery.schedules import crontab

from catalog.selection.services import alarms
from microstore.core.tasks import diary

SCHEDULE = {"selection.sweep_alarms": {"task": "catalog.selection.sweep_alarms", "schedule": crontab(minute=25)}}


@shared_task(name="catalog.selection.sweep_alarms", queue="slow")
@diary
def sweep_alarms() -> str:
    """Prices of ours that began since, and prices of competitors that grew too old: alarms open and close."""
    return ", ".join(f"{name} {count}" for name, count in alarms.sweep_all().items())
