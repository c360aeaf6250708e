"""The month's plan names customers and channels and splits its budget; operations decides (duties M1, M2)."""

from datetime import date, timedelta

import pytest

from marketing import duties
from marketing.models import MarketingPlan, PlanActivity
from marketing.services import plans
from marketing.services.campaigns import following, running
from microstore.core import approvals, clock
from microstore.core.duties import Duty
from microstore.core.errors import Refused
from tests.factories.campaigns import make_person, make_running

pytestmark = pytest.mark.django_db
MONTH = date(2026, 12, 1)


def make_plan(**fields) -> MarketingPlan:
    values = {"month": MONTH, "customers": "会员", "channels": "公众号", "budget_fen": 100_000, **fields}
    return plans.draft(MarketingPlan(**values), by=make_person())


def add(plan, fen, day=5) -> PlanActivity:
    activity = PlanActivity(
        plan=plan, kind="members", name="会员日", channel="公众号", starts_on=plan.month.replace(day=day), budget_fen=fen
    )
    return plans.keep_activity(activity, by=make_person())


def test_the_plan_of_december_is_due_on_25_november():
    assert plans.due_on(MONTH) == date(2026, 11, 25)
    assert plans.due_on(date(2027, 1, 1)) == date(2026, 12, 25)
    assert plans.next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_more_than_the_budget_is_not_shared_out():
    plan = make_plan()
    add(plan, 60_000)
    with pytest.raises(Refused):
        add(plan, 40_001)
    assert plan.activities.count() == 1


def test_an_activity_of_another_month_is_refused():
    plan = make_plan()
    with pytest.raises(Refused):
        plans.keep_activity(
            PlanActivity(plan=plan, kind="advert", name="x", channel="y", starts_on=date(2027, 1, 1), budget_fen=1), by=make_person()
        )


def test_a_split_that_does_not_use_the_budget_is_not_submitted():
    plan = make_plan()
    add(plan, 60_000)
    with pytest.raises(Refused):
        plans.submit(plan, reason="月度计划", by=make_person())
    plan.refresh_from_db()
    assert plan.state == MarketingPlan.State.DRAFT


def test_operations_approves_and_a_new_version_is_decided_anew():
    plan = make_plan()
    add(plan, 100_000)
    approval = plans.submit(plan, reason="月度计划", by=make_person())
    approvals.decide(approval, yes=True, reason="", by=make_person("operations", "operations"))
    plan.refresh_from_db()
    assert plan.state == MarketingPlan.State.APPROVED
    plans.revise(plan, reason="预算调整", by=make_person())
    assert (plan.state, plan.version) == (MarketingPlan.State.DRAFT, 2)


def test_actual_costs_come_from_the_campaign_that_carries_it_out():
    plan = make_plan()
    activity = add(plan, 100_000)
    campaign = make_running()
    plans.link(activity, campaign, by=make_person())
    following.book_cost(campaign.costs.first(), committed_fen=5000, actual_fen=4000, by=make_person())
    assert [(committed, actual) for _row, committed, actual in plans.actual_by_activity(plan)] == [(5000, 4000)]


def evidence(code, day):
    duty = Duty.registry[code]
    return duty.evidence(duty.period(day))


@pytest.mark.duty("M1", "M2")
def test_a_plan_by_the_25th_keeps_the_duty_and_a_later_one_misses_it():
    from datetime import datetime

    with clock.at(datetime(2026, 11, 25, 20, tzinfo=clock.SHANGHAI)):
        plan = make_plan()
        add(plan, 100_000)
        assert evidence("M1", date(2026, 11, 25)).done == 0
        plans.submit(plan, reason="月度计划", by=make_person())
        assert evidence("M1", date(2026, 11, 25)).done == 1
        assert evidence("M2", date(2026, 11, 25)).done == 1
    MarketingPlan.objects.update(submitted_at=datetime(2026, 11, 26, 0, tzinfo=clock.SHANGHAI))
    with clock.at(datetime(2026, 11, 26, 9, tzinfo=clock.SHANGHAI)):
        assert (evidence("M1", date(2026, 11, 26)).done, evidence("M1", date(2026, 11, 26)).missed) == (0, 1)


@pytest.mark.duty("M19", "L5")
def test_each_department_owes_its_own_look_at_the_numbers():
    campaign = make_running()
    today = clock.today()
    assert (evidence("M19", today).done, evidence("M19", today).owed) == (0, 1)
    following.check_day(campaign, remark="平稳", by=make_person("marketing", "marketing"))
    assert evidence("M19", today).done == 1
    assert evidence("L5", today).done == 0
    following.check_day(campaign, remark="两款慢销", by=make_person("sales", "sales"))
    assert evidence("L5", today).done == 1


@pytest.mark.duty("M13")
def test_an_evaluation_in_five_work_days_keeps_the_duty():
    campaign = make_running()
    running.end(campaign, reason="提前", by=make_person())
    assert evidence("M13", clock.today()).owed == 1
    with clock.at(clock.now() + timedelta(days=30)):
        assert duties.campaigns_are_evaluated(Duty.registry["M13"].period(clock.local(campaign.ended_at).date())).missed == 1
    following.evaluate(campaign, {"worked": "a", "failed": "b", "lessons": "c", "feedback": "d"}, by=make_person())
    assert evidence("M13", clock.today()).done == 1


@pytest.mark.duty("M20", "L4", "M3")
def test_proposals_problems_and_confirmations_are_evidence():
    campaign = make_running()
    today = clock.today()
    issue = following.log_issue(campaign, problem="缺货", by=make_person())
    assert (evidence("M20", today).done, evidence("M20", today).owed) == (0, 1)
    following.solve_issue(issue, solution="补货", by=make_person())
    assert evidence("M20", today).done == 1
    assert evidence("M6", today).missed == 0
    last_day = (campaign.starts_at - timedelta(days=3)).astimezone(clock.SHANGHAI).date()
    assert (evidence("L4", last_day).done, evidence("L4", last_day).owed) == (1, 1)
    drafted = campaign.drafted_at.astimezone(clock.SHANGHAI).date()
    assert evidence("M3", drafted).done == 1
    assert evidence("O6", today).missed == 0
