"""What people do while a campaign runs and after it: daily checks, problems, costs, the evaluation (duties L5, M13, M15, M20)."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from marketing.campaign_events import CampaignEvaluated, CostsChanged, IssueLogged, NumbersChecked
from marketing.campaign_norms import EVALUATE_WITHIN
from marketing.models import Campaign, CampaignCheck, CampaignCost, CampaignEvaluation, CampaignIssue, CampaignState
from marketing.models.campaign import AFTER_APPROVAL
from marketing.services.campaigns import figures, telling
from microstore.core import clock
from microstore.core.days import add_workdays, business_day
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def check_day(campaign: Campaign, *, remark: str, by) -> CampaignCheck:
    """Somebody looked at today's numbers; a second remark of the same department replaces the first one of the day."""
    campaign.lock()
    if campaign.state not in (CampaignState.RUNNING, CampaignState.PAUSED):
        raise Refused(_("Only a running campaign is checked."))
    row = figures.board(campaign).days.get(clock.today(), figures.Row(""))
    seen = {name: getattr(row, name) for name in ("views", "visitors", "carts", "orders", "sales_fen")}
    department = getattr(getattr(by, "staff", None), "department", "") or "marketing"
    kept, _is_new = CampaignCheck.objects.update_or_create(
        campaign=campaign, day=clock.today(), department=department,
        defaults={"remark": remark, "facts": seen, "by": by, "at": clock.now()},
    )  # fmt: skip
    publish(NumbersChecked(campaign.number, clock.today().isoformat()), about=campaign, by=by, reason=remark)
    return kept


@transaction.atomic
def log_issue(campaign: Campaign, *, problem: str, by) -> CampaignIssue:
    issue = CampaignIssue.objects.create(campaign=campaign, problem=problem, found_by=by)
    publish(IssueLogged(campaign.number, solved=False), about=campaign, by=by, reason=problem)
    return issue


def note_goods_left(product) -> int:
    """A problem in each campaign, approved and not yet over, that shows goods which left the shelf; marketing is told. Returns how many."""
    here = Campaign.objects.filter(products=product, state__in=AFTER_APPROVAL, ends_at__gt=clock.now())
    known = CampaignIssue.objects.filter(campaign=OuterRef("pk"), solved_at=None, problem__contains=product.code)
    campaigns = list(here.filter(~Exists(known)).order_by("pk"))
    for campaign in campaigns:
        issue = log_issue(campaign, problem=_("Left the shelf: %(product)s") % {"product": product}, by=None)
        telling.tell_marketing(campaign, "campaign.goods_left", str(issue.pk))
    return len(campaigns)


@transaction.atomic
def solve_issue(issue: CampaignIssue, *, solution: str, by) -> None:
    """Twice is once: who was first solved it."""
    row = CampaignIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.solved_at is not None:
        raise Refused(_("This problem has been solved already."))
    row.solution, row.solved_by, row.solved_at = solution, by, clock.now()
    row.save(update_fields=["solution", "solved_by", "solved_at"])
    publish(IssueLogged(row.campaign.number, solved=True), about=row.campaign, by=by, reason=solution)


@transaction.atomic
def book_cost(cost: CampaignCost, *, committed_fen: int, actual_fen: int, by) -> None:
    """What was promised and paid for one purpose. Refuses what the budget of the campaign does not hold."""
    campaign = cost.campaign
    campaign.lock()
    if campaign.state in (CampaignState.ARCHIVED, CampaignState.CANCELLED):
        raise Refused(_("%(campaign)s is closed.") % {"campaign": campaign})
    others = sum(max(row.committed_fen, row.actual_fen) for row in campaign.costs.exclude(pk=cost.pk))
    if others + max(committed_fen, actual_fen) > campaign.budget_fen:
        raise Refused(_("That is more than the budget. Change the budget first: operations decides on it."))
    cost.committed_fen, cost.actual_fen = committed_fen, actual_fen
    cost.save(update_fields=["committed_fen", "actual_fen"])
    publish(CostsChanged(campaign.number), about=campaign, by=by, reason=cost.label)


def evaluation_due(campaign: Campaign):
    """The last day on which it is evaluated in time."""
    return add_workdays(business_day(campaign.ended_at), EVALUATE_WITHIN.value) if campaign.ended_at else None


@transaction.atomic
def evaluate(campaign: Campaign, words: dict[str, str], *, by) -> CampaignEvaluation:
    """``words``: worked, failed, lessons, feedback. Numbers are taken from the books as they stand."""
    campaign.begin("evaluate")
    drawn = figures.board(campaign)
    total, cost = drawn.total, drawn.used_fen
    actual = {name: getattr(total, name) for name in ("views", "visitors", "carts", "orders", "new_customers", "sales_fen", "refunds_fen")}
    actual |= {"conversion": total.conversion, "average_fen": total.average_fen, "discount_fen": drawn.discount_fen}
    profit = total.profit_fen + drawn.discount_fen - total.refunds_fen  # the discount is a cost, so it is not taken off twice
    roi = round((profit - cost) * 100 / cost) if cost else None
    evaluation = CampaignEvaluation.objects.create(
        campaign=campaign, actual=actual, cost_fen=cost, profit_fen=profit, roi_percent=roi, by=by, **words
    )  # fmt: skip
    campaign.finish("evaluate", CampaignEvaluated(campaign.number), by=by)
    return evaluation


def earlier_lessons(limit: int = 3) -> list[CampaignEvaluation]:
    """What the last campaigns taught, for whoever drafts the next one."""
    return list(CampaignEvaluation.objects.select_related("campaign").order_by("-at")[:limit])
