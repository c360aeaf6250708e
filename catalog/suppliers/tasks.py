"""What suppliers do by the clock."""
from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.suppliers.services import licences
from microstore.core.tasks import diary

SCHEDULE = {
    "suppliers.warn_ending": {
        "task": "catalog.suppliers.warn_ending", "schedule": crontab(hour="8-18", minute=40),
        "label": _("Warn of supplier licences that end"),
    },
}


@shared_task(name="catalog.suppliers.warn_ending", queue="slow")
@diary
def warn_ending() -> int:
    """By day: licences of suppliers that run out."""
    return licences.warn_ending()
