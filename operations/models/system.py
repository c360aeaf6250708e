"""The daily look at the system (duty O8): rounds of checks, signed by the maintainer."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField


class CheckRound(models.Model):
    """All checks of one moment. A person signs the round of the day after having looked at it."""

    at = models.DateTimeField(_("checked at"), default=clock.now)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("system check")
        verbose_name_plural = _("system checks")
        ordering = ["-at", "-id"]
        permissions = [("sign_checkround", _("Run and sign the daily system check"))]
        indexes = [models.Index(fields=["-at"], name="check_round_newest")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"


class SystemCheck(models.Model):
    """One thing looked at: what it said, how long it took."""

    class Verdict(models.TextChoices):
        GOOD = "good", _("Good")
        DOUBTFUL = "doubtful", _("Look at it")
        BAD = "bad", _("Broken")

    TONES = {Verdict.GOOD: "ok", Verdict.DOUBTFUL: "warn", Verdict.BAD: "danger"}

    round = models.ForeignKey(CheckRound, models.CASCADE, related_name="checks", verbose_name=_("round"))
    code = models.CharField(_("check"), max_length=40)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    text = SentenceField(_("what was seen"), max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="check_once_per_round")]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_verdict_display()}"
