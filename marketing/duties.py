"""What marketing, sales and operations owe around campaigns, and the facts that prove it."""

from datetime import date, time

from django.utils.translation import gettext_lazy as _

from marketing.campaign_norms import CONFIRM_BEFORE
from marketing.models import (
    Campaign,
    CampaignCheck,
    CampaignIssue,
    CampaignState,
    CouponKind,
    DailyTraffic,
    MarketingPlan,
    Promotion,
    Topic,
)
from marketing.services import plans
from marketing.services.campaigns.following import evaluation_due
from microstore.core import clock
from microstore.core.days import business_day
from microstore.core.declarations import Department, Post
from microstore.core.duties import Cadence, Evidence, Period, duty
from microstore.core.models import Approval

S = CampaignState


def running_on(period: Period):
    """Campaigns that customers took part in during the period."""
    first, until = period.bounds
    return Campaign.objects.between(first, until).filter(started_at__isnull=False).exclude(ended_at__lte=first)


def over(period: Period) -> bool:
    return clock.now() >= period.bounds[1]


def all_or_missed(done: int, owed: int, period: Period) -> Evidence:
    return Evidence(done, owed, missed=owed - done if over(period) else 0)


# ── the monthly plan ───────────────────────────────────────────────────────────────────────────────────────────────────
def plan_in_time(period: Period) -> Evidence:
    """The plan of the next month, with its operations by the due day of this one."""
    month = plans.next_month(period.first)
    plan = MarketingPlan.objects.filter(month=month, submitted_at__isnull=False).first()
    due = plans.due_on(month)
    in_time = plan is not None and business_day(plan.submitted_at) <= due
    is_late = not in_time and clock.today() > due
    return Evidence(int(in_time), 1, missed=int(is_late), url=plan.get_absolute_url() if plan else "")


duty(
    "M1", _("Next month's marketing plan stands by the 25th"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY, page="marketing-plans",
    source="S0 §四(三)1",
)(plan_in_time)  # fmt: skip


@duty(
    "M2", _("The plan names customers and channels and splits the whole budget"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY,
    page="marketing-plans", source="S2 §三(一)1",
)  # fmt: skip
def plan_is_complete(period: Period) -> Evidence:
    plan = MarketingPlan.objects.filter(month=plans.next_month(period.first)).first()
    split = sum(plan.activities.values_list("budget_fen", flat=True)) if plan else -1
    return all_or_missed(int(bool(plan and plan.customers and plan.channels and split == plan.budget_fen)), 1, period)


# ── offers ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
@duty("M4", _("Promotions and coupons run in the forms that the rules name"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY,
      page="promotions", source="S1 §六(一)1")  # fmt: skip
def offers_run(period: Period) -> Evidence:
    """At least one promotion or kind of coupon counted at some time of the month."""
    first, until = period.bounds
    ran = sum(rows.filter(activated_at__lt=until, starts_at__lt=until, ends_at__gt=first).count() for rows in offers())
    return Evidence(min(ran, 1), 1, missed=int(not ran and over(period)))


@duty("M5", _("Promotions are planned ahead for season and festivals"), post=Post.MARKETING, cadence=Cadence.MONTHLY, page="promotions",
      source="S1 §六(一)1")  # fmt: skip
def offers_are_planned(period: Period) -> Evidence:
    """Each that begins in the month was drafted before the last day for confirming its rules."""
    first, until = period.bounds
    begun = [row for rows in offers() for row in rows.filter(starts_at__gte=first, starts_at__lt=until, activated_at__isnull=False)]
    ahead = sum(row.drafted_at <= row.starts_at - CONFIRM_BEFORE.span for row in begun)
    return Evidence(ahead, len(begun), missed=len(begun) - ahead)


def offers():
    return Promotion.objects.all(), CouponKind.objects.all()


# ── proposal and approval ──────────────────────────────────────────────────────────────────────────────────────────────
@duty("M3", _("Each campaign states goal, people, content, schedule, budget and rules"), post=Post.MARKETING, cadence=Cadence.MONTHLY,
      page="campaigns", source="S0 §四(三)1")  # fmt: skip
def proposals_are_complete(period: Period) -> Evidence:
    """Proposing refuses what is incomplete, so every proposal of the period is one."""
    first, until = period.bounds
    drafted = Campaign.objects.filter(drafted_at__gte=first, drafted_at__lt=until).exclude(state=S.CANCELLED)
    return all_or_missed(drafted.exclude(state=S.DRAFT).count(), drafted.count(), period)


@duty("M6", _("No campaign runs without approval, and everybody was informed"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY,
      page="campaigns", source="S1 §六(一)3")  # fmt: skip
def campaigns_are_announced(period: Period) -> Evidence:
    rows = running_on(period).filter(started_at__gte=period.bounds[0])
    informed = rows.filter(approved_at__isnull=False).exclude(departments__acknowledged_at=None).distinct().count()
    owed = rows.count()
    return Evidence(informed, owed, missed=owed - informed)


@duty(
    "O6",
    _("Campaign proposals are decided in advance"),
    post=Post.OPERATIONS,
    cadence=Cadence.DAILY,
    page="approvals",
    source="S1 §六(一)3",
)
def proposals_are_decided(period: Period) -> Evidence:
    """What was asked before the day is decided by its end."""
    first, until = period.bounds
    asked = Approval.objects.filter(kind__in=("campaign.approve", "campaign.large"), asked_at__lt=first)
    open_then = asked.exclude(decided_at__lt=first)
    done = open_then.filter(decided_at__isnull=False, decided_at__lt=until).count()
    return all_or_missed(done, open_then.count(), period)


@duty("L4", _("Campaign rules are confirmed three days before the start"), post=Post.SALES, cadence=Cadence.DAILY, page="campaigns",
      source="S2b §二(一)1(2)")  # fmt: skip
def rules_are_confirmed(period: Period) -> Evidence:
    """Campaigns whose last day for it lies in the period."""
    first, until = period.bounds
    rows = Campaign.objects.filter(starts_at__gte=first + CONFIRM_BEFORE.span, starts_at__lt=until + CONFIRM_BEFORE.span)
    owed = [row for row in rows.filter(approved_at__isnull=False).exclude(state=S.CANCELLED)]
    done = sum(1 for row in owed if row.rules_confirmed_at and row.rules_confirmed_at <= row.starts_at - CONFIRM_BEFORE.span)
    return all_or_missed(done, len(owed), period)


# ── while it runs ──────────────────────────────────────────────────────────────────────────────────────────────────────
def checked_by(*departments: str):
    """Whether each running campaign has the day's check of one of these departments."""

    def evidence(period: Period) -> Evidence:
        rows = running_on(period)
        checks = CampaignCheck.objects.filter(campaign__in=rows.values("pk"), day__range=(period.first, period.last))
        done = checks.filter(department__in=departments).values("campaign").distinct().count()
        return all_or_missed(done, rows.count(), period)

    return evidence


duty("M7", _("The effect of each campaign is followed and answered"), post=Post.MARKETING_MANAGER, cadence=Cadence.WEEKLY, page="campaigns",
     source="S0 §四(三)1")(checked_by(Department.MARKETING))  # fmt: skip
duty("M19", _("Clicks, conversion and sales of each campaign are looked at"), post=Post.MARKETING, cadence=Cadence.DAILY, page="campaigns",
     source="S2 §三(二)1", by=time(18))(checked_by(Department.MARKETING))  # fmt: skip
duty("L5", _("Sales of each campaign are watched, slow movers answered"), post=Post.SALES, cadence=Cadence.DAILY, page="campaigns",
     source="S2b §二(一)1(2)", by=time(18))(checked_by(Department.SALES))  # fmt: skip
duty("O10", _("The effect of campaigns is watched by operations"), post=Post.OPERATIONS, cadence=Cadence.WEEKLY, page="campaigns",
     source="S2 §二(二)3")(checked_by(Department.OPERATIONS))  # fmt: skip


@duty(
    "M20",
    _("Problems of a campaign are found and solved"),
    post=Post.MARKETING,
    cadence=Cadence.DAILY,
    page="campaigns",
    source="S2 §三(二)2",
)
def problems_are_solved(period: Period) -> Evidence:
    first, until = period.bounds
    found = CampaignIssue.objects.filter(found_at__lt=until).exclude(solved_at__lt=first)
    return all_or_missed(found.filter(solved_at__isnull=False, solved_at__lt=until).count(), found.count(), period)


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@duty("M12", _("Sales, conversion, order value and traffic are measured"), post=Post.MARKETING, cadence=Cadence.DAILY, page="campaigns",
      source="S1 §六(四)1", by=time(23, 59))  # fmt: skip
def traffic_is_counted(period: Period) -> Evidence:
    counted = DailyTraffic.objects.filter(product=None, campaign=None, day__range=(period.first, period.last)).exists()
    return all_or_missed(int(counted), 1, period)


@duty("M13", _("Each campaign is evaluated within five work days of its end"), post=Post.MARKETING_MANAGER, cadence=Cadence.MONTHLY,
      page="campaigns", source="S1 §六(四)2", grace_days=7)  # fmt: skip
def campaigns_are_evaluated(period: Period) -> Evidence:
    first, until = period.bounds
    rows = list(Campaign.objects.filter(ended_at__gte=first, ended_at__lt=until).select_related("evaluation"))
    done = sum(1 for row in rows if hasattr(row, "evaluation") and _in_time(row, business_day(row.evaluation.at)))
    late = sum(1 for row in rows if not _in_time(row, business_day(row.evaluation.at) if hasattr(row, "evaluation") else clock.today()))
    return Evidence(done, len(rows), missed=late)


def _in_time(campaign: Campaign, day: date) -> bool:
    return day <= evaluation_due(campaign)


# ── topic pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
@duty("D7", _("Topic pages of campaigns are live when the campaign begins"), post=Post.DESIGNER, cadence=Cadence.MONTHLY, page="campaigns",
      source="S1 §七(一)2")  # fmt: skip
def topics_are_ready(period: Period) -> Evidence:
    """Each topic page whose campaign began in the period was published before it began."""
    first, until = period.bounds
    begun = Topic.objects.filter(campaign__started_at__gte=first, campaign__started_at__lt=until).select_related("campaign", "page")
    rows = [(topic, topic.page.revisions.filter(published_at__lte=topic.campaign.started_at).exists()) for topic in begun]
    ready = sum(is_ready for _topic, is_ready in rows)
    return Evidence(ready, len(rows), missed=len(rows) - ready)
