"""Stock: how much of a batch stands in a bin, and how much of it is promised."""

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from inventory.models.reach import in_reach
from microstore.core import clock


class StockQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def sellable(self, on=None):
        """Rows whose goods may be promised on the day ``on`` (today)."""
        return self.filter(sell_until__gte=on or clock.today())

    def with_free(self):
        return self.sellable().filter(on_hand__gt=F("reserved"))

    def in_reach(self, store_id):
        """Rows of the warehouses that the store ships from."""
        return self.filter(in_reach(store_id))

    def free_units(self) -> dict[int, int]:
        """SKU id → units that could be promised now; SKUs without any are left out."""
        rows = self.with_free().order_by().values_list("sku_id").annotate(free=Sum(F("on_hand") - F("reserved")))
        return dict(rows)


class Stock(models.Model):
    """Units of one batch in one bin.

    ``sku``, ``expires_on`` and ``sell_until`` repeat facts of the batch and the zone, so that one locked read of this
    table decides a reservation. ``sell_until`` is the last day these goods may be promised; empty while the batch is
    not released, on hold, undated, or stands outside a qualified zone. ``inventory.services.facts`` alone writes them."""

    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="stock", verbose_name=_("SKU"))
    batch = models.ForeignKey("inventory.Batch", on_delete=models.PROTECT, related_name="stock", verbose_name=_("batch"))
    bin = models.ForeignKey("inventory.Bin", on_delete=models.PROTECT, related_name="stock", verbose_name=_("bin"))
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="stock", verbose_name=_("warehouse"))
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    reserved = models.PositiveIntegerField(_("reserved"), default=0)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    sell_until = models.DateField(_("sold until"), null=True, blank=True)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "bin"], name="stock_once_per_batch_and_bin"),
            models.CheckConstraint(condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")), name="stock_reserved_within_on_hand"),
        ]
        indexes = [
            models.Index(fields=["sku", "expires_on"], name="stock_free_by_sku", condition=Q(on_hand__gt=F("reserved"))),
            models.Index(fields=["sku"], name="stock_present_by_sku", condition=Q(on_hand__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}@{self.bin_id}"

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved
