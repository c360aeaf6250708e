"""Seals over the events: a chain of digests that shows whether a line of the audit was changed, added or taken out afterwards."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """Closes over the events after the last seal's ``up_to`` through its own; see ``core.sealing``.

    Written open, without digest, and closed a little later, when no transaction can add a lower number any more.
    """

    up_to = models.BigIntegerField(_("last event"), unique=True)
    asked_at = models.DateTimeField(_("begun"))
    count = models.PositiveIntegerField(_("events"), default=0)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["up_to"]
        constraints = [models.UniqueConstraint(fields=["digest"], condition=Q(digest=""), name="one_open_seal")]
        triggers = [
            pgtrigger.Protect(name="no_deletion", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="closed_for_good", operation=pgtrigger.Update, condition=pgtrigger.Q(old__digest__gt="")),
        ]

    def __str__(self) -> str:
        return f"≤ {self.up_to}"
