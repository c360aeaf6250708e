"""What was offered to a customer who complained, and what came of it: answer, satisfaction, measure."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customerservice.models.complaint import Complaint
from customerservice.models.complaint_words import Satisfaction, SolutionKind
from microstore.core import clock
from microstore.core.money import FenField
from microstore.stores.scope import StoreScoped


class OfComplaint(StoreScoped, models.QuerySet):
    store_path = "complaint__store"


class Solution(models.Model):
    """One offer. It reaches the customer only once it is ``offered``; above the limit of its author it waits for approval."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        DECLINED = "declined", _("Not approved")

    TONES = {
        State.WAITING: "warn", State.OFFERED: "brand", State.ACCEPTED: "ok", State.REFUSED: "danger", State.DECLINED: "neutral",
    }  # fmt: skip

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="solutions", verbose_name=_("complaint"))
    kind = models.CharField(_("kind"), max_length=12, choices=SolutionKind)
    text = models.TextField(_("what we offer"), max_length=1000)
    amount_fen = FenField(_("amount"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("offered by"))
    made_at = models.DateTimeField(_("made"), default=clock.now)
    offered_at = models.DateTimeField(_("offered"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = OfComplaint.as_manager()

    class Meta:
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")
        ordering = ["complaint_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=Q(state__in=("waiting", "offered")), name="one_open_solution"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="solution_amount_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.get_kind_display()}"


class Survey(models.Model):
    """Whether the customer is satisfied, asked once per resolution by a signed link. One answer, from the customer or by telephone."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="surveys", verbose_name=_("complaint"))
    sent_at = models.DateTimeField(_("asked"), default=clock.now)
    expires_at = models.DateTimeField(_("link good until"))
    call_at = models.DateTimeField(_("to be called from"))
    result = models.CharField(_("satisfaction"), max_length=14, choices=Satisfaction, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    text = models.CharField(_("in their words"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )

    objects = OfComplaint.as_manager()

    class Meta:
        verbose_name = _("satisfaction survey")
        verbose_name_plural = _("satisfaction surveys")
        ordering = ["complaint_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=Q(answered_at=None), name="one_open_survey"),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(result=""), name="answered_survey_has_result"),
        ]
        indexes = [models.Index(fields=["call_at"], condition=Q(answered_at=None), name="survey_to_call")]

    def __str__(self) -> str:
        return f"{self.complaint} {self.sent_at:%Y-%m-%d}"


class Measure(models.Model):
    """What is changed so that it does not happen again, by whom, until when; somebody confirms that it is done (duty C15)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="measures", verbose_name=_("complaint"))
    text = models.CharField(_("measure"), max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measures", verbose_name=_("owner"))
    due_on = models.DateField(_("due"))
    decided_at = models.DateTimeField(_("decided"), default=clock.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    done_note = models.CharField(_("what was done"), max_length=500, blank=True)

    objects = OfComplaint.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(done_at=None), name="measure_open")]

    def __str__(self) -> str:
        return self.text[:60]
