"""Import: a list of products or prices as a file, first tried, then written as a whole or not at all."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentencesField
from microstore.core.states import Flow, Move, Moves


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Products are company data, and so are lists of them."""
        return self


class CatalogImport(Moves, models.Model):
    """``columns`` maps our fields to the place of their column in ``headers``. What the trial found stands in its rows."""

    class Kind(models.TextChoices):
        PRODUCTS = "products", _("Products and pack sizes")
        PRICES = "prices", _("Prices")
        MARKET = "market", _("Prices of competitors")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to be looked at")
        CHECKING = "checking", _("Being tried")
        CHECKED = "checked", _("Tried, to be applied")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("Dropped")

    S = State
    TONES = {
        S.UPLOADED: "warn", S.CHECKING: "brand", S.CHECKED: "warn", S.APPLYING: "brand", S.APPLIED: "ok", S.FAILED: "danger",
        S.DROPPED: "neutral",
    }  # fmt: skip
    flow = Flow(
        "state",
        check=Move((S.UPLOADED, S.CHECKED, S.FAILED), S.CHECKING, label=_("Try")),
        end_check=Move((S.CHECKING,), S.CHECKED, label=_("Tried")),
        apply=Move((S.CHECKED,), S.APPLYING, label=_("Apply")),
        end_apply=Move((S.APPLYING,), S.APPLIED, label=_("Applied")),
        fail=Move((S.CHECKING, S.APPLYING), S.FAILED, label=_("Fail")),
        drop=Move((S.UPLOADED, S.CHECKED, S.FAILED), S.DROPPED, label=_("Drop")),
    )

    number = models.CharField(_("number"), max_length=24, unique=True)
    kind = models.CharField(_("what it holds"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    path = models.CharField(_("stored under"), max_length=300, editable=False)
    size_bytes = models.PositiveBigIntegerField(_("size"), default=0)
    encoding = models.CharField(_("encoding"), max_length=12)
    delimiter = models.CharField(_("separator"), max_length=1, blank=True)
    headers = models.JSONField(_("headers"), default=list)
    columns = models.JSONField(_("columns"), default=dict)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("unchanged"), default=0)
    faulty = models.PositiveIntegerField(_("rows with errors"), default=0)
    errors = models.ForeignKey(
        "core.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("rows with errors"))
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    at = models.DateTimeField(_("uploaded"), default=clock.now)
    checked_at = models.DateTimeField(_("tried"), null=True, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        permissions = [("import_product", _("Can import lists of products")), ("import_price", _("Can import lists of prices"))]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("backoffice:import", args=[self.number])


class ImportRow(models.Model):
    """A row of the file as the trial understood it. ``facts`` is what would be written, ``changes`` what it was: [field, old, new]."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Altered")
        SAME = "same", _("Unchanged")
        FAULT = "fault", _("Error")

    TONES = {Outcome.NEW: "info", Outcome.CHANGED: "warn", Outcome.SAME: "neutral", Outcome.FAULT: "danger"}

    batch = models.ForeignKey(CatalogImport, models.CASCADE, related_name="lines", db_index=False, verbose_name=_("import"))
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    product_id = models.BigIntegerField(null=True)
    sku_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    changes = SentencesField(_("changes"), default=list)
    faults = SentencesField(_("errors"), default=list)
    remarks = SentencesField(_("remarks"), default=list)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="import_row_outcome")]

    def __str__(self):
        return f"{self.batch_id}: {self.number}"


class ImportColumns(models.Model):
    """Which column means what, as one person said it last for a file with these headers."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=CatalogImport.Kind)
    headers = models.CharField(max_length=64, help_text="Fingerprint of the headers in their order.")
    columns = models.JSONField(default=dict)
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "headers"], name="columns_remembered_once")]

    def __str__(self):
        return f"{self.owner_id}: {self.kind}"
