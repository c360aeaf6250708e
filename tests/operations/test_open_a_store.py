"""A store is opened by its steps: each gate refuses without changing anything (state C23, duties O3, D1, D2)."""

from datetime import timedelta

import pytest

from catalog.models import PriceChange
from microstore.core import approvals, clock, norms
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.stores.models import PageRevision, Store
from operations.models import AcceptanceTick, LinkCheck, Opening, OpeningState
from operations.norms import OPENING_PRODUCTS
from operations.services import acceptance, links, planning
from operations.services import opening as openings
from tests.factories import openings as make
from tests.factories.accounts import make_staff
from tests.factories.campaigns import make_draft
from tests.factories.catalog import make_person, make_ready
from tests.factories.stores import make_licence, make_open_store, publish_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_products():
    """A store opens with three complete products here."""
    norms.change(OPENING_PRODUCTS, 3, by=None, reason="测试")
    norms.forget()


def states(opening):
    found = Opening.objects.select_related("store").get(pk=opening.pk)
    return found.state, found.store.state


def done(opening) -> dict:
    return {item.code: item.is_done for item in acceptance.items(opening)}


def test_the_whole_way_from_research_to_the_first_customer():
    lin, director = make_person(), make_person()
    opening = make.accepting(by=lin)
    assert states(opening) == ("acceptance", "acceptance")
    make.paid_back_order(opening)
    make.tick_all(opening)
    openings.open_store(opening, by=director)
    assert states(opening) == ("open", "open")
    opening.refresh_from_db()
    assert opening.ended_at and opening.store.opened_at
    event = Event.objects.get(name="opening.opened")
    assert event.by == director and len(event.facts["items"]) == 9
    assert opening.link_checks.get().broken == []


@pytest.mark.parametrize("section", ["customers", "competitors", "trends"])
def test_research_without_one_of_its_three_sections_is_not_complete(section):
    opening = make.begun()
    texts = {name: make.TEXT for name in ("customers", "competitors", "trends")} | {section: "短"}
    openings.write(opening, by=make_person(), **texts)
    with pytest.raises(Refused):
        openings.finish_research(opening, by=make_person())
    assert states(opening) == ("research", "preparing")


def test_a_part_is_written_in_its_step_only():
    opening = make.begun()
    with pytest.raises(Refused):
        openings.write(opening, by=make_person(), plan=make.TEXT)
    opening.refresh_from_db()
    assert opening.plan == ""


def test_plan_without_a_goal_for_the_year_is_not_submitted():
    opening = make.planned()
    opening.store.goals.all().delete()
    with pytest.raises(Refused, match="goal|目标"):
        openings.submit(opening, by=make_person(), reason="请审批")
    assert states(opening) == ("plan", "preparing") and approvals.waiting_about(opening) is None


def test_nobody_approves_their_own_plan():
    lin = make_person()
    opening = make.planned(by=lin)
    openings.submit(opening, by=lin, reason="请审批")
    with pytest.raises(Refused):
        approvals.decide(approvals.waiting_about(opening), yes=True, reason="", by=lin)
    assert states(opening) == ("submitted", "preparing")


def test_plan_sent_back_can_be_written_and_submitted_again():
    opening = make.planned()
    openings.submit(opening, by=make_person(), reason="请审批")
    approvals.decide(approvals.waiting_about(opening), yes=False, reason="目标太低", by=make_person())
    opening.refresh_from_db()
    assert opening.state == OpeningState.PLAN
    openings.write(opening, by=make_person(), plan=make.TEXT * 2)
    openings.submit(opening, by=make_person(), reason="已改")
    assert opening.state == OpeningState.SUBMITTED


@pytest.mark.parametrize("step", [make.begun, make.planned])
def test_nothing_is_built_without_an_approved_plan(step):
    opening = step()
    product = make_ready()
    with pytest.raises(Refused):
        openings.start_building(opening, by=make_person())
    with pytest.raises(Refused):
        publish_home(opening.store)
    from catalog.services import products

    with pytest.raises(Refused):
        products.list_in_store(product, [opening.store])
    assert states(opening)[1] == "preparing" and not PageRevision.objects.exists() and not opening.store.listings.exists()


def test_acceptance_needs_licences_home_page_and_enough_complete_goods():
    opening = make.filled(make.building(), goods=2)
    with pytest.raises(Refused, match="2"):
        openings.start_acceptance(opening, by=make_person())
    assert states(opening) == ("building", "building")


def test_incomplete_products_do_not_count():
    opening = make.filled(make.building())
    revision = opening.store.listings.first().product.live_revision
    type(revision).objects.filter(pk=revision.pk).update(completeness=90)
    assert acceptance.complete_goods(opening.store) == 2


@pytest.mark.parametrize("item", ["test_order", "links", "data", "papers"])
def test_one_open_item_keeps_the_store_closed(item):
    opening = make.accepted()
    {
        "test_order": lambda: Opening.objects.filter(pk=opening.pk).update(accepting_since=clock.now() + timedelta(minutes=1)),
        "links": lambda: _break_a_link(opening),
        "data": lambda: opening.ticks.filter(item="data").delete(),
        "papers": lambda: opening.store.licences.filter(kind="food").update(valid_until=clock.today() - timedelta(days=1)),
    }[item]()
    opening.refresh_from_db()
    with pytest.raises(Refused):
        openings.open_store(opening, by=make_person())
    assert states(opening) == ("acceptance", "acceptance")


def _break_a_link(opening):
    from microstore.stores.services import pages
    from tests.factories.stores import edits, publish

    page = opening.store.pages.get()
    pages.add_block(page, "notice", {"text": "看看", "link": "p/nowhere/"}, seen=edits(page), by=None)
    publish(page)


def test_test_order_counts_only_when_all_its_money_went_back():
    opening = make.accepting()
    assert not done(opening)["test_order"]
    order = make.paid_back_order(opening, refund=False)
    assert not done(opening)["test_order"]
    make.give_back(order)
    assert done(opening)["test_order"] and acceptance.test_order_of(opening) == order


def test_order_of_another_store_is_no_test_order():
    opening = make.accepting()
    other = make_open_store("member")
    assert other.pk != opening.store_id
    other_opening = make.accepting("other")
    make.paid_back_order(other_opening)
    assert not done(opening)["test_order"]


def test_links_of_pages_goods_and_policies_are_opened():
    make_open_store()
    opening = make.accepting()
    found = links.check(opening, by=make_person())
    assert found.broken == [] and found.opened >= 10


def test_broken_link_is_named_with_the_page_it_stands_on():
    opening = make.accepting()
    _break_a_link(opening)
    found = links.check(opening, by=make_person())
    path = f"/s/{opening.code}/p/nowhere/"
    assert found.broken == [{"path": path, "status": 404, "from": f"/s/{opening.code}/"}]


def test_check_of_links_is_outdated_by_a_later_publication():
    opening = make.accepting()
    LinkCheck.objects.create(opening=opening, opened=9, at=clock.now() - timedelta(days=9))
    assert not done(opening)["links"]


def test_item_is_confirmed_by_its_department_with_a_note(post_rights):
    opening = make.accepting()
    product, marketing = make_staff("product_manager").user, make_staff("marketing_manager").user
    with pytest.raises(Refused):
        acceptance.tick(opening, AcceptanceTick.Item.DATA, note="核对", by=marketing)
    with pytest.raises(Refused):
        acceptance.tick(opening, AcceptanceTick.Item.DATA, note=" ", by=product)
    assert not opening.ticks.exists()
    acceptance.tick(opening, AcceptanceTick.Item.DATA, note="逐项核对", by=product)
    acceptance.tick(opening, AcceptanceTick.Item.WORDS, note="文案已核", by=marketing)
    assert set(opening.ticks.values_list("item", "by")) == {("data", product.pk), ("words", marketing.pk)}
    with pytest.raises(Refused):
        acceptance.tick(opening, AcceptanceTick.Item.DATA, note="再核", by=product)


def test_back_to_building_takes_the_ticks_away():
    opening = make.accepted()
    openings.rework(opening, by=make_person(), reason="首页太慢")
    assert states(opening) == ("building", "building") and not opening.ticks.exists()
    assert acceptance.test_order_of(opening) is None


def test_opening_given_up_closes_the_store_for_good():
    opening = make.building()
    openings.give_up(opening, by=make_person(), reason="租约未签")
    assert states(opening) == ("given_up", "closed")


def test_store_founded_without_an_opening_gets_one_once():
    from tests.factories.stores import make_preparing_store

    store = make_preparing_store("alone")
    openings.begin(store, by=make_person())
    with pytest.raises(Refused):
        openings.begin(store, by=make_person())
    assert Opening.objects.filter(store=store).count() == 1
    with pytest.raises(Refused):
        openings.begin(make_open_store("member"), by=make_person())


def test_partner_sees_the_opening_of_their_store_alone(client, post_rights):
    from microstore.stores.services import staffing
    from tests.factories.accounts import sign_in

    own, other = make.begun("own", kind="authorised"), make.begun("other", kind="authorised")
    partner = make_staff("partner", sees_all_stores=False)
    staffing.assign(partner.user, [own.store], by=make_person())
    assert list(Opening.objects.visible_to(partner.user)) == [own]
    sign_in(client, partner)
    assert client.get("/backoffice/openings/own/").status_code == 200
    assert client.get("/backoffice/openings/other/").status_code == 404
    assert client.post("/backoffice/openings/own/research/", {"customers": "x"}).status_code == 403
    assert other.store.name not in client.get("/backoffice/openings/").content.decode()


def test_goal_of_a_period_that_is_over_is_refused():
    store = make_open_store("member")
    with pytest.raises(Refused):
        planning.set_goal(store, year=clock.today().year - 1, quarter=None, sales_fen=1, orders=1, by=make_person())
    assert not store.goals.exists()


def test_strategy_change_keeps_its_cause_and_is_reviewed_once():
    store, lin = make_open_store("member"), make_person()
    with pytest.raises(Refused):
        planning.decide(store, market_fact="竞品降价", decision="不跟", review_on=clock.today(), by=lin)
    row = planning.decide(store, market_fact="竞品降价一成", decision="以两瓶装应对", review_on=clock.today() + timedelta(days=30), by=lin)
    planning.review(row, outcome="销量持平", by=lin)
    with pytest.raises(Refused):
        planning.review(row, outcome="再看", by=lin)
    row.refresh_from_db()
    assert row.outcome == "销量持平" and Store.objects.get(pk=store.pk).decisions.count() == 1


def test_a_strategy_change_names_the_campaigns_and_price_changes_that_it_led_to():
    store, lin = make_open_store("member"), make_person()
    row = planning.decide(store, market_fact="竞品降价", decision="以活动应对", review_on=clock.today() + timedelta(days=30), by=lin)
    own, others = make_draft(store=store), make_draft(store=make_open_store("heping"))
    change = PriceChange.objects.create(number="TJ-1", store=store, reason="应对竞品", asked_by=lin)
    with pytest.raises(Refused):
        planning.link(row, campaigns=[own, others], price_changes=[], by=lin)
    assert not row.campaigns.exists()
    planning.link(row, campaigns=[own], price_changes=[change], by=lin)
    assert (list(row.campaigns.all()), list(row.price_changes.all())) == ([own], [change])
    planning.link(row, campaigns=[], price_changes=[change], by=lin)
    assert not row.campaigns.exists()


def test_what_a_decision_led_to_stays_with_it_when_newer_things_happen(monkeypatch):
    monkeypatch.setattr(planning, "OFFERED", 1)
    store, lin = make_open_store("member"), make_person()
    row = planning.decide(store, market_fact="竞品降价", decision="以活动应对", review_on=clock.today() + timedelta(days=30), by=lin)
    first, newer = (PriceChange.objects.create(number=f"TJ-{n}", store=store, reason="应对竞品", asked_by=lin) for n in (1, 2))
    with pytest.raises(Refused):
        planning.link(row, campaigns=[], price_changes=[first], by=lin)
    row.price_changes.add(first)
    planning.link(row, campaigns=[], price_changes=[first, newer], by=lin)
    assert set(row.price_changes.all()) == {first, newer}


def test_licence_may_be_recorded_while_the_plan_waits():
    opening = make.planned()
    make_licence(opening.store, "food")
    assert opening.store.licences.count() == 1
