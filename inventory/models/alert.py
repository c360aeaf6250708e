"""From which level on stock is low, and the one alert that is open then (duties P8, W7)."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inventory.models.cover import StockCover
from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class StockLevel(models.Model):
    """When a SKU is low, in one warehouse or over all of them. Without ``units`` and ``cover_days`` the register's days decide;
    without a row at all the same holds for all warehouses together."""

    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="levels", verbose_name=_("SKU"))
    warehouse = models.ForeignKey(
        "inventory.Warehouse", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("warehouse")
    )
    units = models.PositiveIntegerField(_("low below so many units"), null=True, blank=True)
    cover_days = models.PositiveSmallIntegerField(_("low below so many days of sales"), null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(_("days until a delivery arrives"), null=True, blank=True)
    moq = models.PositiveIntegerField(_("smallest order"), default=1)
    pack = models.PositiveIntegerField(_("units in a carton"), default=1)

    class Meta:
        verbose_name = _("stock level")
        verbose_name_plural = _("stock levels")
        constraints = [
            models.UniqueConstraint(fields=["sku", "warehouse"], name="level_once_per_scope", nulls_distinct=False),
            models.CheckConstraint(condition=Q(units=None) | Q(cover_days=None), name="level_in_units_or_days"),
            models.CheckConstraint(condition=Q(moq__gte=1) & Q(pack__gte=1), name="level_orders_something"),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id}@{self.warehouse_id or '*'}"


class AlertState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("stock alert", "Answered")
    CLOSED = "closed", _("Closed")


class Answer(models.TextChoices):
    ORDERED = "ordered", _("Goods ordered")
    EXPECTED = "expected", _("Already announced")
    NO_NEED = "no_need", _("No need")


class Closing(models.TextChoices):
    RECOVERED = "recovered", _("Stock is back above its level")
    UNWATCHED = "unwatched", _("No longer on sale")


class StockAlertQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def unclosed(self):
        return self.exclude(state=AlertState.CLOSED)

    def waiting(self):
        return self.filter(state=AlertState.OPEN)

    def with_proposal(self):
        """``proposed_now``: what the last sweep proposes while the alert is unclosed, what was proposed at its opening afterwards."""
        place = Coalesce("warehouse_id", 0)
        kept = StockCover.objects.alias(place=place).filter(sku=OuterRef("sku"), place=Coalesce(OuterRef("warehouse_id"), 0))
        now = Coalesce(Subquery(kept.values("proposed")[:1]), F("proposed"))
        return self.annotate(proposed_now=Case(When(state=AlertState.CLOSED, then=F("proposed")), default=now))


class StockAlert(Moves, models.Model):
    """A SKU fell below its level. One stands open per SKU and scope, whoever notices first; it closes itself.

    ``remind_at`` and ``escalate_at`` say when it is told next; both are empty while nothing is to be told."""

    flow = Flow(
        "state",
        answer=Move((AlertState.OPEN, AlertState.ANSWERED), AlertState.ANSWERED, label=pgettext_lazy("stock alert", "Answer")),
        lapse=Move((AlertState.ANSWERED,), AlertState.OPEN, label=_("The expected day passed")),
        close=Move((AlertState.OPEN, AlertState.ANSWERED), AlertState.CLOSED, label=_("Close")),
    )
    TONES = {
        AlertState.OPEN: "warn", AlertState.ANSWERED: "info", AlertState.CLOSED: "ok",
        Answer.ORDERED: "brand", Answer.EXPECTED: "info", Answer.NO_NEED: "neutral",
    }  # fmt: skip

    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="stock_alerts", verbose_name=_("SKU"))
    warehouse = models.ForeignKey(
        "inventory.Warehouse", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("warehouse")
    )
    state = models.CharField(_("state"), max_length=10, choices=AlertState, default=AlertState.OPEN)
    level = models.PositiveIntegerField(_("alert level"))
    available = models.PositiveIntegerField(_("left at the opening"))
    proposed = models.PositiveIntegerField(_("proposed at the opening"))
    opened_at = models.DateTimeField(_("fell below at"), default=clock.now, editable=False)
    answer_by = models.DateTimeField(_("answer due"))
    remind_at = models.DateTimeField(_("told next"), null=True, blank=True)
    told = models.PositiveIntegerField(_("times told"), default=0)
    escalate_at = models.DateTimeField(_("goes to operations"), null=True, blank=True)
    escalations = models.PositiveIntegerField(_("times told to operations"), default=0)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    receipt = models.ForeignKey(
        "inventory.Receipt", models.PROTECT, null=True, blank=True, related_name="alerts", verbose_name=_("goods receipt")
    )
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closing = models.CharField(_("why it closed"), max_length=10, choices=Closing, blank=True)

    objects = StockAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock alert")
        verbose_name_plural = _("stock alerts")
        ordering = ["-opened_at", "-id"]
        permissions = [("answer_alert", _("Answer alerts about low stock")), ("order_stock", _("Order goods from suppliers"))]
        constraints = [
            models.UniqueConstraint(
                fields=["sku", "warehouse"], condition=~Q(state="closed"), name="alert_open_once_per_scope", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed"), name="alert_closed_at_a_time"
            ),
            models.CheckConstraint(condition=Q(available__lt=F("level")), name="alert_opened_below_its_level"),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="alert_newest"),
            models.Index(fields=["answer_by", "id"], name="alert_waiting", condition=Q(state="open")),
            models.Index(fields=["state", "-opened_at", "-id"], name="alert_by_state"),
            models.Index(fields=["remind_at"], name="alert_to_tell", condition=Q(remind_at__isnull=False)),
            models.Index(fields=["escalate_at"], name="alert_to_escalate", condition=Q(escalate_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.sku.code} · {self.warehouse.name if self.warehouse_id else _('all warehouses')}"

    def get_absolute_url(self) -> str:
        return reverse("backoffice:stock-alert", args=[self.pk])
