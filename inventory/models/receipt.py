"""Goods received: what a supplier announced, what arrived, who inspected it and who released it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves


class ReceiptState(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    RECEIVING = "receiving", _("Being received")
    CLOSED = "closed", _("Closed")


class LineState(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    RECEIVED = "received", _("Received")
    PASSED = "passed", _("Passed inspection")
    FAILED = "failed", _("Failed inspection")
    RELEASED = "released", _("Released for sale")
    QUARANTINED = "quarantined", _("Rejected")


class ReceiptQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def open(self):
        return self.exclude(state=ReceiptState.CLOSED)


class Receipt(Moves, models.Model):
    """One delivery of one supplier to one warehouse."""

    flow = Flow(
        "state",
        arrive=Move((ReceiptState.ANNOUNCED,), ReceiptState.RECEIVING, label=_("Receive")),
        close=Move((ReceiptState.RECEIVING,), ReceiptState.CLOSED, label=_("Close")),
    )
    TONES = {ReceiptState.ANNOUNCED: "info", ReceiptState.RECEIVING: "brand", ReceiptState.CLOSED: "ok"}

    number = models.CharField(_("number"), max_length=24, unique=True)
    supplier = models.ForeignKey("catalog.Supplier", on_delete=models.PROTECT, related_name="receipts", verbose_name=_("supplier"))
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="receipts", verbose_name=_("warehouse"))
    state = models.CharField(_("state"), max_length=12, choices=ReceiptState, default=ReceiptState.ANNOUNCED)
    expected_on = models.DateField(_("expected on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    papers = models.JSONField(_("licences relied on"), default=list, db_default=[], blank=True, editable=False)
    created_at = models.DateTimeField(_("announced at"), default=clock.now, editable=False)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("goods receipt")
        verbose_name_plural = _("goods receipts")
        ordering = ["-created_at", "-id"]
        permissions = [("receive_receipt", _("Receive goods"))]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:receipt", args=[self.number])


class ReceiptLine(Moves, models.Model):
    """One SKU of a delivery. What arrives of it is one batch; a second batch is a second line."""

    flow = Flow(
        "state",
        receive_line=Move((LineState.ANNOUNCED,), LineState.RECEIVED, label=_("Receive")),
        pass_line=Move((LineState.RECEIVED,), LineState.PASSED, label=_("Pass")),
        fail_line=Move((LineState.RECEIVED,), LineState.FAILED, label=_("Fail")),
        release_line=Move((LineState.PASSED,), LineState.RELEASED, label=_("Release for sale")),
        quarantine_line=Move((LineState.FAILED,), LineState.QUARANTINED, label=_("Move to rejected goods")),
    )
    TONES = {
        LineState.ANNOUNCED: "neutral",
        LineState.RECEIVED: "info",
        LineState.PASSED: "brand",
        LineState.FAILED: "danger",
        LineState.RELEASED: "ok",
        LineState.QUARANTINED: "danger",
    }

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="lines", verbose_name=_("goods receipt"))
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="receipt_lines", verbose_name=_("SKU"))
    expected_units = models.PositiveIntegerField(_("announced units"))
    cost_fen = FenField(_("purchase price of one unit"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=LineState, default=LineState.ANNOUNCED)
    batch = models.ForeignKey(
        "inventory.Batch", on_delete=models.PROTECT, null=True, blank=True, related_name="receipt_lines", verbose_name=_("batch")
    )
    bin = models.ForeignKey("inventory.Bin", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bin"))
    received_units = models.PositiveIntegerField(_("received units"), default=0)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("received by")
    )
    ticks = models.JSONField(_("inspection points"), default=dict, blank=True)
    inspection_note = models.CharField(_("inspection note"), max_length=200, blank=True)
    inspected_at = models.DateTimeField(_("inspected at"), null=True, blank=True)
    inspected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inspected by")
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("released by")
    )

    class Meta:
        verbose_name = _("receipt line")
        verbose_name_plural = _("receipt lines")
        ordering = ["pk"]
        permissions = [("set_cost", _("Can enter purchase prices"))]
        constraints = [
            models.CheckConstraint(condition=Q(expected_units__gt=0), name="receipt_line_of_something"),
            models.CheckConstraint(condition=Q(cost_fen=None) | Q(cost_fen__gte=0), name="receipt_cost_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt.number} · {self.sku.code}"
