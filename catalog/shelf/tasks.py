"""Clocks of the shelf."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.shelf import medicines, removing, tuning
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.medicines": {
        "task": "catalog.shelf.tasks.clear_medicines", "schedule": crontab(minute="1,31"),
        "label": _("Take medicines off shelves without a drug licence"),
    },
    "catalog.propose_slow": {
        "task": "catalog.shelf.tasks.propose_slow", "schedule": crontab(hour=5, minute=35), "label": _("Propose slow goods for delisting"),
    },
    "catalog.find_pages_to_tune": {
        "task": "catalog.shelf.tasks.find_pages_to_tune", "schedule": crontab(hour=5, minute=50), "label": _("Find pages to tune"),
    },
    "catalog.measure_tuned_pages": {
        "task": "catalog.shelf.tasks.measure_tuned_pages", "schedule": crontab(hour=5, minute=55), "label": _("Measure tuned pages"),
    },
}


@shared_task(queue="default")
@diary
def clear_medicines() -> int:
    """A minute after midnight in Shanghai, and again for what was missed (rule RX-01)."""
    return medicines.clear_all()


@shared_task(queue="slow")
@diary
def propose_slow() -> int:
    return removing.propose_slow()


@shared_task(queue="slow")
@diary
def find_pages_to_tune() -> int:
    return tuning.find()


@shared_task(queue="slow")
@diary
def measure_tuned_pages() -> int:
    return tuning.measure()
