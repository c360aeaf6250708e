"""Long work with progress: a row, a worker, a tray. Handlers can be started again from the beginning, so they are idempotent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from microstore.core import clock, sentences
from microstore.core.errors import Refused
from microstore.core.events import news, publish
from microstore.core.locking import locked
from microstore.core.models import Job, StoredFile
from microstore.core.numbers import next_number

handlers: dict[str, Callable] = {}
labels: dict[str, str] = {}
SILENT_FOR = timedelta(minutes=2)  # a running job that has not moved for so long lost its worker


@news("job.again")
@dataclass(frozen=True)
class JobAgain:
    number: str
    label: ClassVar = _("Begun again")


class Cancelled(Exception):
    """The owner asked the job to stop; raised out of ``Work.progress``."""


class Work:
    """What a handler is given: the job's parameters, and the ways to tell how far it is."""

    def __init__(self, job: Job):
        self.job, self.params = job, job.params

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show the state of the work; stops the handler if the owner asked to cancel."""
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total, message=sentences.of(message), beat_at=clock.now())
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise Cancelled

    def finish(self, *, message: str = "", file: StoredFile | None = None) -> None:
        """What the owner reads and downloads at the end."""
        self.job.message, self.job.file = sentences.of(message), file
        self.job.save(update_fields=["message", "file"])


def handler(kind: str, *, label: str) -> Callable:
    """Declare ``run(work: Work)`` as the handler of a kind of job, in an app's ``tasks.py``."""

    def register(function: Callable) -> Callable:
        handlers[kind], labels[kind] = function, label
        return function

    return register


@transaction.atomic
def start(kind: str, *, owner=None, params: dict | None = None) -> Job:
    """Write the job; a worker takes it after commit."""
    from microstore.core.tasks import ask, run_job  # celery shells import this module

    if kind not in handlers:
        raise KeyError(kind)
    job = Job.objects.create(number=next_number("JB"), kind=kind, owner=owner, params=params or {}, asked_at=clock.now())
    ask(run_job, job.pk)
    return job


def cancel(job: Job, *, by) -> None:
    """Ask a job to stop at its next step. Its owner may, and who may change jobs."""
    if job.owner_id != by.pk and not by.has_perm("core.change_job"):
        raise Refused(_("Only the person who started a job can cancel it."))
    if not Job.objects.filter(pk=job.pk, state__in=Job.OPEN).update(cancel_asked=True):
        raise Refused(_("The job has ended already."))


@transaction.atomic
def again(job: Job, *, by) -> None:
    """Begin a failed job anew. Its owner may, and who may change jobs."""
    from microstore.core.tasks import ask, run_job  # celery shells import this module

    if job.owner_id != by.pk and not by.has_perm("core.change_job"):
        raise Refused(_("Only the person who started a job can begin it again."))
    fresh = {"state": Job.State.QUEUED, "error": "", "done": 0, "message": "", "asked_at": clock.now(), "cancel_asked": False}
    if not Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(**fresh, finished_at=None):
        raise Refused(_("Only a failed job can be begun again."))
    publish(JobAgain(job.number), about=job, by=by)
    ask(run_job, job.pk)


def run(job_id: int) -> bool:
    """Do the job if nobody else does. False if it is taken, ended, or not there."""
    job = _claim(job_id)
    if job is None:
        return False
    try:
        with override(getattr(job.owner, "language", "") or settings.LANGUAGE_CODE):  # files are made for whoever asked
            handlers[job.kind](Work(job))
    except Cancelled:
        _end(job, Job.State.CANCELLED)
    except Exception as error:  # whatever a handler raises is the result its owner sees
        _end(job, Job.State.FAILED, str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}")
        if not isinstance(error, Refused):
            raise
    else:
        _end(job, Job.State.DONE)
    return True


@transaction.atomic
def _claim(job_id: int) -> Job | None:
    silent = Q(state=Job.State.RUNNING, beat_at__lt=clock.now() - SILENT_FOR)
    job = locked(Job.objects.filter(Q(state=Job.State.QUEUED) | silent, pk=job_id)).first()
    if job is None:
        return None
    job.state, job.started_at, job.beat_at = Job.State.RUNNING, clock.now(), clock.now()
    job.save(update_fields=["state", "started_at", "beat_at"])
    return job


def _end(job: Job, state: str, error: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(state=state, error=error[:4000], finished_at=clock.now())


def lost() -> list[int]:
    """Jobs whose message or worker was lost, oldest first."""
    silent = Q(state=Job.State.RUNNING, beat_at__lt=clock.now() - SILENT_FOR)
    forgotten = Q(state=Job.State.QUEUED, asked_at__lt=clock.now() - timedelta(seconds=30))
    return list(Job.objects.filter(silent | forgotten).order_by("asked_at").values_list("pk", flat=True)[:50])
