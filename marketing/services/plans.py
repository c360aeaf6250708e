"""The marketing plan of a month (duties M1, M2)."""

from datetime import date

from django.db import transaction
from django.db.models import Sum

from marketing.campaign_events import PlanChanged, PlanDecided, PlanSubmitted
from marketing.campaign_norms import PLAN_DUE_DAY
from marketing.models import MarketingPlan, PlanActivity
from microstore.core import approvals, clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.money import format_yuan
from microstore.core.sentences import gettext as _


def next_month(day: date) -> date:
    """The first day of the month after ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def due_on(month: date) -> date:
    """The day by which the plan of ``month`` is owed: a day of the month before."""
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return before.replace(day=PLAN_DUE_DAY.value)


@transaction.atomic
def draft(plan: MarketingPlan, *, by) -> MarketingPlan:
    if plan.pk:
        plan_now = MarketingPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if plan_now.state != MarketingPlan.State.DRAFT:
            raise Refused(_("The plan of %(month)s is decided or being decided.") % {"month": plan_now})
    else:
        plan.drafted_by = by
    plan.full_clean(validate_unique=True, exclude=["drafted_by"])
    plan.save()
    publish(PlanChanged(str(plan)), about=plan, by=by)
    return plan


@transaction.atomic
def keep_activity(activity: PlanActivity, *, by) -> PlanActivity:
    """Refuses more than the budget of the month, other months, and plans that are not drafts."""
    plan = activity.plan
    plan.lock()
    if plan.state != MarketingPlan.State.DRAFT:
        raise Refused(_("The plan of %(month)s is decided or being decided.") % {"month": plan})
    if (activity.starts_on.year, activity.starts_on.month) != (plan.month.year, plan.month.month):
        raise Refused(_("The activity does not begin in the month of the plan."))
    others = plan.activities.exclude(pk=activity.pk).aggregate(fen=Sum("budget_fen"))["fen"] or 0
    if others + activity.budget_fen > plan.budget_fen:
        raise Refused(_("Only %(left)s of the budget is left.") % {"left": format_yuan(plan.budget_fen - others)})
    activity.full_clean()
    activity.save()
    publish(PlanChanged(str(plan)), about=plan, by=by, reason=activity.name)
    return activity


@transaction.atomic
def link(activity: PlanActivity, campaign, *, by) -> None:
    """Name the campaign that carries an activity out; possible at any time."""
    activity.campaign = campaign
    activity.save(update_fields=["campaign"])
    publish(PlanChanged(str(activity.plan)), about=activity.plan, by=by, reason=activity.name)


@transaction.atomic
def submit(plan: MarketingPlan, *, reason: str, by):
    """Refuses without activities, and while the split does not use exactly the budget."""
    plan.begin("submit")
    split = plan.activities.aggregate(fen=Sum("budget_fen"))["fen"]
    if split is None:
        raise Refused(_("The plan has no activity yet."))
    if split != plan.budget_fen:
        raise Refused(
            _("The activities share out %(split)s, the budget is %(budget)s.")
            % {"split": format_yuan(split), "budget": format_yuan(plan.budget_fen)}
        )
    plan.submitted_at = clock.now()
    plan.finish("submit", PlanSubmitted(str(plan)), by=by, reason=reason, save=["submitted_at"])
    return approvals.ask("plan.approve", subject=plan, reason=reason, by=by, amount_fen=plan.budget_fen)


def decided(plan: MarketingPlan, approval, *, yes: bool) -> None:
    move = "approve" if yes else "send_back"
    plan.begin(move)
    plan.approved_at = clock.now() if yes else None
    plan.finish(move, PlanDecided(str(plan), yes), by=approval.decided_by, reason=approval.decision_reason, save=["approved_at"])


@transaction.atomic
def revise(plan: MarketingPlan, *, reason: str, by) -> None:
    """An approved plan is drawn up anew as its next version; operations decides again."""
    require_reason(reason)
    plan.begin("revise")
    plan.version += 1
    plan.finish("revise", PlanChanged(str(plan)), by=by, reason=reason, save=["version"])


def actual_by_activity(plan: MarketingPlan) -> list[tuple[PlanActivity, int, int]]:
    """(activity, promised to others, paid) – from the cost lines of the campaign that carries it out."""
    rows = plan.activities.select_related("campaign").annotate(
        committed=Sum("campaign__costs__committed_fen"), actual=Sum("campaign__costs__actual_fen")
    )
    return [(row, row.committed or 0, row.actual or 0) for row in rows]
