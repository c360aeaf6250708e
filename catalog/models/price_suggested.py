"""The retail price that a supplier suggests in writing: the only other price that may be struck through (rule PR-05)."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField


class SuggestedPrice(models.Model):
    """Never changed but for its end; the document stands for it."""
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="suggested_prices", verbose_name=_("SKU"))
    amount_fen = FenField(_("suggested retail price"))
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("document of the supplier"))
    said_on = models.DateField(_("date of the document"))
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by"))

    class Meta:
        verbose_name = _("suggested retail price")
        verbose_name_plural = _("suggested retail prices")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="suggested_price_positive"),
            models.UniqueConstraint(fields=["sku"], condition=Q(valid_until=None), name="one_suggested_price_in_force"),
        ]

    def __str__(self):
        return f"{self.sku_id}: {self.amount_fen}"
