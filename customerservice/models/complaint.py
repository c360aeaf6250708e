"""A complaint: what a customer is unhappy with, who handles it, and how far it has come (state C6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice.models.complaint_words import Category, Cause, Channel, Hold, Satisfaction, Severity
from microstore.core import clock
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class ComplaintState(models.TextChoices):
    RECEIVED = "received", _("Lodged")
    ACKNOWLEDGED = "acknowledged", _("Taken up")
    INVESTIGATING = "investigating", _("Being looked into")
    SOLUTION_OFFERED = "solution_offered", _("Solution offered")
    REFUSED = "refused", _("Solution refused")
    ESCALATED = "escalated", _("Escalated")
    ACCEPTED = "accepted", _("Solution accepted")
    IMPLEMENTING = "implementing", _("Being carried out")
    RESOLVED = "resolved", _("Resolved")
    SATISFACTION_CHECK = "satisfaction_check", _("Asked whether satisfied")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Joined with another")


S = ComplaintState
UNSOLVED = (S.RECEIVED, S.ACKNOWLEDGED, S.INVESTIGATING, S.REFUSED, S.ESCALATED, S.REOPENED)
RUNNING = (*UNSOLVED, S.SOLUTION_OFFERED, S.ACCEPTED, S.IMPLEMENTING)
AFTER = (S.RESOLVED, S.SATISFACTION_CHECK)
OPEN = (*RUNNING, *AFTER)


class ComplaintQuerySet(StoreScoped, models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def unsolved(self):
        return self.filter(state__in=UNSOLVED)

    def of(self, customer):
        return self.filter(customer=customer)

    def by_time_left(self):
        """What is due first comes first; what no clock drives any more, last."""
        return self.order_by(F("next_due_at").asc(nulls_last=True), "pk")


class Complaint(Moves, models.Model):
    """``level`` counts how far up a refused solution has gone: 1 the supervisor, 2 the director.

    ``next_due_at`` repeats the nearest running clock, for the queue; ``paused_for`` says why the resolution clock rests.
    """

    flow = Flow(
        "state",
        acknowledge=Move((S.RECEIVED,), S.ACKNOWLEDGED, label=_("Take up")),
        investigate=Move((S.ACKNOWLEDGED, S.ESCALATED, S.REOPENED), S.INVESTIGATING, label=_("Look into it")),
        offer=Move((S.ACKNOWLEDGED, S.INVESTIGATING, S.ESCALATED, S.REOPENED), S.SOLUTION_OFFERED, label=_("Offer a solution")),
        accept=Move((S.SOLUTION_OFFERED,), S.ACCEPTED, label=_("Accept the solution")),
        refuse=Move((S.SOLUTION_OFFERED,), S.REFUSED, label=_("Refuse the solution")),
        escalate=Move((S.REFUSED, S.REOPENED), S.ESCALATED, label=_("Escalate")),
        implement=Move((S.ACCEPTED,), S.IMPLEMENTING, label=_("Carry out")),
        resolve=Move((S.IMPLEMENTING,), S.RESOLVED, label=_("Resolve")),
        ask_satisfaction=Move((S.RESOLVED,), S.SATISFACTION_CHECK, label=_("Ask whether satisfied")),
        close=Move((S.SATISFACTION_CHECK,), S.CLOSED, label=_("Close")),
        reopen=Move((S.CLOSED, S.SATISFACTION_CHECK), S.REOPENED, label=_("Open again")),
        withdraw=Move(RUNNING, S.WITHDRAWN, label=_("Withdraw")),
        merge=Move(RUNNING, S.MERGED, label=_("Join with another")),
    )
    TONES = {
        "state": {
            S.RECEIVED: "warn", S.ACKNOWLEDGED: "info", S.INVESTIGATING: "info", S.SOLUTION_OFFERED: "brand", S.REFUSED: "danger",
            S.ESCALATED: "danger", S.ACCEPTED: "brand", S.IMPLEMENTING: "brand", S.RESOLVED: "ok", S.SATISFACTION_CHECK: "info",
            S.CLOSED: "neutral", S.REOPENED: "danger", S.WITHDRAWN: "neutral", S.MERGED: "neutral",
        },
        "severity": {Severity.P0: "danger", Severity.P1: "warn", Severity.P2: "info", Severity.P3: "neutral"},
        "satisfaction": {
            "": "neutral", Satisfaction.SATISFIED: "ok", Satisfaction.NOT_SATISFIED: "danger", Satisfaction.NO_ANSWER: "neutral",
        },
        "hold": {Hold.NONE: "neutral", Hold.PROPOSED: "danger", Hold.HELD: "warn", Hold.DECLINED: "neutral"},
    }  # fmt: skip

    number = models.CharField(_("number"), max_length=24, unique=True)
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="complaints", verbose_name=_("store"))
    customer = models.ForeignKey(
        "accounts.Customer", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("customer")
    )
    contact_name = models.CharField(_("name"), max_length=40, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=20, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)

    category = models.CharField(_("what it is about"), max_length=20, choices=Category)
    severity = models.CharField(_("severity"), max_length=2, choices=Severity, default=Severity.P3)
    text = models.TextField(_("what happened"), max_length=2000)
    wish = models.CharField(_("what the customer wishes"), max_length=300, blank=True)
    pictures = models.JSONField(_("pictures"), default=list, blank=True)
    order = models.ForeignKey("orders.Order", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("order"))
    order_line = models.ForeignKey(
        "orders.OrderLine", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("order line")
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("product")
    )
    batch = models.ForeignKey("inventory.Batch", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("batch"))
    conversation_number = models.CharField(_("conversation"), max_length=24, blank=True)

    state = models.CharField(_("state"), max_length=20, choices=S, default=S.RECEIVED)
    level = models.PositiveSmallIntegerField(_("escalation level"), default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("handled by")
    )
    watchers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="watched_complaints", verbose_name=_("watchers"))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("joined with")
    )
    hold = models.CharField(_("hold of the batch"), max_length=10, choices=Hold, default=Hold.NONE)
    paused_for = models.CharField(_("resolution rests because"), max_length=200, blank=True)
    next_due_at = models.DateTimeField(_("due next"), null=True, blank=True)

    received_at = models.DateTimeField(_("received"), default=clock.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    implementation = models.CharField(_("what was carried out"), max_length=500, blank=True)
    satisfaction = models.CharField(_("satisfaction"), max_length=14, choices=Satisfaction, blank=True)
    cause = models.CharField(_("cause"), max_length=24, choices=Cause, blank=True)
    cause_note = models.CharField(_("how it came about"), max_length=500, blank=True)
    no_measure_because = models.CharField(_("no measure, because"), max_length=300, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-received_at", "-id"]
        permissions = [
            ("handle_complaint", _("Can handle complaints")),
            ("lead_complaint", _("Can direct complaints: hand over, join, lower the severity")),
            ("approve_compensation", _("Can approve compensation above the limit")),
            ("reveal_complaint", _("Can see the contact of complaints in full")),
        ]
        indexes = [
            models.Index(fields=["next_due_at", "id"], condition=Q(state__in=OPEN), name="complaint_by_time_left"),
            models.Index(fields=["-received_at", "-id"], name="complaint_newest"),
            models.Index(fields=["store", "-received_at", "-id"], name="complaint_store_newest"),
            models.Index(fields=["customer", "-received_at"], name="complaint_of_customer"),
            models.Index(fields=["cause", "-closed_at"], condition=~Q(cause=""), name="complaint_by_cause"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(satisfaction="") & ~Q(cause="")), name="closed_complaint_has_satisfaction_and_cause"
            ),
            models.CheckConstraint(condition=Q(state="merged") | Q(merged_into=None), name="only_merged_complaints_point_on"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:complaint", args=[self.number])

    @property
    def is_safety(self) -> bool:
        return self.severity == Severity.P0

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def phone(self) -> str:
        """Where the complainer can be reached; empty for the anonymous."""
        return self.contact_phone or (self.customer.phone if self.customer_id else "")
