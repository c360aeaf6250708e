"""Celery shells of the floor: deliver news, run jobs, and pick up what a lost message left behind."""

import functools
import logging
from collections.abc import Callable

from celery import shared_task
from celery.schedules import crontab
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from microstore.core import clock, events, jobs, sealing
from microstore.core.models import Delivery, Run

log = logging.getLogger(__name__)

SCHEDULE = {
    "core.sweep_deliveries": {"task": "microstore.core.tasks.sweep_deliveries", "schedule": 30.0, "label": _("Deliver waiting news")},
    "core.sweep_jobs": {"task": "microstore.core.tasks.sweep_jobs", "schedule": 60.0, "label": _("Pick up lost jobs")},
    "core.seal_events": {"task": "microstore.core.tasks.seal_events", "schedule": 60.0, "label": _("Seal the audit trail")},
    "core.check_seals": {
        "task": "microstore.core.tasks.check_seals", "schedule": crontab(hour=3, minute=10),
        "label": _("Check the seals of the audit trail"),
    },
}


def ask(task, *args) -> None:
    """Ask a worker, after commit, to run ``task``. A broker that is down is logged and does no harm: a sweep finds the rows.

    Under a pinned clock nobody is asked: whoever tells of the past delivers the news themselves.
    """
    if clock.is_pinned():
        return

    def send() -> None:
        try:
            task.apply_async(args=args)
        except Exception:  # any failure of the broker; the work itself lies safe in the database
            log.warning("broker not reached", extra={"task": task.name})

    transaction.on_commit(send)


def diary(function: Callable) -> Callable:
    """Keep the last run of a periodic task where people can see it; what it returns is the result shown."""

    @functools.wraps(function)
    def run(*args):
        row, _is_new = Run.objects.update_or_create(task=name_of(function), defaults={"started_at": clock.now(), "finished_at": None})
        try:
            result = function(*args)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:2000]
            Run.objects.filter(pk=row.pk).update(finished_at=clock.now(), error=said, result="", failures=F("failures") + 1)
            raise
        now, said = clock.now(), "" if result is None else str(result)[:200]
        Run.objects.filter(pk=row.pk).update(finished_at=now, succeeded_at=now, error="", result=said, failures=0)
        return result

    run.has_diary = True
    return run


def name_of(function: Callable) -> str:
    """Under which name the diary knows a task."""
    return f"{function.__module__}.{function.__name__}"


@shared_task(queue="events")
def deliver_event(event_id: int) -> None:
    for pk in Delivery.objects.filter(event_id=event_id, done_at=None).order_by("pk").values_list("pk", flat=True):
        events.deliver(pk)


@shared_task(queue="events")
@diary
def sweep_deliveries() -> int:
    return events.deliver_due()


@shared_task(queue="slow")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(queue="events")
@diary
def sweep_jobs() -> int:
    waiting = jobs.lost()
    for pk in waiting:
        run_job.apply_async(args=(pk,))
    return len(waiting)


@shared_task(queue="events")
@diary
def seal_events() -> int:
    return sealing.seal_due()


@shared_task(queue="slow")
@diary
def check_seals() -> str:
    """Fails, and so stands in the list of periodic tasks, when a line of the audit is not what it was."""
    if found := list(sealing.broken()):
        raise RuntimeError(" ".join(found[:10]))
    return "ok"
