"""The way of a price change (state C11): who must agree, what is planned, what is refused. The stricter of group D3 and rule PR-14."""
from datetime import timedelta
from decimal import Decimal

import pytest

from catalog import hooks
from catalog.models import Price, PriceChange, Sku
from catalog.pricing import changes, duties, floors, limits, raises, setting
from catalog.pricing.rounding import How, Method, Round
from catalog.pricing.setting import Terms, Wanted
from catalog.services import prices
from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.core.duties import Cadence, period_of
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.catalog import make_listed, make_ready, make_shop
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MANAGER, FINANCE, DIRECTOR = limits.Needs.values


@pytest.fixture
def people(db):
    see = ["catalog.view_price", "catalog.view_pricechange"]
    return {
        "clerk": make_staff("catalog.set_price", *see, username="clerk"),
        "manager": make_staff("catalog.set_price", "catalog.approve_price", *see, username="manager"),
        "finance": make_staff("catalog.approve_price_cost", *see, username="finance"),
        "director": make_staff("catalog.approve_price", "catalog.approve_price_floor", *see, username="director"),
    }


@pytest.fixture
def sku():
    return make_sku()


def make_sku(cost=None):
    """At ¥100.00 for a month."""
    with clock.at(clock.now() - timedelta(days=30)):
        sku = make_ready(price_fen=10000).skus.get()
    Sku.objects.filter(pk=sku.pk).update(cost_fen=cost)
    sku.refresh_from_db()
    return sku


def ask(sku, fen, by, *, starts=None, until=None, **more):
    return changes.request([Wanted(sku, fen)], Terms(starts, until, "跟随市场", by), **more)


def decide(change, *people, yes=True):
    for person in people:
        approval = next(one for one in changes.waiting(change) if person.has_perm(approvals.kinds[one.kind].permission))
        approvals.decide(approval, yes=yes, reason="同意", by=User.objects.get(pk=person.pk))
    change.refresh_from_db()


def now_fen(sku):
    return prices.current([sku.pk], None)[sku.pk].amount_fen


@pytest.mark.parametrize(("percent", "cost", "floor", "fen", "needs"), [
    (5, None, None, 9500, []), (-5, None, None, 9500, []), (Decimal("5.01"), None, None, 1, [MANAGER]), (-15, None, None, 1, [MANAGER]),
    (Decimal("15.01"), None, None, 1, [DIRECTOR]), (20, None, None, 1, [DIRECTOR]),
    (Decimal("-20.01"), None, None, 1, [MANAGER, FINANCE, DIRECTOR]), (0, 9600, None, 9500, [MANAGER, FINANCE]),
    (-5, 9600, 9700, 9500, [MANAGER, FINANCE, DIRECTOR]), (-5, None, 9600, 9500, [DIRECTOR]), (None, None, None, 9500, []),
    (None, 9600, None, 9500, [MANAGER, FINANCE])])
def test_who_must_agree(percent, cost, floor, fen, needs):
    assert limits.needed(percent, fen, cost_fen=cost, floor_fen=floor) == needs


def test_up_to_five_per_cent_a_listing_specialist_decides_alone(sku, people):
    change = ask(sku, 10500, people["clerk"])
    assert [change.state, now_fen(sku), changes.waiting(change).count()] == ["effective", 10500, 0]
    assert sku.prices.get(amount_fen=10500).change == change


def test_up_to_fifteen_per_cent_the_product_manager_agrees(sku, people):
    change = ask(sku, 11500, people["clerk"])
    assert [change.state, change.needs, now_fen(sku)] == ["requested", [MANAGER], 10000]
    decide(change, people["manager"])
    assert [change.state, now_fen(sku)] == ["effective", 11500]


def test_the_product_manager_needs_nobody_up_to_fifteen_per_cent(sku, people):
    assert [ask(sku, 8500, people["manager"]).state, now_fen(sku)] == ["effective", 8500]


def test_above_fifteen_the_director_agrees_even_to_the_product_manager(sku, people):
    change = ask(sku, 8200, people["manager"])
    assert [change.needs, change.missing] == [[DIRECTOR], [DIRECTOR]]
    decide(change, people["director"])
    assert [change.state, now_fen(sku)] == ["effective", 8200]


@pytest.mark.duty("O9a")
def test_half_the_price_asked_by_a_clerk_waits_for_product_manager_and_finance_and_then_the_director(sku, people):
    change = ask(sku, 5000, people["clerk"])
    assert sorted(changes.waiting(change).values_list("kind", flat=True)) == ["price.finance", "price.manager"]
    decide(change, people["finance"])
    assert [change.state, change.granted] == ["requested", [FINANCE]]
    decide(change, people["manager"])
    assert list(changes.waiting(change).values_list("kind", flat=True)) == ["price.director"]
    assert now_fen(sku) == 10000
    decide(change, people["director"])
    assert [change.state, now_fen(sku)] == ["effective", 5000]


def test_below_cost_finance_agrees_however_small_the_step(people):
    sku = make_sku(cost=9800)
    floors.set_floor(sku, 9000, reason="清仓允许", by=people["manager"])
    sku.refresh_from_db()
    change = ask(sku, 9700, people["manager"])
    assert [change.needs, change.missing] == [[MANAGER, FINANCE], [FINANCE]]


def test_below_the_lowest_price_the_director_agrees(people):
    sku = make_sku()
    floors.set_floor(sku, 9700, reason="供应商限价", by=people["manager"])
    sku.refresh_from_db()
    assert ask(sku, 9600, people["manager"]).missing == [DIRECTOR]


def test_without_a_floor_the_least_margin_of_the_register_is_one(people):
    assert limits.floor_by_margin(9000) == 10000
    assert ask(make_sku(cost=9000), 9900, people["clerk"]).missing == [DIRECTOR]


def test_many_small_steps_are_measured_against_last_week(sku, people):
    ask(sku, 10500, people["clerk"])
    change = ask(sku, 11000, people["clerk"])
    assert [change.state, change.percent, change.lines.get().percent] == ["requested", Decimal("10.00"), Decimal("4.76")]


def test_cost_of_the_batch_that_ships_now_goes_before_that_of_the_page(sku, people, monkeypatch):
    monkeypatch.setattr(hooks, "_tell_costs", [lambda ids: {pk: hooks.CostNow("L1", 9900) for pk in ids}])
    line = ask(sku, 9800, people["clerk"]).lines.get()
    assert [line.cost_fen, line.floor_fen, line.needs] == [9900, 11000, [MANAGER, FINANCE, DIRECTOR]]


def test_one_no_ends_it_and_nobody_else_is_asked_any_more(sku, people):
    change = ask(sku, 5000, people["clerk"])
    decide(change, people["finance"], yes=False)
    assert [change.state, now_fen(sku), changes.waiting(change).count()] == ["declined", 10000, 0]
    assert sku.prices.count() == 1


def test_a_price_that_changed_meanwhile_is_not_overwritten_by_an_old_request(sku, people):
    change = ask(sku, 11500, people["clerk"])
    prices.set_price(sku, amount_fen=10200)
    with pytest.raises(Refused):
        decide(change, people["manager"])
    change.refresh_from_db()
    assert [change.state, now_fen(sku)] == ["requested", 10200]


def test_planned_change_is_scheduled_takes_effect_and_supersedes(sku, people):
    first = ask(sku, 10400, people["clerk"])
    start = clock.now() + HOUR
    second = ask(sku, 10300, people["clerk"], starts=start)
    assert [second.state, now_fen(sku)] == ["scheduled", 10400]
    with clock.at(start):
        setting.show_due()
        first.refresh_from_db()
        second.refresh_from_db()
        assert [first.state, second.state, now_fen(sku)] == ["superseded", "effective", 10300]
    told = list(Event.objects.about(second).order_by("pk").values_list("name", flat=True))
    assert told == ["price_change.asked", "price_change.approved", "price_change.scheduled", "price_change.effective"]


def test_planned_change_is_taken_back_with_a_reason_and_kept_in_history(sku, people):
    change = ask(sku, 10400, people["clerk"], starts=clock.now() + HOUR)
    changes.take_back(change, by=people["clerk"], reason="活动改期")
    assert [change.state, sku.prices.get().valid_until] == ["taken_back", None]
    event = Event.objects.about(change).get(name="price_change.taken_back")
    assert [event.by, event.reason] == [people["clerk"], "活动改期"]
    assert Event.objects.filter(name="price.taken_back").count() == 1


def test_only_the_asker_takes_a_waiting_request_back(sku, people):
    change = ask(sku, 11500, people["clerk"])
    with pytest.raises(Refused):
        changes.take_back(change, by=people["manager"], reason="不合适")
    changes.take_back(change, by=people["clerk"], reason="填错")
    assert [change.state, changes.waiting(change).count()] == ["taken_back", 0]


def test_request_approved_after_its_start_begins_with_the_approval(sku, people):
    change = ask(sku, 11500, people["clerk"], starts=clock.now() + HOUR)
    with clock.at(clock.now() + 2 * HOUR):
        decide(change, people["manager"])
        assert [change.state, now_fen(sku)] == ["effective", 11500]


def test_raise_before_a_promotion_needs_a_reason_of_its_own(people, monkeypatch):
    sku, begins = make_sku(), clock.now() + timedelta(days=3)
    monkeypatch.setattr(hooks, "_tell_promotions", [lambda ids, store, first, last: {pk: [("双11", begins)] for pk in ids}])
    with pytest.raises(Refused, match="PR-06"):
        ask(sku, 10400, people["clerk"])
    assert sku.prices.count() == 1 and not PriceChange.objects.exists()
    change = ask(sku, 10400, people["clerk"], raise_reason="原料涨价，附供应商函")
    assert [change.needs, change.lines.get().promotion[:3]] == [[MANAGER], "双11"]
    assert ask(make_sku(), 9600, people["clerk"]).lines.get().promotion == ""


def test_a_change_without_reason_is_refused(sku, people):
    with pytest.raises(Refused):
        changes.request([Wanted(sku, 10100)], Terms(None, None, "  ", people["clerk"]))
    assert not PriceChange.objects.exists()


def test_bulk_is_all_or_nothing(people):
    one, two = make_sku(), make_sku()
    prices.set_price(two, amount_fen=9000, valid_from=clock.now() + HOUR)
    with pytest.raises(Refused):
        changes.request([Wanted(one, 10200), Wanted(two, 10200)], Terms(None, None, "统一调价", people["clerk"]))
    assert [now_fen(one), now_fen(two), PriceChange.objects.count()] == [10000, 10000, 0]


def test_bulk_asks_once_for_all_of_it_what_its_strictest_price_needs(people):
    one, two = make_sku(), make_sku()
    change = changes.request([Wanted(one, 10200), Wanted(two, 11400)], Terms(None, None, "统一调价", people["clerk"]))
    assert [change.needs, [line.needs for line in change.lines.all()]] == [[MANAGER], [[], [MANAGER]]]
    assert changes.waiting(change).count() == 1
    decide(change, people["manager"])
    assert [now_fen(one), now_fen(two)] == [10200, 11400]


def test_setting_many_costs_as_many_statements_as_setting_one(people, django_assert_max_num_queries):
    skus = [make_listed(price_fen=10000).skus.get() for _ in range(6)]
    with django_assert_max_num_queries(24):
        setting.put([Wanted(sku, 9900) for sku in skus], Terms(None, None, "统一调价"))
    assert Price.objects.filter(amount_fen=9900).count() == 6


@pytest.mark.parametrize(("how", "number", "ending", "old", "new"), [
    (How.PERCENT, -10, Round.NONE, 10000, 9000), (How.PERCENT, 5, Round.NONE, 999, 1049), (How.PERCENT, -10, Round.NINETY, 10000, 8990),
    (How.PERCENT, 0, Round.NINETY, 10041, 10090), (How.AMOUNT, -500, Round.NONE, 10000, 9500), (How.AMOUNT, 333, Round.TENTH, 10000, 10330),
    (How.FIXED, 8800, Round.NONE, 10000, 8800), (How.PERCENT, 7, Round.YUAN, 10050, 10800), (How.PERCENT, -8, Round.NINE, 10000, 8900),
    (How.AMOUNT, -20000, Round.NONE, 10000, 1)])
def test_ways_to_reckon_and_to_round(how, number, ending, old, new):
    assert Method(how, Decimal(number), ending).of(old) == new


def test_shop_of_one_store_changes_only_there(people, sku):
    shop = make_shop("partner")
    change = changes.request([Wanted(sku, 9600, shop)], Terms(None, None, "本店活动", people["clerk"]))
    assert [change.store, now_fen(sku), prices.current([sku.pk], shop)[sku.pk].amount_fen] == [shop, 10000, 9600]


def test_a_price_raised_within_thirty_days_before_a_promotion_is_named(people):
    sku = make_sku()
    start = clock.now() + timedelta(days=3)
    assert raises.before([sku.pk], None, start) == []
    prices.set_price(sku, amount_fen=12500)
    found = raises.before([sku.pk], None, start)
    assert [(one.old_fen, one.new_fen) for one in found] == [(10000, 12500)]
    assert raises.before([sku.pk], None, start + timedelta(days=40)) == []


@pytest.mark.duty("O9b")
def test_requests_that_still_wait_when_the_week_is_over_are_missed(people):
    week = period_of(Cadence.WEEKLY, clock.today())
    ask(make_sku(), 10400, people["clerk"])
    ask(make_sku(), 11500, people["clerk"])
    evidence = duties.changes_are_decided(week)
    assert [evidence.done, evidence.owed, evidence.missed] == [1, 2, 0]
    with clock.at(week.bounds[1]):
        assert duties.changes_are_decided(week).missed == 1


def test_a_price_for_a_time_begins_anew_within_seven_days_only_when_it_is_not_called_the_last(people):
    sku, now = make_ready(price_fen=10000).skus.get(), clock.now()

    def ask(fen, hour, **more):
        with clock.at(now + hour * HOUR):
            return changes.request([Wanted(sku, fen)], Terms(None, clock.now() + HOUR, "限时", people["clerk"], **more))

    ask(9800, 0)
    with pytest.raises(Refused, match="PR-13"):
        ask(9800, 2)
    assert PriceChange.objects.count() == 1 and ask(9700, 3).number
    known = ask(9800, 5, is_no_last=True)
    assert Event.objects.get(name="price_change.again").subject_id == known.pk
    assert ask(9800, 24 * 30).number
