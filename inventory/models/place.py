"""Where goods stand: a warehouse has coloured zones, a zone has bins in walking order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WarehouseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Warehouses serve all stores; the permission alone decides who sees them."""
        return self

    def active(self):
        return self.filter(is_active=True)


class Warehouse(models.Model):
    """A building goods are shipped from; its address is the sender on every label."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    region = models.CharField(_("region"), max_length=60)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = WarehouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("warehouse")
        verbose_name_plural = _("warehouses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ZoneKind(models.TextChoices):
    """The coloured zones of good storage practice: yellow waits, green is qualified, red is rejected."""

    RECEIVING = "receiving", _("Waiting for inspection")
    AVAILABLE = "available", _("Qualified goods")
    QUARANTINE = "quarantine", _("Rejected goods")
    RETURNS = "returns", _("Customer returns")


class Zone(models.Model):
    """A marked part of a warehouse; only goods in a qualified zone can be promised to customers."""

    TONES = {
        ZoneKind.RECEIVING: "warn",
        ZoneKind.AVAILABLE: "ok",
        ZoneKind.QUARANTINE: "danger",
        ZoneKind.RETURNS: "warn",
    }

    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="zones", verbose_name=_("warehouse"))
    kind = models.CharField(_("kind"), max_length=12, choices=ZoneKind)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["warehouse", "pk"]
        constraints = [models.UniqueConstraint(fields=["warehouse", "name"], name="zone_name_once_per_warehouse")]

    def __str__(self) -> str:
        return f"{self.warehouse} · {self.name}"


class BinQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def of_kind(self, kind, warehouse=None):
        """Bins of zones of ``kind`` (in one warehouse), in walking order."""
        bins = self.filter(zone__kind=kind).order_by("zone__warehouse", "walk_order", "pk")
        return bins.filter(zone__warehouse=warehouse) if warehouse else bins


class Bin(models.Model):
    """One place on a shelf. ``walk_order`` is its turn on the picker's way through the warehouse."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="bins", verbose_name=_("zone"))
    code = models.CharField(_("bin"), max_length=20)
    walk_order = models.PositiveIntegerField(_("walking order"), default=0)

    objects = BinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bin")
        verbose_name_plural = _("bins")
        ordering = ["zone__warehouse", "walk_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["zone", "code"], name="bin_code_once_per_zone")]

    def __str__(self) -> str:
        return self.code
