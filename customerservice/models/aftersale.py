"""After-sale cases: what a customer wants done about units of an order, and how far it has come (state C4)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class CaseKind(models.TextChoices):
    """What is asked for. Exchange and sending again are kinds to come; nothing here assumes that there are two."""

    REFUND = "refund", _("Refund without return")
    RETURN = "return", _("Return and refund")


class Reason(models.TextChoices):
    UNWANTED = "unwanted", _("Not wanted any more")
    QUALITY = "quality", _("Quality problem")
    WRONG_ITEM = "wrong_item", _("Other goods than ordered")
    MISSING = "missing", _("Something is missing")
    DAMAGED = "damaged", _("Damaged on the way")
    EXPIRY = "expiry", _("Expired or near its date")
    DISCOMFORT = "discomfort", _("Discomfort after use")
    NOT_RECEIVED = "not_received", _("Parcel not received")


class CaseState(models.TextChoices):
    SUBMITTED = "submitted", _("Waiting for the shop")
    PROPOSED = "proposed", _("Waiting for the customer's answer")
    AWAITING_RETURN = "awaiting_return", _("Waiting for the goods to be sent")
    IN_RETURN = "in_return", _("Goods on their way back")
    CHECKING = "checking", _("Goods being checked")
    REFUNDING = "refunding", _("Refund on its way")
    REFUNDED = "refunded", _("Refunded")
    REJECTED = "rejected", pgettext_lazy("decision", "Rejected")
    CANCELLED = "cancelled", _("Withdrawn")
    EXPIRED = "expired", _("Goods not sent in time")


S = CaseState
ENDED = (S.REFUNDED, S.REJECTED, S.CANCELLED, S.EXPIRED)
IN_VAIN = (S.REJECTED, S.CANCELLED, S.EXPIRED)
WITH_STAFF = (S.SUBMITTED, S.CHECKING)


class CaseQuerySet(StoreScoped, models.QuerySet):
    store_path = "order__store"

    def open(self):
        return self.exclude(state__in=ENDED)

    def to_decide(self):
        return self.filter(state__in=WITH_STAFF)

    def due(self, now):
        """Those for which a time has run out."""
        return self.filter(timer_at__lte=now)


class AftersaleCase(Moves, models.Model):
    """``due_at`` is what was promised and shown; at ``timer_at`` the machine acts. ``agreed_fen`` replaces the exact amount."""

    flow = Flow(
        "state",
        propose=Move(WITH_STAFF, S.PROPOSED, label=_("Propose something else")),
        refuse_offer=Move((S.PROPOSED,), S.SUBMITTED, label=_("Refuse the proposal")),
        approve_return=Move((S.SUBMITTED, S.PROPOSED), S.AWAITING_RETURN, label=_("Approve the return")),
        approve_refund=Move((*WITH_STAFF, S.PROPOSED), S.REFUNDING, label=_("Approve the refund")),
        reject=Move(WITH_STAFF, S.REJECTED, label=_("Turn down")),
        send_back=Move((S.AWAITING_RETURN,), S.IN_RETURN, label=_("Goods sent")),
        arrive=Move((S.AWAITING_RETURN, S.IN_RETURN), S.CHECKING, label=_("Goods being checked")),
        pay_back=Move((S.REFUNDING,), S.REFUNDED, label=_("Money is back")),
        withdraw=Move((S.SUBMITTED, S.PROPOSED, S.AWAITING_RETURN), S.CANCELLED, label=_("Withdraw the request")),
        expire=Move((S.AWAITING_RETURN,), S.EXPIRED, label=_("Let expire")),
    )
    TONES = {
        S.SUBMITTED: "warn", S.PROPOSED: "info", S.AWAITING_RETURN: "info", S.IN_RETURN: "brand", S.CHECKING: "warn", S.REFUNDING: "brand",
        S.REFUNDED: "ok", S.REJECTED: "danger", S.CANCELLED: "neutral", S.EXPIRED: "neutral",
    }  # fmt: skip

    number = models.CharField(_("case number"), max_length=24, unique=True)
    token = models.CharField(_("token of the form"), max_length=64, unique=True)
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="aftersales", verbose_name=_("order"))
    kind = models.CharField(_("wanted"), max_length=12, choices=CaseKind)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    text = models.TextField(_("description of the case"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=CaseState, default=S.SUBMITTED)
    our_fault = models.BooleanField(_("we bear the freight"), help_text=_("The freight both ways is ours."))
    must_be_sealed = models.BooleanField(_("goods must be unopened"))
    offered_fen = FenField(_("proposed amount"), null=True, blank=True)
    offered_kind = models.CharField(_("proposed instead"), max_length=12, choices=CaseKind, blank=True)
    offer_text = models.CharField(_("words with the proposal"), max_length=300, blank=True)
    agreed_fen = FenField(_("agreed amount"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer of the shop"), max_length=500, blank=True)
    inspection = models.CharField(_("result of the inspection"), max_length=200, blank=True)
    refund = models.OneToOneField(
        "orders.Refund", models.PROTECT, null=True, blank=True, related_name="aftersale", verbose_name=_("refund")
    )
    opened_at = models.DateTimeField(_("case opened"), default=clock.now)
    due_at = models.DateTimeField(_("answer due"), null=True, blank=True)
    timer_at = models.DateTimeField(_("timer"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("escalated"), null=True, blank=True)
    closed_at = models.DateTimeField(_("case closed"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("after-sale case")
        verbose_name_plural = _("after-sale cases")
        ordering = ["-opened_at", "-id"]
        permissions = [
            ("decide_aftersale", _("Can decide after-sale cases")),
            ("approve_large_refund", _("Can approve refunds above the limit")),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["state", "due_at"], name="case_by_due"),
            models.Index(fields=["timer_at"], condition=Q(timer_at__isnull=False), name="case_timer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in ENDED], closed_at__isnull=False)
                | (~Q(state__in=[str(state) for state in ENDED]) & Q(closed_at=None)),
                name="case_closed_when_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refunding", "refunded")) | Q(refund__isnull=False), name="case_refund_has_a_refund"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:aftersale", args=[self.number])

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class AftersaleLine(models.Model):
    """Units of one order line that a case is about; ``places`` names them (0 is the first unit)."""

    case = models.ForeignKey(AftersaleCase, models.CASCADE, related_name="lines", verbose_name=_("case"))
    order_line = models.ForeignKey("orders.OrderLine", models.PROTECT, related_name="aftersale_lines", verbose_name=_("order line"))
    units = models.PositiveSmallIntegerField(_("units"))
    places = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("places of the units"))

    class Meta:
        verbose_name = _("after-sale line")
        verbose_name_plural = _("after-sale lines")
        ordering = ["order_line__position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order_line"], name="case_line_once"),
            models.CheckConstraint(condition=Q(units__gt=0, places__len=F("units")), name="case_line_names_its_units"),
        ]

    def __str__(self) -> str:
        return f"{self.order_line} ({self.units})"


class AftersalePhoto(models.Model):
    """A picture the customer sent with the case."""

    case = models.ForeignKey(AftersaleCase, models.CASCADE, related_name="photos", verbose_name=_("case"))
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=_("picture"))

    class Meta:
        verbose_name = _("photo of a case")
        verbose_name_plural = _("photos of cases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)
