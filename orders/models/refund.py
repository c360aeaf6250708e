"""Money given back through the gateway it came by (state C2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
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
    amount_fen = FenField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200)
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
            models.UniqueConstraint(fields=["payment", "kind"], name="one_refund_of_a_kind_per_payment"),
        ]

    def __str__(self):
        return self.number
