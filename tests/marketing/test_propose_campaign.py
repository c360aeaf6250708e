"""A campaign needs all its parts, a decision of operations, and a new one when what was decided changes (duties M3, M6, O6)."""

from datetime import timedelta

import pytest

from marketing.campaign_norms import LARGE_BUDGET
from marketing.models import Campaign, CampaignState, RuleConfirmation
from marketing.services import promotions
from marketing.services.campaigns import drafting, facts, readiness, running
from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Approval
from microstore.messaging.models import Message
from tests.factories.campaigns import COSTS, make_approved, make_asked, make_draft, make_person, make_running, make_scheduled

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["aim", "audience", "content", "stock_plan", "risk"])
def test_a_proposal_without_a_mandatory_part_is_refused(field):
    campaign = make_draft(**{field: ""})
    with pytest.raises(Refused):
        drafting.propose(campaign, by=campaign.drafted_by)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


def test_a_proposal_without_an_owner_in_a_department_is_refused():
    campaign = make_draft()
    campaign.departments.filter(department="finance").update(owner=None)
    with pytest.raises(Refused):
        drafting.propose(campaign, by=campaign.drafted_by)


def test_a_rule_outside_the_schedule_is_missing_something():
    campaign = make_draft()
    campaign.ends_at -= timedelta(days=1)
    campaign.save()
    assert len(facts.missing(campaign)) == 2


def test_forbidden_words_stop_the_proposal():
    campaign = make_draft(content="本品可治疗糖尿病，国家级最佳。")
    assert campaign.scan_level == "block"
    with pytest.raises(Refused):
        drafting.propose(campaign, by=campaign.drafted_by)
    assert not Approval.objects.exists()


def test_nobody_decides_on_their_own_campaign():
    _campaign, approval = make_asked()
    with pytest.raises(Refused):
        approval.asked_by.has_perm = lambda *args: True
        approvals.decide(approval, yes=True, reason="", by=approval.asked_by)
    approval.refresh_from_db()
    assert approval.state == Approval.State.WAITING


def test_a_large_budget_goes_to_the_director():
    assert make_asked()[1].kind == "campaign.approve"
    assert make_asked(budget_fen=LARGE_BUDGET.value)[1].kind == "campaign.large"


def test_texts_that_need_a_reader_go_to_quality_and_no_further():
    campaign, approval = make_asked()
    Campaign.objects.filter(pk=campaign.pk).update(scan_level="review")
    approvals.decide(approval, yes=True, reason="", by=make_person("operations", "operations"))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.COMPLIANCE_REVIEW
    second = Approval.objects.get(kind="campaign.texts", state="waiting")
    approvals.decide(second, yes=True, reason="", by=make_person("quality", "quality"))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


def test_a_no_sends_it_back_for_rework():
    campaign, approval = make_asked()
    approvals.decide(approval, yes=False, reason="预算过高", by=make_person("operations", "operations"))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.REJECTED
    drafting.rework(campaign, by=campaign.drafted_by)
    assert campaign.state == CampaignState.DRAFT


def test_approval_is_announced_to_five_departments_once():
    campaign = make_approved()
    deliver_all()
    assert campaign.departments.filter(announced_at__isnull=False).count() == 5
    told = Message.objects.filter(template_code="campaign.announced").count()
    assert told >= 5
    from marketing.services.campaigns import telling

    telling.announce(campaign)
    assert Message.objects.filter(template_code="campaign.announced").count() == told


def test_a_department_acknowledges_for_itself_alone():
    campaign = make_approved()
    row = campaign.departments.get(department="finance")
    with pytest.raises(Refused):
        readiness.acknowledge(row, by=make_person("sales", "sales"))
    person = make_person("finance", "finance")
    readiness.acknowledge(row, by=person)
    row.refresh_from_db()
    assert row.acknowledged_by == person


def change(campaign, **values):
    links = {name: list(getattr(campaign, name).all()) for name in drafting.LINKS}
    return drafting.change(campaign, values, links, dict(COSTS), reason="预算追加", by=make_person())


def test_a_changed_budget_keeps_the_difference_and_goes_back_to_review():
    campaign = make_scheduled()
    assert campaign.promotions.get().is_active
    kept = change(campaign, budget_fen=600_000)
    campaign.refresh_from_db()
    assert kept.diff == {"budget_fen": [500_000, 600_000]}
    assert campaign.state == CampaignState.OPS_REVIEW
    assert Approval.objects.filter(kind="campaign.approve", state="waiting").count() == 1
    assert not RuleConfirmation.objects.filter(campaign=campaign, is_valid=True).exists()
    assert not campaign.departments.filter(acknowledged_at__isnull=False).exists()
    assert not campaign.promotions.get().is_active


def test_a_change_of_nothing_is_refused_and_changes_nothing():
    campaign = make_scheduled()
    with pytest.raises(Refused):
        change(campaign, risk="其他")
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.SCHEDULED
    assert campaign.risk == "缺货则暂停"


def test_a_running_campaign_that_is_changed_gives_no_savings_until_it_is_approved_again():
    campaign = make_running()
    change(campaign, content="文案更新，欢迎选购。")
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPS_REVIEW
    assert not campaign.is_live()
    assert not campaign.coupon_kinds.get().is_active


def test_a_rule_redrafted_after_approval_sends_the_campaign_back():
    campaign = make_approved()
    rule = campaign.promotions.get()
    rule.steps = [[20000, 5000]]
    promotions.draft(rule, by=make_person())
    assert running.review_drifted() == 1
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPS_REVIEW
    assert list(campaign.changes.get().diff) == [f"rule {rule.code}"]
    assert running.review_drifted() == 0


def test_cancelling_answers_the_request_that_waits():
    campaign, approval = make_asked()
    drafting.cancel(campaign, reason="取消", by=make_person())
    approval.refresh_from_db()
    assert approval.state == Approval.State.WITHDRAWN
    assert campaign.state == CampaignState.CANCELLED
