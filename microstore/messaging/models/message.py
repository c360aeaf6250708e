"""One delivery of one message to one person over one channel: the inbox, the outgoing queue and the log at once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField

from ..masking import mask
from .template import Category


class Channel(models.TextChoices):
    INBOX = "inbox", _("Inbox")
    SMS = "sms", _("SMS")
    MAIL = "mail", _("Mail")


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Sending failed")
    SUPPRESSED = "suppressed", _("Not sent")


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The log holds customers of every store: only who works for all stores reads it."""
        staff = getattr(user, "staff", None)
        if user.is_superuser or (staff is not None and staff.sees_all_stores):
            return self
        return self.none()

    def inbox_of(self, user):
        return self.filter(user=user, channel=Channel.INBOX, state=MessageState.SENT)

    def unread(self):
        return self.filter(read_at=None)

    def due(self):
        return self.filter(state=MessageState.QUEUED, due_at__lte=clock.now())


class Message(models.Model):
    """``due_at`` is when the next try may start; a worker that takes the row moves it on, so that two never send at once."""

    TONES = {
        MessageState.QUEUED: "info",
        MessageState.SENT: "ok",
        MessageState.FAILED: "danger",
        MessageState.SUPPRESSED: "neutral",
    }

    key = models.CharField(_("key"), max_length=160, unique=True)
    template_code = models.CharField(_("template"), max_length=60)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="messages", verbose_name=_("person")
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    params = models.JSONField(_("values"), default=dict, blank=True)
    sealed = models.TextField(_("sealed value"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=MessageState.choices, default=MessageState.QUEUED)
    reason = SentenceField(_("reason"), max_length=200, blank=True)
    provider_ref = models.CharField(_("provider number"), max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), default=clock.now)
    due_at = models.DateTimeField(_("due"), default=clock.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="queued"), name="message_due"),
            models.Index(fields=["user", "-created_at"], condition=models.Q(channel="inbox"), name="message_inbox"),
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
        ]
        permissions = [("resend_message", _("Can send a failed message again"))]

    def __str__(self):
        from ..declarations import label_of

        return f"{label_of(self.template_code)} · {self.get_channel_display()}"

    @property
    def masked_address(self):
        return mask(self.address)

    @property
    def is_unread(self):
        return self.read_at is None
