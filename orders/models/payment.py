"""One attempt to pay an order (state C2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class PaymentQuerySet(StoreScoped, models.QuerySet):
    store_path = "order__store"

    def unanswered(self):
        return self.filter(state__in=(Payment.State.CREATED, Payment.State.PENDING))

    def to_query(self, now):
        return self.unanswered().filter(next_query_at__lte=now)

    def needing_attention(self):
        return self.filter(state=Payment.State.ATTENTION)


class Payment(Moves, models.Model):
    """``number`` is the reference the provider knows us by; a new attempt is a new row and a new number."""

    class State(models.TextChoices):
        CREATED = "created", _("Created")
        PENDING = "pending", _("Waiting for payment")
        SUCCEEDED = "succeeded", _("Succeeded")
        FAILED = "failed", _("Failed")
        EXPIRED = "expired", _("Closed unpaid")
        ATTENTION = "attention", _("Needs attention")

    class Method(models.TextChoices):
        H5 = "h5", _("WeChat Pay in the phone browser")
        NATIVE = "native", _("WeChat Pay by QR code")
        CHANNEL = "channel", _("Paid at another channel")

    flow = Flow(
        "state",
        present=Move((State.CREATED,), State.PENDING, label=_("Show to the customer")),
        succeed=Move((State.CREATED, State.PENDING, State.EXPIRED, State.FAILED, State.ATTENTION), State.SUCCEEDED, label=_("Confirm")),
        fail=Move((State.CREATED, State.PENDING), State.FAILED, label=_("Fail")),
        close=Move((State.CREATED, State.PENDING), State.EXPIRED, label=_("Close")),
        doubt=Move((State.CREATED, State.PENDING, State.EXPIRED, State.FAILED), State.ATTENTION, label=_("Set aside for attention")),
        dismiss=Move((State.ATTENTION,), State.FAILED, label=_("Dismiss")),
    )
    TONES = {
        State.CREATED: "neutral",
        State.PENDING: "info",
        State.SUCCEEDED: "ok",
        State.FAILED: "neutral",
        State.EXPIRED: "neutral",
        State.ATTENTION: "danger",
    }

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="payments", verbose_name=_("order"))
    number = models.CharField(_("payment number"), max_length=32, unique=True)
    gateway = models.CharField(_("gateway"), max_length=20)
    method = models.CharField(_("method"), max_length=10, choices=Method)
    amount_fen = FenField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CREATED)
    provider_ref = models.CharField(_("provider reference"), max_length=64, unique=True, null=True, blank=True)
    pay_url = models.CharField(_("address to pay at"), max_length=600, blank=True)
    is_surplus = models.BooleanField(_("more than the order needs"), default=False)
    attention = models.CharField(_("what is wrong"), max_length=300, blank=True)
    told_fen = FenField(_("amount the provider named"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    expires_at = models.DateTimeField(_("expires"))
    presented_at = models.DateTimeField(_("shown"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("succeeded"), null=True, blank=True)
    queries = models.PositiveSmallIntegerField(_("times asked"), default=0)
    next_query_at = models.DateTimeField(_("ask next"), null=True, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-id"]
        permissions = [("settle_payment", _("Can settle payments that need attention"))]
        indexes = [
            models.Index(fields=["next_query_at"], condition=Q(state__in=("created", "pending")), name="payment_to_query"),
            models.Index(fields=["state", "-id"], name="payment_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_amount_positive"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="succeeded", is_surplus=False), name="one_payment_pays_an_order"),
        ]

    def __str__(self):
        return self.number

    @property
    def received_fen(self) -> int:
        """What came, where the provider named another amount than ours."""
        return self.amount_fen if self.told_fen is None else self.told_fen
