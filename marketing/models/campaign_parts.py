"""What hangs on a campaign: costs, departments, confirmations, changes, deviations, problems, the evaluation."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketing.models.campaign import Campaign
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.money import FenField
from microstore.core.sentences import SentencesField

PERSON = settings.AUTH_USER_MODEL


class CampaignCost(models.Model):
    """One purpose money is spent on: what was planned, what has been promised to others, what was paid."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="costs", verbose_name=_("campaign"))
    label = models.CharField(_("purpose"), max_length=60)
    planned_fen = FenField(_("planned"), default=0)
    committed_fen = FenField(_("committed"), default=0)
    actual_fen = FenField(_("actual"), default=0)

    class Meta:
        verbose_name = _("cost of a campaign")
        verbose_name_plural = _("costs of campaigns")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "label"], name="campaign_cost_once"),
            models.CheckConstraint(condition=Q(planned_fen__gte=0, committed_fen__gte=0, actual_fen__gte=0), name="campaign_cost_positive"),
        ]

    def __str__(self):
        return self.label


class CampaignDepartment(models.Model):
    """A department that takes part: who answers for it, and who has acknowledged the announcement, when."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="departments", verbose_name=_("campaign"))
    department = models.CharField(_("department"), max_length=20, choices=Department)
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answers for it"))
    announced_at = models.DateTimeField(_("announced"), null=True)
    chased_at = models.DateTimeField(_("reminded"), null=True)
    acknowledged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("acknowledged by"))
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True)

    class Meta:
        verbose_name = _("department of a campaign")
        verbose_name_plural = _("departments of campaigns")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "department"], name="campaign_department_once")]
        indexes = [
            models.Index(
                fields=["department"], condition=Q(acknowledged_at=None, announced_at__isnull=False), name="campaign_to_acknowledge"
            )
        ]

    def __str__(self):
        return self.get_department_display()


class RuleConfirmation(models.Model):
    """Sales and marketing each confirm the rules before the start (duty L4)."""

    class Side(models.TextChoices):
        SALES = "sales", _("Sales")
        MARKETING = "marketing", _("Marketing")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="confirmations", verbose_name=_("campaign"))
    side = models.CharField(_("side"), max_length=12, choices=Side)
    checked = models.JSONField(_("checked"), default=list)
    preflight = SentencesField(_("what the system checked"), default=list)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("confirmed by"))
    at = models.DateTimeField(_("confirmed"), default=clock.now)
    is_valid = models.BooleanField(_("still counts"), default=True)

    class Meta:
        verbose_name = _("confirmation of rules")
        verbose_name_plural = _("confirmations of rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "side"], condition=Q(is_valid=True), name="rules_confirmed_once_per_side")
        ]

    def __str__(self):
        return f"{self.campaign_id} {self.side}"


class CampaignChange(models.Model):
    """What was changed after approval: each field before and after. It sends the campaign back to review."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="changes", verbose_name=_("campaign"))
    diff = models.JSONField(_("before and after"))
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by"))
    at = models.DateTimeField(_("changed"), default=clock.now)

    class Meta:
        verbose_name = _("change of a campaign")
        verbose_name_plural = _("changes of campaigns")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.campaign_id} {self.at:%Y-%m-%d}"


class Deviation(models.Model):
    """The director let something pass that the regulations forbid. Never changed, never deleted."""

    class Kind(models.TextChoices):
        LATE_RULES = "late_rules", _("Rules confirmed too late")
        UNACKNOWLEDGED = "unacknowledged", _("Started without every acknowledgement")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="deviations", verbose_name=_("campaign"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("allowed by"))
    at = models.DateTimeField(_("allowed"), default=clock.now)

    class Meta:
        verbose_name = _("deviation")
        verbose_name_plural = _("deviations")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.campaign_id} {self.kind}"


class CampaignIssue(models.Model):
    """A problem during a campaign: what it is, who found it, who solved it and how (duty M20)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="issues", verbose_name=_("campaign"))
    problem = models.CharField(_("problem"), max_length=300)
    found_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("found by"))
    found_at = models.DateTimeField(_("found"), default=clock.now)
    solution = models.CharField(_("solution"), max_length=300, blank=True)
    solved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("solved by"))
    solved_at = models.DateTimeField(_("solved"), null=True)

    class Meta:
        verbose_name = _("problem of a campaign")
        verbose_name_plural = _("problems of campaigns")
        ordering = ["-pk"]

    def __str__(self):
        return self.problem


class CampaignCheck(models.Model):
    """Somebody looked at the numbers of a day while the campaign ran, and wrote what follows from them (duties L5, M7, M19, O10)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="checks", verbose_name=_("campaign"))
    day = models.DateField(_("day"))
    department = models.CharField(_("department"), max_length=20, choices=Department)
    remark = models.CharField(_("what follows"), max_length=500)
    facts = models.JSONField(_("numbers seen"), default=dict)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("checked by"))
    at = models.DateTimeField(_("checked"), default=clock.now)

    class Meta:
        verbose_name = _("daily check of a campaign")
        verbose_name_plural = _("daily checks of campaigns")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "day", "department"], name="campaign_checked_once_a_day")]

    def __str__(self):
        return f"{self.campaign_id} {self.day}"


class CampaignEvaluation(models.Model):
    """Goals against what came of them. ROI in per cent: (gross profit − cost) / cost; None where nothing was spent."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="evaluation", verbose_name=_("campaign"))
    actual = models.JSONField(_("what came of it"))
    cost_fen = FenField(_("cost"))
    profit_fen = FenField(_("gross profit"))
    roi_percent = models.IntegerField(_("return, per cent"), null=True)
    worked = models.TextField(_("what worked"), max_length=1000)
    failed = models.TextField(_("what did not"), max_length=1000)
    lessons = models.TextField(_("lessons"), max_length=1000)
    feedback = models.TextField(_("what customers and sales said"), max_length=1000)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("evaluated by"))
    at = models.DateTimeField(_("evaluated"), default=clock.now)

    class Meta:
        verbose_name = _("evaluation of a campaign")
        verbose_name_plural = _("evaluations of campaigns")

    def __str__(self):
        return str(self.campaign_id)
