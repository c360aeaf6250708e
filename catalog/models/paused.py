"""A block of a published page that names another price than the one that counts: hidden until both agree again (rule PR-08)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class PausedBlock(models.Model):
    page = models.ForeignKey("stores.Page", models.CASCADE, related_name="+", verbose_name=_("store page"))
    block_id = models.CharField(_("block"), max_length=20)
    words = models.CharField(_("what was seen"), max_length=300)
    at = models.DateTimeField(_("hidden since"), default=clock.now)
    ended_at = models.DateTimeField(_("shown again"), null=True, blank=True)

    class Meta:
        verbose_name = _("hidden block")
        verbose_name_plural = _("hidden blocks")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "block_id"], condition=Q(ended_at=None), name="block_hidden_once")]

    def __str__(self):
        return f"{self.page_id} · {self.block_id}"
