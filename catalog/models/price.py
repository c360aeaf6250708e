"""Price: what a SKU costs from when to when, in one store or in all."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField


class PriceQuerySet(models.QuerySet):
    def in_force(self, at):
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=at), valid_from__lte=at)


class Price(models.Model):
    """Never changed but for its end: the rows of a SKU are its price history (state C11, rule PR-12).
    A price of a store goes before the base price (``store`` empty)."""
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="prices", verbose_name=_("SKU"))
    store = models.ForeignKey("stores.Store", models.PROTECT, null=True, blank=True, related_name="prices", verbose_name=_("store"))
    amount_fen = FenField(_("price"))
    list_fen = FenField(_("list price"), null=True, blank=True)
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set at"))
    is_shown = models.BooleanField(_("on the cards"), default=False, editable=False)

    objects = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering = ["-valid_from", "-id"]
        indexes = [
            models.Index(fields=["sku", "store", "-valid_from"], name="price_history"),
            models.Index(fields=["valid_from"], condition=Q(is_shown=False), name="price_not_yet_shown"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="price_positive"),
            models.CheckConstraint(condition=Q(list_fen=None) | Q(list_fen__gte=F("amount_fen")), name="list_price_not_below_price"),
            models.CheckConstraint(condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="price_ends_after_start"),
            models.UniqueConstraint(
                fields=["sku", "store"], condition=Q(valid_until=None), nulls_distinct=False, name="one_open_price_per_store"),
        ]
        permissions = [("set_price", _("Can set prices"))]

    def __str__(self):
        return f"{self.sku_id}: {self.amount_fen}"
