"""Exemption: why a doubtful wording may stand in one place, for how long, and on whose word."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExemptionQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(ended_at=None, until__gte=day)


class Exemption(models.Model):
    """``text`` excuses what stands inside it, word for word, in this one place. What the law forbids outright is never excused."""

    source = models.CharField(_("kind of place"), max_length=40)
    subject_id = models.BigIntegerField(_("row"))
    text = models.CharField(_("exact text"), max_length=300)
    reason = models.CharField(_("reason"), max_length=500)
    until = models.DateField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("granted by"))
    at = models.DateTimeField(_("granted"))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject_id", "text"], condition=models.Q(ended_at=None), name="one_open_exemption_per_text"),
        ]

    def __str__(self):
        return self.text
