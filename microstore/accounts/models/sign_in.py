"""Where somebody is signed in: one row for each session, so that they can see and end it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField


class SignIn(models.Model):
    """A session of a person on a device. ``place`` is the address without its last part. The row stays when the session has ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins", verbose_name=_("user"))
    session_key = models.CharField(_("session"), max_length=40, unique=True)
    device = SentenceField(_("device"), max_length=60)
    place = models.CharField(_("network"), max_length=45, blank=True)
    at = models.DateTimeField(_("signed in"), default=clock.now)
    seen_at = models.DateTimeField(_("last seen"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        indexes = [models.Index(fields=["user", "-seen_at"], condition=models.Q(ended_at=None), name="sign_in_open")]

    def __str__(self):
        return f"{self.device} · {self.place}"
