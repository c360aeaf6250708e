"""Selection: four criteria with evidence, four departments with a vote each, a decision that is kept with its reason."""
from datetime import timedelta

import pytest
from django.utils.translation import override

from catalog.gate.origin import Unselected
from catalog.models import Product, ProposalScore, Supplier, SupplierTally
from catalog.selection.services import proposals, scorecard
from catalog.services import products
from catalog.suppliers.services import tallies
from microstore.core import approvals, clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.models import Approval, Event
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_person, make_shelf
from tests.factories.selection import in_review, make_proposal, make_rival, make_selected, scored, seen, voted
from tests.factories.suppliers import make_supplier

pytestmark = pytest.mark.django_db
Criterion = ProposalScore.Criterion


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.duty("P2")
def test_proposal_is_handed_in_only_with_all_four_criteria_scored():
    proposal = make_proposal()
    proposals.score(proposal, {Criterion.DEMAND: (4, "搜索“叶黄素”月均 320 次无结果")}, by=proposal.proposed_by)
    with pytest.raises(Refused, match="Still to be scored: Quality record, Supplier qualification, Margin"):
        proposals.hand_in(proposal, by=proposal.proposed_by)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.handed_in_at, proposal.facts) == ("proposed", None, {})


def test_points_without_evidence_are_refused():
    proposal = make_proposal()
    with pytest.raises(Refused, match="evidence"):
        proposals.score(proposal, {Criterion.DEMAND: (4, " ")}, by=proposal.proposed_by)
    assert not proposal.scores.exists()


def test_facts_of_the_system_are_kept_with_the_hand_in():
    proposal = make_proposal(rival=make_rival())
    seen(proposal.rival, 11800)
    proposal.rival.refresh_from_db()
    for number in range(10):
        tallies.add(SupplierTally.Kind.DELIVERED, proposal.supplier, reference=f"GR{number}")
    tallies.add(SupplierTally.Kind.COMPLAINT, proposal.supplier, reference="CP1")
    proposals.hand_in(scored(proposal), by=proposal.proposed_by)
    facts = proposal.facts
    assert facts["margin"] | {"rival": ""} == {
        "per_cent": 53, "purchase_fen": 6000, "planned_fen": 12800, "rival": "", "rival_fen": 11800, "gap": 8}
    assert facts["quality"]["supplier"] == {"delivered": 10, "damaged": 0, "defect": 0, "complaint": 1}
    assert (facts["supplier"]["state"], facts["supplier"]["fault"], facts["supplier"]["score"]) == ("qualified", "", 99)
    assert scorecard.suggested(facts) == {Criterion.QUALITY: 1, Criterion.SUPPLIER: 5, Criterion.MARGIN: 5}
    assert scorecard.said(facts)[Criterion.MARGIN] == [
        "Margin 53 % (bought at ¥60.00, planned at ¥128.00).", "天和堂旗舰店 · 同款葡萄籽 100粒: ¥118.00; ours would be +8 %."]


def test_supplier_who_may_not_supply_the_class_is_scored_with_one_point():
    proposal = make_proposal()
    proposal.supplier.licences.update(scope=["ordinary_food"])
    facts = scorecard.facts_of(proposal)
    assert "has no licence" in facts["supplier"]["fault"]
    assert scorecard.suggested(facts)[Criterion.SUPPLIER] == 1


@pytest.mark.parametrize(("planned", "points"), [(12000, 5), (10000, 4), (8572, 3), (8000, 2), (6500, 1), (5000, 1)])
def test_margin_suggests_points(planned, points):
    assert scorecard.suggested(scorecard.facts_of(make_proposal(planned_fen=planned)))[Criterion.MARGIN] == points


@pytest.mark.duty("P1")
def test_selected_when_all_four_departments_say_yes():
    proposal = voted(in_review(), True, True, True)
    assert proposal.state == "in_review"
    last = make_staff(post=Post.WAREHOUSE_LEAD).user
    proposals.vote(proposal, is_yes=True, reason="库位充足", by=last)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_reason) == ("approved", "All departments voted for it.")
    assert not Approval.objects.exists()


def test_rejected_when_two_departments_say_no_and_kept_with_their_reasons():
    proposal = voted(in_review(), True, False, True, False)
    assert proposal.state == "rejected"
    assert proposal.decision_reason == "Operations centre: 仓储条件不足, Warehouse and logistics: 仓储条件不足"


@pytest.mark.parametrize(("votes", "points"), [((True, True, True, False), 4), ((True, True, True, True), 2)])
def test_one_no_or_a_weak_criterion_takes_it_to_the_director(votes, points):
    director = make_person()
    proposal = voted(in_review(margin=points), *votes)
    approval = Approval.objects.get()
    assert (proposal.state, approval.kind, approval.asked_by) == ("deciding", "selection.decide", proposal.proposed_by)
    approvals.decide(approval, yes=False, reason="先观察一季", by=director)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_reason) == ("rejected", "先观察一季")


def test_supplier_suspended_since_takes_it_to_the_director_who_may_approve():
    proposal = make_proposal()
    Supplier.objects.filter(pk=proposal.supplier_id).update(state="suspended")
    proposal.refresh_from_db()
    proposals.hand_in(scored(proposal), by=proposal.proposed_by)
    voted(proposal, True, True, True, True)
    approvals.decide(Approval.objects.get(), yes=True, reason="换供应商后上架", by=make_person())
    proposal.refresh_from_db()
    assert proposal.state == "approved"


def test_nobody_votes_on_their_own_proposal():
    manager = make_staff(post=Post.PRODUCT_MANAGER).user
    proposal = in_review(by=manager)
    with pytest.raises(Refused, match="own proposal"):
        proposals.vote(proposal, is_yes=True, reason="好", by=manager)
    assert not proposal.votes.exists()


def test_a_department_votes_once_and_others_not_at_all():
    proposal = voted(in_review(), True)
    for post in (Post.PURCHASING, Post.FINANCE):
        with pytest.raises(Refused):
            proposals.vote(proposal, is_yes=False, reason="反对", by=make_staff(post=post).user)
    assert list(proposal.votes.values_list("department", "is_yes")) == [("product", True)]


def test_vote_needs_a_reason():
    proposal = in_review()
    with pytest.raises(Refused):
        proposals.vote(proposal, is_yes=True, reason="  ", by=make_staff(post=Post.SERVICE).user)
    assert not proposal.votes.exists()


def test_queue_of_a_reviewer_holds_what_their_department_has_not_voted_on():
    first, second = in_review(), in_review()
    agent = make_staff(post=Post.SERVICE).user
    proposals.vote(first, is_yes=True, reason="咨询多", by=agent)
    assert list(proposals.waiting_for(make_staff(post=Post.SERVICE_LEAD).user)) == [second]
    assert list(proposals.waiting_for(make_staff(post=Post.FINANCE).user)) == []


def test_what_is_in_review_can_no_longer_be_scored():
    proposal = in_review()
    with pytest.raises(Refused):
        proposals.score(proposal, {Criterion.MARGIN: (5, "改")}, by=proposal.proposed_by)
    assert proposal.scores.get(criterion=Criterion.MARGIN).points == 4


def test_exception_goes_straight_to_the_director_with_its_reason(post_rights):
    proposal = make_proposal()
    with pytest.raises(Refused):
        proposals.ask_exception(proposal, reason=" ", by=proposal.proposed_by)
    proposals.ask_exception(proposal, reason="既有商品建档", by=proposal.proposed_by)
    asked, director = Approval.objects.get(), make_staff(post=Post.DIRECTOR).user
    assert (proposal.state, asked.kind, asked.reason, proposal.votes.count()) == ("deciding", "selection.decide", "既有商品建档", 0)
    with pytest.raises(Refused):
        approvals.decide(asked, yes=True, reason="自己批", by=proposal.proposed_by)
    approvals.decide(asked, yes=True, reason="线下已在售三年", by=director)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_reason) == ("approved", "线下已在售三年")
    told = Event.objects.about(proposal).filter(name__in=("selection.excepted", "selection.approved")).order_by("pk")
    assert list(told.values_list("reason", "by")) == [("既有商品建档", proposal.proposed_by.pk), ("线下已在售三年", director.pk)]


def test_product_without_a_selection_needs_the_directors_word_and_a_reason(post_rights):
    facts, pack = {"certificate_name": "康养牌钙片", "title": "康养牌钙片"}, {"spec": "60片"}
    director = make_staff(post=Post.DIRECTOR).user
    for why in (Unselected("上架急", by=make_staff(post=Post.PRODUCT_MANAGER).user), Unselected(" ", by=director), make_proposal()):
        with pytest.raises(Refused):
            products.create(facts=facts, shelf=make_shelf(), origin=why, sku=pack)
    assert not Product.objects.exists()
    product = products.create(facts=facts, shelf=make_shelf(), origin=Unselected("线下已在售", by=director), sku=pack)
    kept = Event.objects.about(product).get(name="product.unselected")
    assert (kept.by, kept.reason) == (director, "线下已在售")


def test_other_goods_than_those_selected_need_a_selection_of_their_own():
    proposal = make_selected()
    other = make_shelf(supplier=make_supplier("S8", "另一家供应商"))
    with pytest.raises(Refused, match="Selected was"):
        proposals.make_product(proposal, by=proposal.proposed_by, shelf=other)
    assert not Product.objects.exists()


def test_selected_proposal_becomes_one_product_in_preparation_and_is_compared_with_its_rival():
    rival = make_rival()
    seen(rival, 11800)
    proposal = make_proposal(rival=rival)
    proposals.hand_in(scored(proposal), by=proposal.proposed_by)
    voted(proposal, True, True, True, True)
    by = make_person()
    product = proposals.make_product(proposal, by=by)
    sku = product.skus.get()
    assert (product.state, product.name, product.supplier, product.owner) == ("preparing", proposal.name, proposal.supplier, by)
    assert (sku.spec, sku.cost_fen) == (proposal.spec, 6000)
    rival.refresh_from_db()
    assert (proposal.product, rival.sku) == (product, sku)
    with pytest.raises(Refused, match="was made from it already"):
        proposals.make_product(proposal, by=by)
    assert Product.objects.count() == 1


def test_only_what_was_selected_becomes_a_product():
    with pytest.raises(Refused):
        proposals.make_product(in_review(), by=make_person())
    assert not Product.objects.exists()


def test_planned_listing_in_the_past_is_refused():
    with pytest.raises(Refused):
        make_proposal(planned_on=clock.today() - timedelta(days=1))
