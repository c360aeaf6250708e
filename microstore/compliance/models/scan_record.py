"""ScanRecord: a text as it stood, and what the rules of that day said of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    PASS = "pass", _("Clean")
    REVIEW = "review", _("Needs evidence")
    WARN = "warn", _("Needs a reason")
    BLOCK = "block", _("Blocked")


class ScanRecord(models.Model):
    """Written when a text is published and when the rules changed; never changed. ``fingerprint`` covers text, kind and subject,
    so the nightly reading passes over what it has read before."""

    TONES = {Level.PASS: "ok", Level.REVIEW: "warn", Level.WARN: "warn", Level.BLOCK: "danger"}

    source = models.CharField(_("kind of place"), max_length=40)
    subject_id = models.BigIntegerField(_("row"))
    kind = models.CharField(_("kind of text"), max_length=12)
    texts = models.JSONField(_("texts"), default=dict)
    text_hash = models.CharField(_("hash of the texts"), max_length=64)
    fingerprint = models.CharField(max_length=64, editable=False)
    rules_version = models.CharField(_("rule set"), max_length=16)
    level = models.CharField(_("verdict"), max_length=8, choices=Level)
    hits = models.JSONField(_("hits"), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("read for"))
    at = models.DateTimeField(_("scanned at"))

    class Meta:
        verbose_name = _("text scan")
        verbose_name_plural = _("text scans")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "subject_id", "fingerprint", "rules_version"], name="scan_once_per_text_and_rules"),
        ]
        permissions = [("scan_text", _("Can have texts scanned while writing"))]

    def __str__(self):
        return f"{self.source} {self.subject_id} {self.rules_version}"
