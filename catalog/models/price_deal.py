"""What was really paid: the basis of every struck price (rules PR-03, PR-04, PR-12)."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField
from microstore.stores.scope import StoreScoped


class DealLowQuerySet(StoreScoped, models.QuerySet):
    pass


class DealLow(models.Model):
    """Of one SKU in one store on one day: the lowest price of a deal, and that of the last deal. A deal is what the customer
    paid for one piece after everything that was saved; what was given back is no deal. Told by ``pricing.deals``."""
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="+", verbose_name=_("SKU"))
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="+", verbose_name=_("store"))
    day = models.DateField(_("day"))
    low_fen = FenField(_("lowest deal"))
    last_fen = FenField(_("last deal"))
    last_at = models.DateTimeField(_("time of the last deal"))

    objects = DealLowQuerySet.as_manager()

    class Meta:
        verbose_name = _("lowest deal of a day")
        verbose_name_plural = _("lowest deals by day")
        ordering = ["-day"]
        indexes = [models.Index(fields=["day"], name="deals_of_a_day")]
        constraints = [
            models.UniqueConstraint(fields=["sku", "store", "day"], name="one_deal_row_per_day"),
            models.CheckConstraint(condition=Q(low_fen__gte=0, last_fen__gte=0), name="deals_not_negative"),
        ]

    def __str__(self):
        return f"{self.sku_id}@{self.store_id} {self.day}: {self.low_fen}"
