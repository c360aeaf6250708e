"""Long work with progress, and the diary of the periodic tasks."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceTextField


class Job(models.Model):
    """A long piece of work somebody asked for; see ``core.jobs``. A killed worker's job is taken up again."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    TONES = {State.QUEUED: "neutral", State.RUNNING: "brand", State.DONE: "ok", State.FAILED: "danger", State.CANCELLED: "neutral"}
    OPEN = (State.QUEUED, State.RUNNING)

    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = SentenceTextField(blank=True)
    error = SentenceTextField(blank=True)
    file = models.ForeignKey("core.StoredFile", models.SET_NULL, null=True, related_name="+")
    cancel_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["owner", "-asked_at"], name="job_of_owner"),
            models.Index(fields=["asked_at"], condition=models.Q(state__in=["queued", "running"]), name="job_open"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Run(models.Model):
    """The last run of a periodic task: one row per task, so that it stays small. ``failures`` counts those in a row."""

    task = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("run of a periodic task")
        verbose_name_plural = _("runs of periodic tasks")
        permissions = [("start_run", _("Start a periodic task by hand"))]

    def __str__(self) -> str:
        from microstore.core import timetable  # reads these rows

        return timetable.label_of(self.task)
