"""The movement ledger: every unit that came, moved or left, written once and never changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class MovementKind(models.TextChoices):
    RECEIVED = "received", _("Received")
    PUT_AWAY = "put_away", _("Put away")
    QUARANTINED = "quarantined", _("Moved to rejected goods")
    SHIPPED = "shipped", _("Shipped")
    RETURNED = "returned", _("Returned by the customer")
    DESTROYED = "destroyed", _("Destroyed")


class MovementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self


class Movement(models.Model):
    """Units (signed) that entered or left one bin. Nothing points at this table and every reader brings the time, so
    that it can be cut into months."""

    TONES = {
        MovementKind.RECEIVED: "info",
        MovementKind.PUT_AWAY: "neutral",
        MovementKind.QUARANTINED: "danger",
        MovementKind.SHIPPED: "ok",
        MovementKind.RETURNED: "warn",
        MovementKind.DESTROYED: "danger",
    }

    at = models.DateTimeField(_("time"), default=clock.now, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=MovementKind)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", verbose_name=_("SKU"))
    batch = models.ForeignKey("inventory.Batch", on_delete=models.PROTECT, related_name="+", verbose_name=_("batch"))
    bin = models.ForeignKey("inventory.Bin", on_delete=models.PROTECT, related_name="+", verbose_name=_("bin"))
    units = models.IntegerField(_("units"))
    reference = models.CharField(_("document"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(units=0), name="movement_moves_something")]
        indexes = [
            models.Index(fields=["-at", "-id"], name="movement_by_time"),
            models.Index(fields=["sku", "-at"], name="movement_by_sku"),
            models.Index(fields=["batch", "bin"], name="movement_by_place"),
            models.Index(fields=["reference"], name="movement_by_document"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.units:+d} {self.reference}"
