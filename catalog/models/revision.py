"""ProductRevision: everything a product says, as one immutable copy once live."""
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class ProductRevision(models.Model):
    """Label facts, statements and pictures. Edited as draft only; live by approval (state C10, duty P14)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        SCHEDULED = "scheduled", _("Approved for later")
        LIVE = "live", _("Live")
        SUPERSEDED = "superseded", _("Superseded")

    TONES = {State.DRAFT: "neutral", State.IN_REVIEW: "warn", State.SCHEDULED: "info", State.LIVE: "ok", State.SUPERSEDED: "neutral"}
    PENDING = (State.DRAFT, State.IN_REVIEW, State.SCHEDULED)

    class Basis(models.TextChoices):
        CERTIFICATE = "certificate", _("Certificate seen, in force")
        RENEWAL = "renewal", _("Renewal application accepted")
        REGISTRY = "registry", _("Entry in the public registry")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="revisions", verbose_name=_("product"))
    number = models.PositiveIntegerField(_("revision"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)

    title = models.CharField(_("display name"), max_length=120)
    subtitle = models.CharField(_("second line"), max_length=120, blank=True)
    certificate_name = models.CharField(_("name on the certificate"), max_length=120)
    approval_number = models.CharField(_("approval number"), max_length=40, blank=True)
    certificate_basis = models.CharField(_("proof of the number"), max_length=12, choices=Basis, blank=True)
    certificate_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    registry_url = models.URLField(_("registry entry"), max_length=300, blank=True)
    function_claim = models.CharField(_("health function"), max_length=200, blank=True)
    function_ids = models.JSONField(_("functions of the official list"), default=list, blank=True)
    is_claim_verified = models.BooleanField(_("function compared with the certificate"), default=False)
    dosage_form = models.CharField(_("form"), max_length=20, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    marker_content = models.TextField(_("marker components and content"), blank=True)
    suitable_population = models.CharField(_("suitable for"), max_length=300, blank=True)
    unsuitable_population = models.CharField(_("not suitable for"), max_length=300, blank=True)
    dosage = models.CharField(_("how to take and how much"), max_length=300, blank=True)
    shelf_life = models.CharField(_("shelf life"), max_length=60, blank=True)
    storage = models.CharField(_("storage"), max_length=200, blank=True)
    cautions = models.TextField(_("cautions"), blank=True)
    maker_name = models.CharField(_("producer"), max_length=120, blank=True)
    maker_address = models.CharField(_("address of the producer"), max_length=200, blank=True)
    maker_licence = models.CharField(_("production licence"), max_length=40, blank=True)
    standard_code = models.CharField(_("product standard"), max_length=60, blank=True)
    origin = models.CharField(_("place of production"), max_length=60, blank=True)
    description = models.TextField(_("details"), blank=True)
    pictures = models.JSONField(_("pictures"), default=list, blank=True)
    book = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file of the e-book"))
    attributes = models.JSONField(_("further facts"), default=dict, blank=True, help_text="What the class of goods declares, by name.")

    verdict = models.CharField(_("scan verdict"), max_length=8, blank=True, editable=False)
    hits = models.JSONField(_("scan hits"), default=list, blank=True, editable=False)
    rules_version = models.CharField(_("rule set"), max_length=16, blank=True, editable=False)
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    completeness = models.PositiveSmallIntegerField(_("complete, per cent"), default=0, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    why = models.CharField(_("reason of the change"), max_length=500, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("approved by"))
    publish_at = models.DateTimeField(_("goes live at"), null=True, editable=False)
    live_at = models.DateTimeField(_("live since"), null=True, editable=False)
    data_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("data confirmed by"))
    data_at = models.DateTimeField(_("data confirmed at"), null=True, editable=False)
    copy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("copy confirmed by"))
    copy_at = models.DateTimeField(_("copy confirmed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("product revision")
        verbose_name_plural = _("product revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["product"], condition=models.Q(state="live"), name="one_live_revision"),
            models.UniqueConstraint(
                fields=["product"], condition=models.Q(state__in=["draft", "in_review", "scheduled"]), name="one_pending_revision"),
            models.CheckConstraint(
                condition=models.Q(data_by=None) | models.Q(copy_by=None) | ~models.Q(data_by=models.F("copy_by")),
                name="revision_confirmed_by_two_people"),
            models.CheckConstraint(
                condition=~models.Q(state="scheduled") | models.Q(publish_at__isnull=False), name="scheduled_has_a_moment"),
        ]
        indexes = [
            models.Index(fields=["publish_at"], condition=models.Q(state="scheduled"), name="revision_due"),
            models.Index(fields=["approval_number"], condition=~models.Q(approval_number=""), name="revision_approval"),
            GinIndex(
                fields=["pictures"], opclasses=["jsonb_path_ops"], name="revision_pictures",
                condition=models.Q(state__in=["draft", "in_review", "scheduled", "live"])),
        ]
        permissions = [
            ("confirm_data", _("Can confirm the data of a draft")),
            ("confirm_copy", _("Can confirm the copy of a draft")),
        ]

    def __str__(self):
        return f"{self.title} #{self.number}"

    @property
    def is_certificate_valid(self) -> bool:
        return self.certificate_until is None or self.certificate_until >= clock.today()

    @property
    def is_confirmed(self) -> bool:
        """Both ticks stand: the data by one person, the copy by another (duty D2)."""
        return self.data_by_id is not None and self.copy_by_id is not None

    @property
    def main_picture(self) -> str:
        return self.pictures[0] if self.pictures else ""
