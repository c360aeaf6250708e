"""Approved wording for agents (话术)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class Script(Moves, models.Model):
    """A text that agents may send. Only approved ones are offered; changing one means writing a new one."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        RETIRED = "retired", _("Retired")

    class Stage(models.TextChoices):
        GREETING = "greeting", _("Greeting")
        PRESALE = "presale", _("Before buying")
        PARCEL = "parcel", _("Parcel")
        AFTERSALE = "aftersale", _("After buying")
        CAUTION = "caution", _("Caution")
        FAREWELL = "farewell", _("Farewell")

    TONES = {State.DRAFT: "neutral", State.SUBMITTED: "warn", State.APPROVED: "ok", State.RETIRED: "neutral"}
    flow = Flow(
        "state",
        submit=Move((State.DRAFT,), State.SUBMITTED, label=_("Hand in")),
        approve=Move((State.SUBMITTED,), State.APPROVED, label=_("Approve")),
        send_back=Move((State.SUBMITTED,), State.DRAFT, label=_("Send back")),
        retire=Move((State.DRAFT, State.APPROVED), State.RETIRED, label=_("Retire")),
    )

    title = models.CharField(_("title"), max_length=40)
    shortcut = models.SlugField(_("shortcut"), max_length=20, help_text=_("Typed after “/” in the answer box."))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    text = models.CharField(_("text"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"), default=clock.now)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)

    class Meta:
        verbose_name = _("script")
        verbose_name_plural = _("scripts")
        ordering = ["stage", "shortcut", "id"]
        constraints = [
            models.UniqueConstraint(fields=["shortcut"], condition=models.Q(state="approved"), name="one_approved_script_per_shortcut"),
        ]
        permissions = [("approve_script", _("Approve scripts"))]

    def __str__(self):
        return self.title
