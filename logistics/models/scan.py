"""Scans at the shelf: every one is kept, and a wrong one stops the picker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class ScanResult(models.TextChoices):
    RIGHT = "right", _("Right")
    WRONG = "wrong", _("Wrong item")


class Scan(models.Model):
    """What the scanner read. A wrong scan blocks the shipment until the picker says that the goods are back in their place."""

    TONES = {ScanResult.RIGHT: "ok", ScanResult.WRONG: "danger"}

    shipment = models.ForeignKey("logistics.Shipment", on_delete=models.CASCADE, related_name="scans", verbose_name=_("shipment"))
    line = models.ForeignKey("logistics.ShipmentLine", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("line"))
    code = models.CharField(_("code"), max_length=60)
    result = models.CharField(_("result"), max_length=8, choices=ScanResult)
    at = models.DateTimeField(_("time"), default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    put_back_at = models.DateTimeField(_("put back at"), null=True, blank=True)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment"], condition=Q(result=ScanResult.WRONG, put_back_at=None), name="one_open_stop_per_shipment"
            )
        ]

    def __str__(self) -> str:
        return self.code
