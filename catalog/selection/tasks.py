"""What selection does by the clock."""
from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.selection.services import alarms, surveys
from microstore.core.tasks import diary

SCHEDULE = {
    "selection.sweep_alarms": {
        "task": "catalog.selection.sweep_alarms", "schedule": crontab(minute=25), "label": _("Open and close competitor price alarms"),
    },
    "selection.begin_survey": {
        "task": "catalog.selection.begin_survey", "schedule": crontab(hour=6, minute=20),
        "label": _("Begin the market survey of the month"),
    },
}


@shared_task(name="catalog.selection.sweep_alarms", queue="slow")
@diary
def sweep_alarms() -> str:
    """Prices of ours that began since, and prices of competitors that grew too old: alarms open and close."""
    return ", ".join(f"{name} {count}" for name, count in alarms.sweep_all().items())


@shared_task(name="catalog.selection.begin_survey", queue="default")
@diary
def begin_survey() -> str:
    """The survey of the month lies ready from its first morning on (duty L12)."""
    return str(surveys.of_month())
