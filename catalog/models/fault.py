"""What speaks against goods on the shelf: complaints about them, and batches that were stopped. Told by the departments that saw it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from microstore.core import clock


class ProductFault(models.Model):
    """One fact, once per ``reference`` (the document it stands in)."""

    class Kind(models.TextChoices):
        ADVERSE = "adverse", _("Somebody was unwell after taking it")
        COMPLAINT = "complaint", _("Complaint about its quality")
        BATCH = "batch", _("Batch stopped for quality")

    TONES = {Kind.ADVERSE: "danger", Kind.COMPLAINT: "warn", Kind.BATCH: "warn"}

    product = models.ForeignKey(Product, models.CASCADE, related_name="faults", verbose_name=_("product"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reference = models.CharField(_("document"), max_length=60, unique=True)
    source = models.CharField(_("told by"), max_length=40, blank=True, help_text="Whose word it is, so that one person counts once.")
    at = models.DateTimeField(_("told"), default=clock.now)

    class Meta:
        verbose_name = _("fault of goods")
        verbose_name_plural = _("faults of goods")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["product", "-at"], name="fault_of_product")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}"
