"""Which products are bought together, counted anew each night from orders."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RelatedProduct(models.Model):
    """``times``: in how many orders of the counted days ``other`` was bought along with ``product``."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="related", verbose_name=_("product"))
    other = models.ForeignKey("catalog.Product", models.CASCADE, related_name="+", verbose_name=_("bought along"))
    times = models.PositiveIntegerField(_("orders"))

    class Meta:
        verbose_name = _("related product")
        verbose_name_plural = _("related products")
        ordering = ["product_id", "-times", "other_id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["product", "other"], name="related_once"),
            models.CheckConstraint(condition=~models.Q(product=models.F("other")), name="related_to_another"),
        ]

    def __str__(self):
        return f"{self.product_id} → {self.other_id} × {self.times}"
