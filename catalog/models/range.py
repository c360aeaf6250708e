"""Which part of the catalogue an authorised store may sell."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.scope import StoreScoped


class StoreRangeQuerySet(StoreScoped, models.QuerySet):
    pass


class StoreRange(models.Model):
    """One category, with all below it, that the authorisation of a store covers. A store without any row sells the whole catalogue."""
    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="range", verbose_name=_("store"))
    category = models.ForeignKey("catalog.Category", models.CASCADE, related_name="+", verbose_name=_("category"))
    since = models.DateTimeField(_("since"), default=clock.now, editable=False)

    objects = StoreRangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("product range of a store")
        verbose_name_plural = _("product ranges of stores")
        constraints = [models.UniqueConstraint(fields=["store", "category"], name="storerange_once")]

    def __str__(self):
        return f"{self.store} · {self.category}"
