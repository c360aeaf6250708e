"""Backups that were made, and trials of restoring them (duties T4 to T6, state C22)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentencesField

FIGURES = ("rows ", "sums ", "seal:")


class Backup(models.Model):
    """One copy of database and uploads. ``manifest`` says what it holds: sizes, digests, rows of each table, sums of money and stock."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        GONE = "gone", _("Removed after its time")

    TONES = {State.RUNNING: "brand", State.DONE: "ok", State.FAILED: "danger", State.GONE: "neutral"}

    name = models.CharField(_("name"), max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    begun_at = models.DateTimeField(_("begun"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    size = models.BigIntegerField(_("bytes"), default=0)
    is_encrypted = models.BooleanField(_("encrypted"), default=False)
    manifest = models.JSONField(_("contents"), default=dict)
    copied_at = models.DateTimeField(_("copied off site"), null=True)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by"))

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-begun_at", "-pk"]
        permissions = [("make_backup", _("Make a backup and try to restore it"))]

    def __str__(self):
        return self.name

    @property
    def seconds(self) -> float | None:
        return (self.ended_at - self.begun_at).total_seconds() if self.ended_at else None


class RestoreDrill(models.Model):
    """A backup restored into a scratch database and compared with what it was made of."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        VERIFIED = "verified", _("Verified")
        FAILED = "failed", _("Failed")

    TONES = {State.RUNNING: "brand", State.VERIFIED: "ok", State.FAILED: "danger"}

    backup = models.ForeignKey(Backup, models.PROTECT, null=True, related_name="drills", verbose_name=_("backup"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    begun_at = models.DateTimeField(_("begun"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    restore_seconds = models.FloatField(_("seconds to restore"), null=True)
    age_seconds = models.BigIntegerField(_("age of the backup in seconds"), null=True)
    findings = SentencesField(_("findings"), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by"))

    class Meta:
        verbose_name = _("trial of a restore")
        verbose_name_plural = _("trials of restores")
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return f"{self.backup or '—'} · {self.begun_at:%Y-%m-%d %H:%M}"

    @property
    def why(self) -> str:
        """Why the trial failed, in a sentence; ``findings`` hold the programs' own words."""
        if not self.findings:
            return ""
        if self.backup is None:
            return gettext("There is no backup.")
        if self.restore_seconds is None:
            return gettext("The backup could not be restored.")
        if all(line.startswith(FIGURES) for line in self.findings):
            return gettext("The restored copy differs from what the backup was made of.")
        return gettext("The books of the restored copy are not in order, or could not be checked.")
