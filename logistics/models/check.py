"""The check before dispatch (duty W4): each point ticked by a person, with name and time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class PredispatchPoint(models.TextChoices):
    QUALITY = "quality", _("Goods are whole and sealed; batch and expiry agree with the list")
    PACKING = "packing", _("Packing is right for the goods and clean")
    LEAFLET = "leaflet", _("The product leaflet is enclosed")
    WARRANTY_CARD = "warranty_card", _("The warranty card is enclosed")


class PredispatchCheck(models.Model):
    """One ticked point. It becomes void when the shipment is planned anew, and is ticked again for the new goods."""

    shipment = models.ForeignKey("logistics.Shipment", on_delete=models.CASCADE, related_name="checks", verbose_name=_("shipment"))
    point = models.CharField(_("point"), max_length=16, choices=PredispatchPoint)
    at = models.DateTimeField(_("ticked at"), default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("ticked by"))
    is_void = models.BooleanField(_("void"), default=False)

    class Meta:
        verbose_name = _("check before dispatch")
        verbose_name_plural = _("checks before dispatch")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "point"], condition=Q(is_void=False), name="predispatch_point_ticked_once")
        ]

    def __str__(self) -> str:
        return self.get_point_display()
