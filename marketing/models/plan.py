"""The marketing plan of a month: customers, channels, budget split, activities (duties M1, M2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketing.models.campaign import Campaign
from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves


class MarketingPlan(Moves, models.Model):
    """One plan for all: marketing owns it, operations approves it, sales supports it. ``month`` is the first day of the month."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Operations decides")
        APPROVED = "approved", _("Approved")

    flow = Flow(
        "state",
        submit=Move((State.DRAFT,), State.SUBMITTED, label=_("Submit to operations")),
        approve=Move((State.SUBMITTED,), State.APPROVED, label=_("Approve")),
        send_back=Move((State.SUBMITTED,), State.DRAFT, label=_("Send back")),
        revise=Move((State.APPROVED,), State.DRAFT, label=_("Draw up anew")),
    )
    TONES = {State.DRAFT: "neutral", State.SUBMITTED: "warn", State.APPROVED: "ok"}

    month = models.DateField(_("month"), unique=True)
    customers = models.TextField(_("target customers"), max_length=500)
    channels = models.TextField(_("channels"), max_length=500)
    aim = models.TextField(_("aim"), max_length=500, blank=True)
    budget_fen = FenField(_("budget"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by"), editable=False)
    drafted_at = models.DateTimeField(_("drafted"), default=clock.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)

    class Meta:
        verbose_name = _("marketing plan")
        verbose_name_plural = _("marketing plans")
        ordering = ["-month"]
        permissions = [("approve_marketingplan", _("Can decide on marketing plans"))]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="plan_month_is_first_day"),
            models.CheckConstraint(condition=Q(budget_fen__gte=0), name="plan_budget_not_negative"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self):
        return reverse("backoffice:marketing-plan", args=[self.pk])


class PlanActivity(models.Model):
    """One activity of the plan and its part of the budget; what it asks of operations and sales."""

    class Kind(models.TextChoices):
        FESTIVAL = "festival", _("Festival promotion")
        NEW_PRODUCT = "new_product", _("New product")
        MEMBERS = "members", _("For members only")
        CONTENT = "content", _("Content")
        ADVERT = "advert", _("Advertising")

    plan = models.ForeignKey(MarketingPlan, models.CASCADE, related_name="activities", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("activity"), max_length=60)
    channel = models.CharField(_("channel"), max_length=60)
    starts_on = models.DateField(_("begins"))
    budget_fen = FenField(_("budget"))
    asks = models.CharField(_("asked of operations and sales"), max_length=200, blank=True)
    campaign = models.ForeignKey(Campaign, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name=_("campaign"))

    class Meta:
        verbose_name = _("activity of a plan")
        verbose_name_plural = _("activities of plans")
        ordering = ["starts_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(budget_fen__gte=0), name="activity_budget_not_negative")]

    def __str__(self):
        return self.name
