"""A batch: one production lot of one SKU, with its dates, its life (state C12) and its hold."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves


class BatchState(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    RECEIVED = "received", _("Received")
    INSPECTING = "inspecting", _("In inspection")
    AVAILABLE = "available", _("Released for sale")
    NEAR_EXPIRY = "near_expiry", _("Near expiry")
    SALE_BLOCKED = "sale_blocked", _("Too old to sell")
    EXPIRED = "expired", _("Expired")
    REJECTED = "rejected", _("Rejected")


class HoldState(models.TextChoices):
    FREE = "free", _("Free")
    HELD = "held", _("On hold")


SELLABLE = (BatchState.AVAILABLE, BatchState.NEAR_EXPIRY)


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def sellable(self):
        """Released, free, dated, not yet too old: the batches that may be promised to customers."""
        return self.filter(state__in=SELLABLE, hold_state=HoldState.FREE, expires_on__isnull=False)


class Batch(Moves, models.Model):
    """Goods of one production run. Its hold is a side state: a held batch keeps its place in life."""

    flows = {
        "life": Flow(
            "state",
            receive=Move((BatchState.ANNOUNCED,), BatchState.RECEIVED, label=_("Receive")),
            inspect=Move((BatchState.RECEIVED,), BatchState.INSPECTING, label=_("Inspect")),
            release=Move((BatchState.INSPECTING,), BatchState.AVAILABLE, label=_("Release for sale")),
            reject=Move((BatchState.INSPECTING,), BatchState.REJECTED, label=_("Reject")),
            warn=Move((BatchState.AVAILABLE, BatchState.SALE_BLOCKED), BatchState.NEAR_EXPIRY, label=_("Mark as near expiry")),
            block=Move(SELLABLE, BatchState.SALE_BLOCKED, label=_("Stop selling")),
            reopen=Move((BatchState.NEAR_EXPIRY, BatchState.SALE_BLOCKED), BatchState.AVAILABLE, label=_("Sell again")),
            expire=Move((*SELLABLE, BatchState.SALE_BLOCKED), BatchState.EXPIRED, label=_("Expire")),
        ),
        "hold": Flow(
            "hold_state",
            hold=Move((HoldState.FREE,), HoldState.HELD, label=_("Put on hold")),
            unhold=Move((HoldState.HELD,), HoldState.FREE, label=_("End the hold")),
        ),
    }
    TONES = {
        BatchState.ANNOUNCED: "neutral",
        BatchState.RECEIVED: "info",
        BatchState.INSPECTING: "info",
        BatchState.AVAILABLE: "ok",
        BatchState.NEAR_EXPIRY: "warn",
        BatchState.SALE_BLOCKED: "danger",
        BatchState.EXPIRED: "danger",
        BatchState.REJECTED: "danger",
        HoldState.FREE: "ok",
        HoldState.HELD: "danger",
    }

    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="batches", verbose_name=_("SKU"))
    number = models.CharField(_("batch number"), max_length=40)
    supplier = models.ForeignKey(
        "catalog.Supplier", on_delete=models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("supplier")
    )
    made_on = models.DateField(_("made on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=BatchState, default=BatchState.ANNOUNCED)
    hold_state = models.CharField(_("hold"), max_length=8, choices=HoldState, default=HoldState.FREE)
    hold_reason = SentenceField(_("reason for the hold"), max_length=200, blank=True)
    report = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inspection report"), editable=False)
    created_at = models.DateTimeField(_("recorded at"), default=clock.now, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["expires_on", "pk"]
        permissions = [
            ("hold_batch", _("Put a batch on hold")),
            ("release_batch", _("Release inspected goods for sale")),
            ("inspect_batch", _("Inspect received goods")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sku", "number"], name="batch_number_once_per_sku"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("made_on")), name="batch_expires_after_made"),
        ]
        indexes = [models.Index(fields=["expires_on"], name="batch_by_expiry")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:batch", args=[self.pk])

    @property
    def is_released(self) -> bool:
        """It passed inspection: customers may have it, and may read its report."""
        return self.state in (*SELLABLE, BatchState.SALE_BLOCKED, BatchState.EXPIRED)

    @property
    def is_sellable(self) -> bool:
        return self.state in SELLABLE and self.hold_state == HoldState.FREE and self.expires_on is not None

    @property
    def days_left(self) -> int | None:
        """Days until the batch expires; None when it bears no date."""
        return (self.expires_on - clock.today()).days if self.expires_on else None
