"""What stores do by the clock."""

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from microstore.core.tasks import diary
from microstore.stores.assets import tasks as assets
from microstore.stores.publishing import tasks as publishing
from microstore.stores.services import licences, papers

SCHEDULE = {
    **assets.SCHEDULE,
    **publishing.SCHEDULE,
    "stores.follow_papers": {
        "task": "stores.follow_papers", "schedule": crontab(minute="0,5,35"), "label": _("Let stores follow their licences"),
    },
    "stores.warn_ending": {
        "task": "stores.warn_ending", "schedule": crontab(hour="8-20", minute=20), "label": _("Warn of store licences that end"),
    },
}


@shared_task(name="stores.follow_papers", queue="slow")
@diary
def follow_papers() -> str:
    """At midnight in Shanghai, and again for what was missed: the state of stores follows their papers."""
    suspended, reopened = licences.follow_papers()
    return f"{suspended} suspended, {reopened} reopened"


@shared_task(name="stores.warn_ending", queue="slow")
@diary
def warn_ending() -> int:
    """By day, because phones ring: warn of papers that run out."""
    return papers.warn_ending()
