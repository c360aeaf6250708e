"""The long work of imports, and forgetting what trials left."""

from datetime import timedelta

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from catalog.imports import running, staging
from catalog.imports.norms import KEEP
from catalog.models import CatalogImport
from microstore.core import clock, jobs
from microstore.core.tasks import diary

SCHEDULE = {
    "catalog.forget_trials": {
        "task": "catalog.imports.tasks.forget_trials", "schedule": crontab(hour=4, minute=25), "label": _("Forget the rows of old lists"),
    },
}


@jobs.handler("catalog.import_check", label=_("Trial of a list"))
def check(work):
    running.check(work)


@jobs.handler("catalog.import_apply", label=_("Import of a list"))
def apply(work):
    running.apply(work)


@shared_task(queue="slow")
@diary
def forget_trials() -> int:
    """Rows of lists that nobody has touched for the days of the norm."""
    old = CatalogImport.objects.filter(at__lt=clock.now() - timedelta(days=KEEP.value), lines__isnull=False).distinct()
    batches = list(old.exclude(state__in=("checking", "applying")))
    for batch in batches:
        staging.empty(batch)
    return len(batches)
