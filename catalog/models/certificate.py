"""Certificate: what the registration, filing or leaflet of a product states, as somebody read it on a day (rule HF-05)."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class Certificate(models.Model):
    """A snapshot. Never edited: a new reading takes the place of the one before, which stays. Facts are named as on the revision."""

    class Source(models.TextChoices):
        REGISTRY = "registry", _("Entry in the public registry")
        PAPER = "paper", _("Certificate on paper")
        LEAFLET = "leaflet", _("Approved leaflet")

    FACTS = (
        "approval_number", "certificate_name", "function_claim", "suitable_population", "unsuitable_population", "dosage", "ingredients",
        "marker_content", "dosage_form", "maker_name", "standard_code", "certificate_until")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="certificates", verbose_name=_("product"))
    is_current = models.BooleanField(_("current"), default=True, editable=False)
    source = models.CharField(_("read from"), max_length=10, choices=Source, default=Source.REGISTRY)
    registry_url = models.URLField(_("registry entry"), max_length=300, blank=True)
    scan = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scanned paper"))

    approval_number = models.CharField(_("approval number"), max_length=40, blank=True)
    certificate_name = models.CharField(_("name on the certificate"), max_length=120)
    function_claim = models.CharField(_("health function"), max_length=200, blank=True)
    suitable_population = models.CharField(_("suitable for"), max_length=300, blank=True)
    unsuitable_population = models.CharField(_("not suitable for"), max_length=300, blank=True)
    dosage = models.CharField(_("how to take and how much"), max_length=300, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    marker_content = models.TextField(_("marker components and content"), blank=True)
    dosage_form = models.CharField(_("form"), max_length=20, blank=True)
    maker_name = models.CharField(_("producer"), max_length=120, blank=True)
    standard_code = models.CharField(_("product standard"), max_length=60, blank=True)
    certificate_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    attributes = models.JSONField(_("further facts"), default=dict, blank=True)

    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("read by"))
    verified_at = models.DateTimeField(_("certificate read at"), default=clock.now)

    class Meta:
        verbose_name = _("certificate snapshot")
        verbose_name_plural = _("certificate snapshots")
        ordering = ["-verified_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["product"], condition=models.Q(is_current=True), name="one_current_certificate")]
        permissions = [("record_certificate", _("Can record what a certificate states"))]

    def __str__(self):
        return f"{self.certificate_name} {self.approval_number}"
