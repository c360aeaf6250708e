"""What surrounds a conversation: waits, notes, and who is at the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customerservice.models.conversation import ChatMessage, Conversation
from microstore.core import clock
from microstore.core.sentences import SentenceField
from microstore.stores.scope import StoreScoped


class Wait(models.Model):
    """One wait of a customer, from the first unanswered message to the answer: the response standard, kept for good (duty C2)."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        RUNNING_LATE = "running_late", _("Running, too late")
        HIT = "hit", _("Within the standard")
        MISSED = "missed", _("Missed")

    TONES = {State.RUNNING: "info", State.RUNNING_LATE: "danger", State.HIT: "ok", State.MISSED: "danger"}

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="waits", verbose_name=_("conversation"))
    message = models.OneToOneField(ChatMessage, models.PROTECT, related_name="wait", verbose_name=_("first unanswered message"))
    since = models.DateTimeField(_("waits since"))
    due_at = models.DateTimeField(_("to be answered by"))
    limit_seconds = models.PositiveIntegerField(_("seconds allowed"))
    ended_at = models.DateTimeField(_("answered"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    seconds = models.PositiveIntegerField(_("seconds of service time"), null=True, blank=True)
    state = models.CharField(_("result"), max_length=12, choices=State, default=State.RUNNING)
    escalated_at = models.DateTimeField(_("handed up"), null=True, blank=True)

    class ScopedQuerySet(StoreScoped, models.QuerySet):
        store_path = "conversation__store"

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wait for an answer")
        verbose_name_plural = _("waits for an answer")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(ended_at__isnull=True), name="one_running_wait_each"),
        ]
        indexes = [
            models.Index(fields=["-since", "-id"], name="waits_newest_first"),
            models.Index(fields=["due_at"], condition=Q(ended_at__isnull=True, escalated_at__isnull=True), name="waits_to_hand_up"),
            models.Index(fields=["ended_by", "ended_at"], name="waits_of_agent"),
        ]

    def __str__(self):
        return f"{self.conversation} {self.since:%Y-%m-%d %H:%M}"


class Remark(models.Model):
    """A note of a colleague in the thread; customers never see it."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="remarks", verbose_name=_("conversation"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by"))
    text = SentenceField(_("text"), max_length=1000)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["id"]

    def __str__(self):
        return self.text[:30]


class Presence(models.Model):
    """Whether an agent takes conversations now."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presence", verbose_name=_("agent"))
    is_online = models.BooleanField(_("online"), default=False)
    since = models.DateTimeField(_("since"), default=clock.now)
    seen_at = models.DateTimeField(_("last seen"), default=clock.now)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")

    def __str__(self):
        return str(self.user)
