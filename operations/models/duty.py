"""A duty in one period: who owes it until when, what the facts say, who did it and who looked (state C18)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department, Post
from microstore.core.duties import Cadence, Duty
from microstore.core.models import StoredFile
from microstore.core.sentences import SentencesField
from microstore.core.states import Flow, Move, Moves


class DutyState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    DUE = "due", _("Due")
    DONE = "done", _("Done")
    VERIFIED = "verified", _("Verified")
    OVERDUE = "overdue", _("Overdue")
    ESCALATED = "escalated", _("Escalated")
    WAIVED = "waived", _("Waived")


S = DutyState
OPEN = (S.SCHEDULED, S.DUE, S.OVERDUE, S.ESCALATED)
LATE = (S.OVERDUE, S.ESCALATED)


class DutyRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything for whoever answers for all; a head of department sees theirs; everybody sees what they owe."""
        if user.has_perm("operations.view_every_duty"):
            return self
        staff = getattr(user, "staff", None)
        if staff is None or not staff.is_here:
            return self.none()
        own = Q(department=staff.department) if user.has_perm("operations.verify_duty") else Q(post=staff.post, person=None)
        return self.filter(own | Q(person=user))

    def owed_by(self, user):
        """What this person may do: their own, and what any of their post may do."""
        staff = getattr(user, "staff", None)
        if staff is None or not staff.is_here:
            return self.filter(person=user)
        return self.filter(Q(person=user) | Q(person=None, post=staff.post))

    def open(self):
        return self.filter(state__in=OPEN)

    def late(self):
        return self.filter(state__in=LATE)

    def with_misses(self):
        """What was not done in time, wholly or in part."""
        return self.filter(Q(was_late=True) | Q(missed__gt=0))

    def of_day(self, day):
        """Rows whose period holds the day."""
        return self.filter(first__lte=day, last__gte=day)


class DutyRow(Moves, models.Model):
    """``person`` is empty where any of the post may do it. ``evidence``: done, owed, missed, text, url, or error."""

    class How(models.TextChoices):
        AUTO = "auto", _("by the facts")
        MANUAL = "manual", _("by hand")

    flow = Flow(
        "state",
        fall_due=Move((S.SCHEDULED,), S.DUE, label=_("Fall due")),
        complete=Move(OPEN, S.DONE, label=_("Confirm as done")),
        verify=Move((S.DONE,), S.VERIFIED, label=_("Verify")),
        lapse=Move((S.DUE,), S.OVERDUE, label=_("Let lapse")),
        escalate=Move((S.OVERDUE,), S.ESCALATED, label=_("Escalate")),
        waive=Move(OPEN, S.WAIVED, label=_("Waive")),
    )
    TONES = {
        S.SCHEDULED: "neutral", S.DUE: "info", S.DONE: "ok", S.VERIFIED: "ok", S.OVERDUE: "danger", S.ESCALATED: "danger",
        S.WAIVED: "neutral",
    }  # fmt: skip

    duty = models.CharField(_("clause"), max_length=12)
    post = models.CharField(_("post"), max_length=40, choices=Post)
    department = models.CharField(_("department"), max_length=40, choices=Department)
    cadence = models.CharField(_("how often"), max_length=12, choices=Cadence)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    falls_due_at = models.DateTimeField(_("falls due"))
    due_at = models.DateTimeField(_("owed by"))
    overdue_at = models.DateTimeField(_("overdue from"))
    state = models.CharField(_("state"), max_length=12, choices=DutyState, default=S.SCHEDULED)
    evidence = SentencesField(_("evidence"), default=dict, blank=True)
    looked_at = models.DateTimeField(_("evidence of"), null=True, blank=True)
    missed = models.PositiveIntegerField(_("missed"), default=0)
    was_late = models.BooleanField(_("lapsed once"), default=False)
    how = models.CharField(_("confirmed"), max_length=8, choices=How, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verified by")
    )
    escalated_at = models.DateTimeField(_("escalated at"), null=True, blank=True)

    objects = DutyRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["-due_at", "-id"]
        permissions = [
            ("view_every_duty", _("See the duties of all departments")),
            ("verify_duty", _("Verify duties of the own department")),
            ("waive_duty", _("Waive duties with a reason")),
            ("open_morning", _("Open the director's morning")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["duty", "first", "person"], nulls_distinct=False, name="duty_once_per_period"),
            models.CheckConstraint(condition=Q(first__lte=models.F("last")), name="duty_period_in_order"),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(verified_by=None) | ~Q(verified_by=models.F("done_by")), name="nobody_verifies_their_own_duty"
            ),
            models.CheckConstraint(condition=~Q(state__in=("done", "verified")) | Q(done_at__isnull=False), name="done_duty_has_a_time"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=("scheduled", "due", "overdue", "escalated")), name="duty_open"),
            models.Index(fields=["department", "-due_at", "-id"], name="duty_department"),
            models.Index(fields=["last", "first"], name="duty_period"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("backoffice:duty", args=[self.pk])

    @property
    def declared(self) -> Duty | None:
        """None when no department declares the duty any more."""
        return Duty.registry.get(self.duty)

    @property
    def label(self) -> str:
        return str(self.declared.label) if self.declared else self.duty

    @property
    def period_words(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} – {self.last}"

    @property
    def facts(self) -> str:
        """The evidence in a few words: how many of how many, and what the query says of it."""
        known = self.evidence
        if "owed" not in known:
            return known.get("text") or self.note
        counted = f"{known['done']} / {known['owed']}" if known["owed"] else ""
        return " · ".join(part for part in (counted, known.get("text")) if part)

    @property
    def percent(self) -> int:
        """How much of what is owed is done, for the bar."""
        owed = self.evidence.get("owed", 0)
        return min(100, self.evidence["done"] * 100 // owed) if owed else 100 * (self.state in (S.DONE, S.VERIFIED))

    @property
    def light(self) -> str:
        """Of the traffic light: ``ok`` done, ``danger`` late or with misses, ``warn`` still open, ``neutral`` waived."""
        if self.state in LATE or self.missed:
            return "danger"
        return {S.DONE: "ok", S.VERIFIED: "ok", S.WAIVED: "neutral"}.get(self.state, "warn")
