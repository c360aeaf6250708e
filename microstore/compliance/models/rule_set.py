"""Which versions of the rule set have judged texts here."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleSet(models.Model):
    """One version of the reference data: its hash, its size, and since when it is in use."""
    version = models.CharField(_("version"), max_length=16, unique=True)
    counts = models.JSONField(_("rows per table"), default=dict)
    seen_at = models.DateTimeField(_("in use since"))

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = ["-seen_at"]

    def __str__(self):
        return self.version
