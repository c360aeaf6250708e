"""How fast goods leave, and how long what is there lasts: what levels, alerts and proposals are computed from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

A_YEAR = 36500 / 90  # what left in 90 days, as per cent in a year


class DailyOutflow(models.Model):
    """Units of a SKU that left a warehouse on a business day: the ledger rolled up, so that a pace never reads all of history."""

    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="+", verbose_name=_("SKU"))
    warehouse = models.ForeignKey("inventory.Warehouse", models.CASCADE, related_name="+", verbose_name=_("warehouse"))
    day = models.DateField(_("day"))
    units = models.PositiveIntegerField(_("units"))

    class Meta:
        verbose_name = _("outflow of a day")
        verbose_name_plural = _("outflow by day")
        constraints = [models.UniqueConstraint(fields=["day", "sku", "warehouse"], name="outflow_once_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.sku_id}@{self.warehouse_id}: {self.units}"


class StockCoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Warehouses serve all stores; the permission alone decides."""
        return self

    def overall(self):
        return self.filter(warehouse=None)

    def wanting(self):
        """What the wanted time needs more than is there and on the way."""
        return self.filter(needed__gt=0)


class StockCover(models.Model):
    """One SKU in one warehouse, or in all (``warehouse`` empty), as the last sweep found it. ``services.cover`` alone writes it."""

    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="covers", verbose_name=_("SKU"))
    warehouse = models.ForeignKey(
        "inventory.Warehouse", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("warehouse")
    )
    sold_7 = models.PositiveIntegerField(_("left in 7 days"), default=0)
    sold_30 = models.PositiveIntegerField(_("left in 30 days"), default=0)
    sold_90 = models.PositiveIntegerField(_("left in 90 days"), default=0)
    pace = models.PositiveIntegerField(_("thousandths of a unit a day"), default=0)
    free = models.PositiveIntegerField(_("can be sold"), default=0)
    coming = models.PositiveIntegerField(_("coming"), default=0)
    level = models.PositiveIntegerField(_("alert level"), default=0)
    needed = models.PositiveIntegerField(_("units missing"), default=0)
    proposed = models.PositiveIntegerField(_("proposed units"), default=0)
    days_left = models.PositiveIntegerField(_("days of stock"), null=True, blank=True)
    below_since = models.DateTimeField(_("below its level since"), null=True, blank=True)

    objects = StockCoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock cover")
        verbose_name_plural = _("stock covers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sku", "warehouse"], name="cover_once_per_scope", nulls_distinct=False)]
        indexes = [
            models.Index(fields=["days_left", "id"], name="cover_wanting", condition=Q(needed__gt=0)),
            models.Index(fields=["below_since"], name="cover_below", condition=Q(below_since__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id}@{self.warehouse_id or '*'}"

    @property
    def per_day(self) -> float:
        return self.pace / 1000
