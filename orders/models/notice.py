"""The inbox of what payment providers sent us, kept as it came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class Notice(models.Model):
    """One verified notification. The provider repeats it under the same id until we say yes."""

    gateway = models.CharField(_("gateway"), max_length=20)
    notice_id = models.CharField(_("id"), max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    body = models.TextField(_("body"))
    our_ref = models.CharField(_("our reference"), max_length=40, blank=True, db_index=True)
    received_at = models.DateTimeField(_("received"), default=clock.now)
    times = models.PositiveIntegerField(_("times received"), default=1)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment notice")
        verbose_name_plural = _("payment notices")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["gateway", "notice_id"], name="notice_once")]

    def __str__(self):
        return f"{self.gateway} {self.notice_id}"
