"""Which warehouses a store ships from (duty G1)."""

from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from microstore.stores.scope import StoreScoped


class StoreWarehouseQuerySet(StoreScoped, models.QuerySet):
    pass


class StoreWarehouse(models.Model):
    """A store with rows here sells and ships out of these warehouses alone; a store without any, out of all."""

    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="warehouses", verbose_name=_("store"))
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="stores", verbose_name=_("warehouse"))

    objects = StoreWarehouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("warehouse of a store")
        verbose_name_plural = _("warehouses of stores")
        ordering = ["store", "warehouse"]
        default_permissions = ("view", "change")
        constraints = [models.UniqueConstraint(fields=["store", "warehouse"], name="warehouse_once_per_store")]

    def __str__(self) -> str:
        return f"{self.store_id} ← {self.warehouse_id}"


def in_reach(store_id) -> Q:
    """Of rows with a warehouse: those that this store may promise; all where it chose none, and without a store."""
    if store_id is None:
        return Q()
    chosen = StoreWarehouse.objects.filter(store=store_id)
    return Q(~Exists(chosen)) | Q(warehouse__in=chosen.order_by().values("warehouse"))

