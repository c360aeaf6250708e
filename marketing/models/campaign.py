"""A campaign from the proposal to the archive (state C8)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import store_ids_visible_to


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Proposed")
    OPS_REVIEW = "ops_review", _("Operations decides")
    COMPLIANCE_REVIEW = "compliance_review", _("Quality reads")
    APPROVED = "approved", _("Approved")
    RULES_CONFIRMED = "rules_confirmed", _("Rules confirmed")
    SCHEDULED = "scheduled", _("Scheduled")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    EVALUATED = "evaluated", _("Evaluated")
    ARCHIVED = "archived", _("Archived")
    REJECTED = "rejected", pgettext_lazy("decision", "Rejected")
    CANCELLED = "cancelled", _("Cancelled")


S = CampaignState
EDITABLE = (S.DRAFT, S.REJECTED)
AFTER_APPROVAL = (S.APPROVED, S.RULES_CONFIRMED, S.SCHEDULED, S.RUNNING, S.PAUSED)
BEFORE_START = (S.DRAFT, S.SUBMITTED, S.OPS_REVIEW, S.COMPLIANCE_REVIEW, S.APPROVED, S.RULES_CONFIRMED, S.SCHEDULED, S.REJECTED)
OVER = (S.ENDED, S.EVALUATED, S.ARCHIVED, S.CANCELLED)


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff of an authorised store see the campaigns of their store."""
        ids = store_ids_visible_to(user)
        return self if ids is None else self.filter(pk__in=self.model.stores.through.objects.filter(store__in=ids).values("campaign"))

    def to_start(self, now):
        return self.filter(state=S.SCHEDULED, starts_at__lte=now, ends_at__gt=now)

    def to_end(self, now):
        return self.filter(state__in=(S.RUNNING, S.PAUSED), ends_at__lte=now)

    def missed(self, now):
        """Never started, and their time is over."""
        return self.filter(state__in=BEFORE_START, ends_at__lte=now).exclude(state__in=EDITABLE)

    def live(self, now):
        """What customers take part in now, whether a clerk has marked the start yet or not."""
        return self.filter(state__in=(S.SCHEDULED, S.RUNNING), starts_at__lte=now, ends_at__gt=now)

    def between(self, first, until):
        return self.filter(starts_at__lt=until, ends_at__gt=first)


class Campaign(Moves, models.Model):
    """``starts_at`` belongs to it, ``ends_at`` no longer does. What it takes off stands in its promotions and kinds of coupons."""

    class Segment(models.TextChoices):
        ALL = "all", _("All customers")
        NEW = "new", _("New customers")
        OLD = "old", _("Regular customers")

    flow = Flow(
        "state",
        propose=Move((S.DRAFT,), S.SUBMITTED, label=_("Propose")),
        take_back=Move((S.SUBMITTED,), S.DRAFT, label=_("Take back")),
        submit=Move((S.SUBMITTED,), S.OPS_REVIEW, label=_("Submit to operations")),
        pass_on=Move((S.OPS_REVIEW,), S.COMPLIANCE_REVIEW, label=_("Pass on to quality")),
        approve=Move((S.OPS_REVIEW, S.COMPLIANCE_REVIEW), S.APPROVED, label=_("Approve")),
        reject=Move((S.OPS_REVIEW, S.COMPLIANCE_REVIEW), S.REJECTED, label=_("Reject")),
        rework=Move((S.REJECTED,), S.DRAFT, label=_("Rework")),
        confirm_rules=Move((S.APPROVED,), S.RULES_CONFIRMED, label=_("Confirm the rules")),
        schedule=Move((S.RULES_CONFIRMED,), S.SCHEDULED, label=_("Schedule")),
        start=Move((S.SCHEDULED,), S.RUNNING, label=_("Start")),
        pause=Move((S.RUNNING,), S.PAUSED, label=_("Pause")),
        resume=Move((S.PAUSED,), S.RUNNING, label=_("Resume")),
        end=Move((S.RUNNING, S.PAUSED), S.ENDED, label=_("End")),
        reopen=Move(AFTER_APPROVAL, S.OPS_REVIEW, label=_("Review again")),
        evaluate=Move((S.ENDED,), S.EVALUATED, label=_("Evaluate")),
        archive=Move((S.EVALUATED,), S.ARCHIVED, label=_("Archive")),
        cancel=Move(BEFORE_START, S.CANCELLED, label=_("Cancel the campaign")),
    )
    TONES = {
        S.DRAFT: "neutral", S.SUBMITTED: "info", S.OPS_REVIEW: "warn", S.COMPLIANCE_REVIEW: "warn", S.APPROVED: "brand",
        S.RULES_CONFIRMED: "brand", S.SCHEDULED: "brand", S.RUNNING: "ok", S.PAUSED: "danger", S.ENDED: "warn", S.EVALUATED: "neutral",
        S.ARCHIVED: "neutral", S.REJECTED: "danger", S.CANCELLED: "neutral",
    }  # fmt: skip

    number = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    code = models.SlugField(_("address"), max_length=40, unique=True, help_text=_("The last part of the page's address: spring-health"))
    name = models.CharField(_("name"), max_length=60, help_text=_("Customers read it."))
    stores = models.ManyToManyField("stores.Store", related_name="campaigns", verbose_name=_("stores"))
    aim = models.TextField(_("aim"), blank=True, max_length=500)
    goal_sales_fen = FenField(_("goal: sales"), default=0)
    goal_orders = models.PositiveIntegerField(_("goal: orders"), default=0)
    goal_conversion = models.DecimalField(
        _("goal: conversion, per cent"), max_digits=5, decimal_places=2, default=0, help_text=_("Of visitors who pay.")
    )
    goal_new_customers = models.PositiveIntegerField(_("goal: new customers"), default=0)
    segment = models.CharField(_("for whom"), max_length=8, choices=Segment, default=Segment.ALL)
    audience = models.TextField(_("audience"), blank=True, max_length=500)
    content = models.TextField(_("text of the page"), blank=True, max_length=1000, help_text=_("Customers read it. It is scanned."))
    products = models.ManyToManyField("catalog.Product", related_name="+", blank=True, verbose_name=_("products shown"))
    promotions = models.ManyToManyField("marketing.Promotion", related_name="campaigns", blank=True, verbose_name=_("promotions"))
    coupon_kinds = models.ManyToManyField("marketing.CouponKind", related_name="campaigns", blank=True, verbose_name=_("kinds of coupons"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), help_text=_("From this moment on it no longer counts."))
    shows_teaser = models.BooleanField(_("page announces it before the start"), default=True)
    budget_fen = FenField(_("budget"), default=0)
    stock_plan = models.TextField(_("stock"), blank=True, max_length=500)
    risk = models.TextField(_("risk"), blank=True, max_length=500)
    state = models.CharField(_("state"), max_length=20, choices=S, default=S.DRAFT, editable=False)
    scan_level = models.CharField(_("scan"), max_length=8, default="pass", editable=False)
    hits = models.JSONField(_("remarks of the scan"), default=list, editable=False)
    approved_facts = models.JSONField(_("as approved"), default=dict, editable=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by"), editable=False)
    drafted_at = models.DateTimeField(_("drafted"), default=clock.now, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    rules_confirmed_at = models.DateTimeField(_("rules confirmed"), null=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at", "-id"]
        permissions = [
            ("submit_campaign", _("Can submit campaigns to operations")),
            ("approve_campaign", _("Can decide on campaigns")),
            ("approve_large_campaign", _("Can decide on campaigns with a large budget")),
            ("read_campaign", _("Can decide on the texts of campaigns")),
            ("confirm_campaign", _("Can confirm the rules of campaigns")),
            ("override_campaign", _("Can let campaigns deviate from the rules")),
            ("run_campaign", _("Can pause, resume and end campaigns")),
            ("acknowledge_campaign", _("Can acknowledge campaigns for the department")),
            ("evaluate_campaign", _("Can evaluate campaigns")),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="campaign_newest"),
            models.Index(fields=["state", "starts_at"], name="campaign_to_start"),
            models.Index(fields=["state", "ends_at"], name="campaign_to_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="campaign_window_is_forward"),
            models.CheckConstraint(condition=Q(budget_fen__gte=0, goal_sales_fen__gte=0), name="campaign_amounts_not_negative"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"

    def get_absolute_url(self):
        return reverse("backoffice:campaign", args=[self.number])

    def is_live(self, now=None) -> bool:
        """The window decides, not the clerk who marks the start."""
        now = now or clock.now()
        return self.state in (S.SCHEDULED, S.RUNNING) and self.starts_at <= now < self.ends_at

    def is_over(self, now=None) -> bool:
        return self.state in OVER or (now or clock.now()) >= self.ends_at
