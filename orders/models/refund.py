"""Money given back through the gateway it came by (state C2), and the units it was paid for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class RefundQuerySet(StoreScoped, models.QuerySet):
    store_path = "order__store"

    def due(self, now):
        return self.filter(state__in=(Refund.State.REQUESTED, Refund.State.PROCESSING), next_try_at__lte=now)

    def unfinished(self):
        return self.exclude(state=Refund.State.SUCCEEDED)


class Refund(Moves, models.Model):
    """``number`` goes to the provider, which makes asking twice harmless."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        PROCESSING = "processing", _("Processing")
        SUCCEEDED = "succeeded", _("Refunded")
        FAILED = "failed", _("Failed")

    class Kind(models.TextChoices):
        CANCELLATION = "cancellation", _("Cancelled order")
        SURPLUS = "surplus", _("Paid more than once")
        LATE = "late", _("Paid too late")
        AFTERSALE = "aftersale", _("After-sale")

    flow = Flow(
        "state",
        send=Move((State.REQUESTED,), State.PROCESSING, label=_("Send to the gateway")),
        succeed=Move((State.REQUESTED, State.PROCESSING, State.FAILED), State.SUCCEEDED, label=_("Refund succeeded")),
        fail=Move((State.REQUESTED, State.PROCESSING), State.FAILED, label=_("Fail")),
        retry=Move((State.FAILED,), State.REQUESTED, label=_("Try again")),
    )
    TONES = {State.REQUESTED: "info", State.PROCESSING: "info", State.SUCCEEDED: "ok", State.FAILED: "danger"}

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="refunds", verbose_name=_("order"))
    payment = models.ForeignKey("orders.Payment", models.PROTECT, related_name="refunds", verbose_name=_("payment"))
    number = models.CharField(_("refund number"), max_length=32, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    reference = models.CharField(_("case"), max_length=40, blank=True, default="", db_default="")
    amount_fen = FenField(_("amount"))
    reason = SentenceField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.REQUESTED)
    provider_ref = models.CharField(_("provider reference"), max_length=64, unique=True, null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    is_closed = models.BooleanField(_("number closed by the provider"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    requested_at = models.DateTimeField(_("requested"), default=clock.now)
    next_try_at = models.DateTimeField(_("try next"), default=clock.now, null=True, blank=True)
    succeeded_at = models.DateTimeField(_("refunded"), null=True, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-id"]
        permissions = [("retry_refund", _("Can retry failed refunds"))]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state__in=("requested", "processing")), name="refund_to_send")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="refund_amount_positive"),
            models.UniqueConstraint(fields=["payment", "kind"], condition=~Q(kind="aftersale"), name="one_refund_of_a_kind_per_payment"),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="one_refund_per_case"),
            models.CheckConstraint(condition=~Q(kind="aftersale") | ~Q(reference=""), name="aftersale_refund_names_its_case"),
        ]

    def __str__(self):
        return self.number


class RefundPart(models.Model):
    """One unit's goods, or its freight, given back: each at most once, whatever comes in between."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("Goods")
        FREIGHT = "freight", _("Freight")

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="parts", verbose_name=_("refund"))
    line = models.ForeignKey("orders.OrderLine", models.PROTECT, related_name="refund_parts", verbose_name=_("order line"))
    unit = models.PositiveSmallIntegerField(_("unit"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    amount_fen = FenField(_("amount"))

    class Meta:
        verbose_name = _("refunded unit")
        verbose_name_plural = _("refunded units")
        ordering = ["line_id", "unit", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["line", "unit", "kind"], name="unit_refunded_once"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="refund_part_not_negative"),
        ]

    def __str__(self):
        return f"{self.line_id}/{self.unit} {self.kind}"
