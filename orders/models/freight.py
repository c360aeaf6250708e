"""What sending a parcel costs the customer, by province."""

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.compliance.services import naming
from microstore.core.money import FenField


class FreightRule(models.Model):
    """The first rule by position whose provinces hold the receiver's decides; without provinces it fits everywhere.

    Rules of a store come before rules of all stores. Without any row the defaults of ``orders.freight`` apply.
    """

    CACHED = "orders.freight"

    store = models.ForeignKey("stores.Store", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("store"))
    name = models.CharField(_("name"), max_length=60)
    provinces = models.JSONField(
        _("province codes"), default=list, blank=True, help_text=_("First two digits of the region code; empty: everywhere")
    )
    fee_fen = FenField(_("freight"))
    free_from_fen = FenField(_("free from"), null=True, blank=True)
    delivers = models.BooleanField(_("we deliver there"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("freight rule")
        verbose_name_plural = _("freight rules")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(fee_fen__gte=0), name="freight_not_negative")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.forget_kept()

    def delete(self, *args, **kwargs):
        gone = super().delete(*args, **kwargs)
        self.forget_kept()
        return gone

    def clean(self):
        """Customers read it below their cart."""
        naming.check(name=self.name)

    def forget_kept(self) -> None:
        """A changed rule shows on the next page."""
        stores = [self.store_id] if self.store_id else type(self).store.field.related_model.objects.values_list("pk", flat=True)
        cache.delete_many([f"{self.CACHED}:{pk}" for pk in stores])
