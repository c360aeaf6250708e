"""Rereading: how far the reading of everything live has come with a new rule set."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rereading(models.Model):
    """One row per rule set and kind of place. ``last_id`` is where it goes on after an interruption."""

    rules_version = models.CharField(_("rule set"), max_length=16)
    source = models.CharField(_("kind of place"), max_length=40)
    last_id = models.BigIntegerField(_("read up to"), default=0)
    seen = models.PositiveIntegerField(_("rows looked at"), default=0)
    read = models.PositiveIntegerField(_("read anew"), default=0)
    stopped = models.PositiveIntegerField(_("newly blocked"), default=0)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("reading of what is live")
        verbose_name_plural = _("readings of what is live")
        ordering = ["-started_at", "source"]
        constraints = [models.UniqueConstraint(fields=["rules_version", "source"], name="one_rereading_per_rules_and_source")]

    def __str__(self):
        return f"{self.source} {self.rules_version}"
