"""The nightly reading of everything live."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from microstore.compliance.services import rereading
from microstore.core.tasks import diary

SCHEDULE = {
    "compliance.read_again": {
        "task": "microstore.compliance.tasks.read_again", "schedule": crontab(hour=2, minute=35),
        "label": _("Scan published texts with new rules"),
    },
}


@shared_task(queue="slow")
@diary
def read_again() -> str:
    """After a change of the rules; on other nights nothing is left to read."""
    return ", ".join(f"{name} {count}" for name, count in rereading.read_again().items())
