"""What was printed of a shipment: the first copy and every reprint."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class PrintoutKind(models.TextChoices):
    LIST = "list", _("Picking list")
    LABEL = "label", _("Parcel label")


class Printout(models.Model):
    """One copy; ``copy`` 1 is the original, every later one is marked as a reprint."""

    shipment = models.ForeignKey("logistics.Shipment", on_delete=models.CASCADE, related_name="printouts", verbose_name=_("shipment"))
    kind = models.CharField(_("kind"), max_length=8, choices=PrintoutKind)
    copy = models.PositiveSmallIntegerField(_("copy"))
    at = models.DateTimeField(_("printed at"), default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("printed by"))

    class Meta:
        verbose_name = _("printout")
        verbose_name_plural = _("printouts")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["shipment", "kind", "copy"], name="printout_copy_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.copy}"

    @property
    def reprint(self) -> int:
        """How many copies there were before this one."""
        return self.copy - 1
