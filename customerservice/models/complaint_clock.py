"""The clocks of a complaint, who was told when, and what was missed. All of it follows from the events."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customerservice.models.complaint import Complaint
from microstore.core.clock import now
from microstore.stores.scope import StoreScoped


class ClockKind(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", _("First contact")
    SOLUTION = "solution", _("Solution")
    RESOLUTION = "resolution", _("Resolved for good")


class ClockQuerySet(StoreScoped, models.QuerySet):
    store_path = "complaint__store"

    def running(self):
        return self.filter(met_at=None, stopped_at=None)


class ComplaintClock(models.Model):
    """One promise: started, due, met. ``round`` counts from 1: a refused solution begins a new one.

    ``pauses`` lists ``{"from", "until", "reason"}``; they have moved ``due_at``. Recomputed by ``services.complaints.clocks``.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="clocks", verbose_name=_("complaint"))
    kind = models.CharField(_("clock"), max_length=12, choices=ClockKind)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    started_at = models.DateTimeField(_("started"))
    due_at = models.DateTimeField(_("due"))
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    paused_at = models.DateTimeField(_("resting since"), null=True, blank=True)
    pauses = models.JSONField(_("pauses"), default=list, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["complaint_id", "started_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "kind", "round"], name="one_complaint_clock_per_round")]
        indexes = [models.Index(fields=["started_at"], condition=Q(met_at=None, stopped_at=None), name="complaint_clock_running")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind} {self.round}"

    @property
    def is_running(self) -> bool:
        return self.met_at is None and self.stopped_at is None

    @property
    def is_late(self) -> bool:
        """Whether the promise was broken: met after its time, or not met and the time is over."""
        return (self.met_at or self.stopped_at or self.paused_at or now()) > self.due_at

    @property
    def minutes(self) -> int:
        return max(1, round((self.due_at - self.started_at).total_seconds() / 60))


class Escalation(models.Model):
    """Somebody had to be told that a share of the time is gone. Unique, so that each level happens once."""

    clock = models.ForeignKey(ComplaintClock, models.CASCADE, related_name="escalations", verbose_name=_("clock"))
    percent = models.PositiveSmallIntegerField(_("share of the time"))
    at = models.DateTimeField(_("at"), default=now)
    told = models.JSONField(_("told"), default=list)

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["clock_id", "percent"]
        constraints = [models.UniqueConstraint(fields=["clock", "percent"], name="one_escalation_per_level")]

    def __str__(self) -> str:
        return f"{self.clock} {self.percent} %"


class Breach(models.Model):
    """A promise that was broken. Never changed, never deleted."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="breaches", verbose_name=_("complaint"))
    kind = models.CharField(_("clock"), max_length=12, choices=ClockKind)
    round = models.PositiveSmallIntegerField(_("round"))
    due_at = models.DateTimeField(_("due"))
    owner_name = models.CharField(_("handled by"), max_length=80, blank=True)
    at = models.DateTimeField(_("noted"), default=now)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("broken promise")
        verbose_name_plural = _("broken promises")
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [models.UniqueConstraint(fields=["complaint", "kind", "round"], name="one_breach_per_promise")]
        indexes = [models.Index(fields=["-at", "-id"], name="breach_newest")]

    def __str__(self) -> str:
        return f"{self.complaint} {self.get_kind_display()}"
