"""The window decides, the clerk marks it once; guard rails stop what must not go on (duties M7, M20)."""

from datetime import datetime, timedelta

import pytest

from catalog.services import products
from marketing.models import CampaignIssue, CampaignState
from marketing.services import live
from marketing.services.campaigns import figures, following, running
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from microstore.stores.models import Store
from tests.factories.campaigns import make_draft, make_person, make_running, make_scheduled
from tests.factories.orders import make_customer, make_sku, make_store, pay_order, place_order

pytestmark = pytest.mark.django_db


def test_the_start_belongs_to_the_window_and_the_end_does_not():
    campaign = make_scheduled()
    tick = timedelta(microseconds=1)
    store = campaign.stores.get()
    for at, is_live in (
        (campaign.starts_at - tick, False), (campaign.starts_at, True), (campaign.ends_at - tick, True), (campaign.ends_at, False),
    ):  # fmt: skip
        assert campaign.is_live(at) is is_live
        with clock.at(at):
            assert bool(live.rules(store)) is is_live  # the price follows the window, before anybody marked the start


def test_a_campaign_until_midnight_in_shanghai_ends_with_the_day():
    first = datetime(2027, 3, 1, tzinfo=SHANGHAI)
    campaign = make_scheduled(starts_at=first, ends_at=first + timedelta(days=1))
    with clock.at(datetime(2027, 3, 1, 23, 59, 59, tzinfo=SHANGHAI)):
        assert running.start_due() == 1
        assert running.end_due() == 0
        assert list(figures.board(campaign).days) == [first.date()]
    with clock.at(datetime(2027, 3, 2, tzinfo=SHANGHAI)):
        assert running.end_due() == 1
    campaign.refresh_from_db()
    assert campaign.ended_at == first + timedelta(days=1)


def test_start_and_end_happen_once():
    campaign = make_scheduled()
    with clock.at(campaign.starts_at):
        assert [running.start(campaign.pk), running.start(campaign.pk)] == [True, False]
    with clock.at(campaign.ends_at):
        assert [running.end_due(), running.end_due()] == [1, 0]
    assert Event.objects.filter(name="campaign.started").count() == 1
    assert Event.objects.filter(name="campaign.ended").count() == 1


def test_pause_takes_the_savings_away_and_resume_brings_them_back():
    campaign = make_running()
    store = campaign.stores.get()
    assert live.rules(store)
    running.pause(campaign, reason="页面错误", by=make_person())
    assert not live.rules(store)
    running.resume(campaign, reason="已修复", by=make_person())
    assert live.rules(store)


def test_a_pause_without_a_reason_is_refused():
    campaign = make_running()
    with pytest.raises(Refused):
        running.pause(campaign, reason="", by=make_person())
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.RUNNING


def test_a_used_budget_pauses_it_and_reports_a_problem():
    campaign = make_running()
    assert running.watch() == 0
    campaign.costs.filter(label="投放").update(actual_fen=campaign.budget_fen)
    assert running.watch() == 1
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    assert CampaignIssue.objects.get().campaign == campaign
    assert Event.objects.get(name="campaign.paused").facts["guard"] == "budget"
    with pytest.raises(Refused):
        running.resume(campaign, reason="继续", by=make_person())


def test_empty_shelves_and_a_suspended_store_pause_it():
    from inventory.models import Stock

    campaign = make_running()
    Stock.objects.update(on_hand=0, reserved=0)
    assert running.broken_guard(campaign)[0] == "stock"
    Stock.objects.update(on_hand=50)
    Store.objects.update(state=Store.State.SUSPENDED)
    assert running.broken_guard(campaign)[0] == "store"


def test_what_was_never_decided_is_given_up_when_its_time_is_over():
    campaign = make_draft()
    from marketing.services.campaigns import drafting

    drafting.propose(campaign, by=campaign.drafted_by)
    with clock.at(campaign.ends_at):
        assert running.give_up_missed() == 1
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CANCELLED


def test_the_board_counts_paid_orders_that_used_its_offers():
    campaign = make_running()
    store = make_store()
    sku = campaign.products.get().skus.get()
    pay_order(place_order(store, customer=make_customer(), wants={sku: 2}))
    place_order(store, customer=make_customer(), wants={sku: 2})
    drawn = figures.board(campaign)
    assert (drawn.total.orders, drawn.total.new_customers) == (1, 1)
    assert drawn.total.sales_fen == 18000
    assert drawn.discount_fen == 4000  # the unpaid order has its saving promised
    assert drawn.days[clock.today()].sales_fen == 18000


def test_the_evaluation_takes_its_numbers_from_the_books():
    campaign = make_running()
    sku = campaign.products.get().skus.get()
    sku.cost_fen = 4000
    sku.save()
    pay_order(place_order(make_store(), customer=make_customer(), wants={sku: 2}))
    following.book_cost(campaign.costs.get(label="海报"), committed_fen=0, actual_fen=3000, by=make_person())
    running.end(campaign, reason="提前结束", by=make_person())
    words = {"worked": "满减", "failed": "流量少", "lessons": "提前预热", "feedback": "顾客满意"}
    done = following.evaluate(campaign, words, by=make_person())
    assert done.cost_fen == 2000 + 3000
    assert done.profit_fen == 20000 - 2 * 4000
    assert done.roi_percent == 140
    assert done.actual["orders"] == 1


def test_a_cost_over_the_budget_is_refused():
    campaign = make_running()
    cost = campaign.costs.first()
    with pytest.raises(Refused):
        following.book_cost(cost, committed_fen=campaign.budget_fen + 1, actual_fen=0, by=make_person())
    cost.refresh_from_db()
    assert cost.committed_fen == 0


def test_a_problem_is_solved_once():
    campaign = make_running()
    issue = following.log_issue(campaign, problem="券无法领取", by=make_person("service", "service"))
    following.solve_issue(issue, solution="已修复", by=make_person())
    with pytest.raises(Refused):
        following.solve_issue(issue, solution="又一次", by=make_person())


@pytest.mark.duty("M20", "P11")
def test_goods_that_leave_the_shelf_are_a_problem_of_the_campaigns_that_show_them_once():
    campaign = make_running()
    product = make_sku(campaign.stores.get()).product
    campaign.products.add(product)
    products.suspend(product, reason="待核查")
    products.delist(product, why="quality", reason="批次不合格")
    deliver_all()
    issue = campaign.issues.get()
    assert product.code in issue.problem and issue.solved_at is None
    assert Message.objects.filter(template_code="campaign.goods_left", key__contains=f":{issue.pk}:").count() >= 1
