"""Approvals: one mechanism for all departments (at most two levels, short chains)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentencesField, SentenceTextField


class Approval(models.Model):
    """Somebody asks for a thing to be allowed; somebody else with the right decides. See ``core.approvals``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {State.WAITING: "info", State.GRANTED: "ok", State.DECLINED: "danger", State.WITHDRAWN: "neutral"}

    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=200)
    store_id = models.BigIntegerField(null=True)  # the row scope of the subject, if it belongs to one store
    facts = SentencesField(default=dict)
    amount_fen = models.BigIntegerField(null=True)
    percent = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    reason = SentenceTextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = SentenceTextField(blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        permissions = [("decide_approval", "Can open the approvals inbox")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"], condition=models.Q(state="waiting"), name="one_waiting_approval"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")) | models.Q(state="withdrawn"),
                name="nobody_approves_their_own",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(state="waiting"), name="approval_waiting")]

    def __str__(self) -> str:
        return self.number
