"""Goods that customers send back: announced by a case, received by batch, kept apart until somebody decides (state C5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class ReturnState(models.TextChoices):
    EXPECTED = "expected", _("Return under way")
    RECEIVED = "received", _("Received")
    CALLED_OFF = "called_off", _("Called off")


class Condition(models.TextChoices):
    SEALED = "sealed", _("Sealed")
    OPENED = "opened", _("Seal broken")
    DAMAGED = "damaged", _("Damaged")


class Disposition(models.TextChoices):
    QUARANTINE = "quarantine", _("In quarantine")
    RESTOCKED = "restocked", _("Back on sale")
    DESTROYED = "destroyed", _("Destroyed")
    FOREIGN = "foreign", _("Not our goods")


class ReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Warehouses serve all stores; the permission alone decides who sees their returns."""
        return self

    def expected(self):
        return self.filter(state=ReturnState.EXPECTED)


class Return(Moves, models.Model):
    """One parcel coming back. ``reference`` is the case that sent for it, ``order_reference`` the order it was shipped with."""

    flow = Flow(
        "state",
        receive_return=Move((ReturnState.EXPECTED,), ReturnState.RECEIVED, label=_("Receive")),
        call_off=Move((ReturnState.EXPECTED,), ReturnState.CALLED_OFF, label=_("Call off")),
    )
    TONES = {ReturnState.EXPECTED: "info", ReturnState.RECEIVED: "ok", ReturnState.CALLED_OFF: "neutral"}

    number = models.CharField(_("return number"), max_length=24, unique=True)
    reference = models.CharField(_("case"), max_length=40, unique=True)
    order_reference = models.CharField(_("order"), max_length=40)
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="returns", verbose_name=_("warehouse"))
    state = models.CharField(_("state"), max_length=12, choices=ReturnState, default=ReturnState.EXPECTED)
    carrier = models.CharField(_("carrier"), max_length=40, blank=True)
    waybill = models.CharField(_("waybill"), max_length=40, blank=True)
    announced_at = models.DateTimeField(_("announced"), default=clock.now, editable=False)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("received by")
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["-announced_at", "-id"]
        permissions = [("receive_return", _("Receive goods that come back"))]
        indexes = [
            models.Index(fields=["-announced_at", "-id"], name="return_newest"),
            models.Index(fields=["state", "-announced_at", "-id"], name="return_by_state"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:return", args=[self.number])


class ReturnLine(models.Model):
    """What should come back."""

    parcel = models.ForeignKey(Return, models.CASCADE, related_name="lines", verbose_name=_("return"))
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="+", verbose_name=_("SKU"))
    units = models.PositiveIntegerField(_("units"))

    class Meta:
        verbose_name = _("return line")
        verbose_name_plural = _("return lines")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["parcel", "sku"], name="return_line_once_per_sku"),
            models.CheckConstraint(condition=Q(units__gt=0), name="return_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.sku} × {self.units}"


class ReturnedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def undecided(self):
        return self.filter(disposition=Disposition.QUARANTINE)


class ReturnedGoods(Moves, models.Model):
    """Units of one batch in one condition that came back. They stand in quarantine; nothing returns to sale by itself.

    Without a batch of ours they are not our goods and stand in no book."""

    flow = Flow(
        "disposition",
        restock=Move((Disposition.QUARANTINE,), Disposition.RESTOCKED, label=_("Put back on sale")),
        destroy=Move((Disposition.QUARANTINE,), Disposition.DESTROYED, label=_("Destroy")),
    )
    TONES = {
        Disposition.QUARANTINE: "warn", Disposition.RESTOCKED: "ok", Disposition.DESTROYED: "neutral", Disposition.FOREIGN: "danger",
        Condition.SEALED: "ok", Condition.OPENED: "warn", Condition.DAMAGED: "danger",
    }  # fmt: skip

    line = models.ForeignKey(ReturnLine, models.PROTECT, related_name="goods", verbose_name=_("return line"))
    batch_number = models.CharField(_("batch number on the goods"), max_length=40)
    batch = models.ForeignKey("inventory.Batch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("batch"))
    units = models.PositiveIntegerField(_("units"))
    condition = models.CharField(_("condition"), max_length=10, choices=Condition)
    was_shipped = models.BooleanField(_("of a batch that was shipped"))
    bin = models.ForeignKey("inventory.Bin", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bin"))
    disposition = models.CharField(_("disposition"), max_length=12, choices=Disposition, default=Disposition.QUARANTINE)
    note = models.CharField(_("note"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("received"), default=clock.now, editable=False)

    objects = ReturnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("returned goods")
        verbose_name_plural = _("returned goods")
        ordering = ["-received_at", "-id"]
        permissions = [
            ("decide_return", _("Decide what becomes of returned goods")),
            ("approve_destruction", _("Approve the destruction of goods")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="returned_goods_of_something"),
            models.CheckConstraint(
                condition=Q(disposition="foreign", batch=None, bin=None)
                | (~Q(disposition="foreign") & Q(batch__isnull=False, bin__isnull=False)),
                name="returned_goods_of_ours_have_a_batch",
            ),
        ]
        indexes = [models.Index(fields=["-received_at", "-id"], name="returned_to_decide", condition=Q(disposition="quarantine"))]

    def __str__(self) -> str:
        return f"{self.line.parcel.number} · {self.batch_number} × {self.units}"
