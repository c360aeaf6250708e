"""Which of several prices counts, and why."""
from datetime import timedelta

import pytest

from catalog.models import Price, Sku
from catalog.pricing import decide, deciding, past, setting
from catalog.services import prices
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.catalog import make_listed, make_ready, make_shop

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def amount(sku, store, **asked):
    decision = decide([sku.pk], store, **asked).get(sku.pk)
    return decision.amount_fen if decision else None


@pytest.fixture
def sku():
    return make_ready(price_fen=10000).skus.get()


@pytest.mark.parametrize(("units", "fen"), [(1, 10000), (2, 10000), (3, 9000), (9, 9000), (10, 8500), (20, 8500)])
def test_quantity_price_counts_from_its_number_of_units(sku, units, fen):
    prices.set_price(sku, amount_fen=9000, from_units=3)
    prices.set_price(sku, amount_fen=8500, from_units=10)
    assert amount(sku, make_shop(), units=units) == fen


def test_what_a_store_says_itself_goes_before_everything_of_all_stores(sku):
    here, there = make_shop(), make_shop("other")
    prices.set_price(sku, amount_fen=9000, from_units=3)
    prices.set_price(sku, amount_fen=9500, store=here)
    assert [amount(sku, here, units=3), amount(sku, there, units=3)] == [9500, 9000]
    assert decide([sku.pk], here)[sku.pk].steps == [(1, 9500)]
    assert decide([sku.pk], there)[sku.pk].steps == [(1, 10000), (3, 9000)]


def test_buying_more_never_costs_more_than_the_price_of_one(sku):
    prices.set_price(sku, amount_fen=9000, from_units=3)
    prices.set_price(sku, amount_fen=8000)
    assert amount(sku, make_shop(), units=3) == 8000
    assert decide([sku.pk], None)[sku.pk].steps == [(1, 8000)]


def test_channel_price_counts_on_its_channel_alone(sku):
    prices.set_price(sku, amount_fen=10500, channel="weidian")
    shop = make_shop()
    assert amount(sku, shop) == 10000
    assert amount(sku, shop, channel="weidian") == 10500
    assert amount(sku, shop, channel="other") == 10000


def test_member_price_counts_for_its_tier_and_only_when_it_is_lower(sku):
    prices.set_price(sku, amount_fen=9200, tier="gold")
    shop = make_shop()
    assert [amount(sku, shop), amount(sku, shop, tier="gold"), amount(sku, shop, tier="silver")] == [10000, 9200, 10000]
    prices.set_price(sku, amount_fen=9000)
    assert amount(sku, shop, tier="gold") == 9000


def test_price_for_a_time_ends_by_itself_and_the_one_before_goes_on():
    product = make_listed(price_fen=10000)
    sku, shop, start = product.skus.get(), make_shop(), clock.now() + HOUR
    dated = prices.set_price(sku, amount_fen=7900, valid_from=start, valid_until=start + HOUR)
    assert [dated.kind, sku.prices.count()] == ["dated", 3]
    cards = []
    for moment in (start - HOUR / 2, start, start + HOUR - timedelta(seconds=1), start + HOUR):
        with clock.at(moment):
            setting.show_due()
            cards.append((amount(sku, shop), product.listings.get().price_fen))
    assert cards == [(10000, 10000), (7900, 7900), (7900, 7900), (10000, 10000)]


def test_store_price_for_a_time_gives_way_to_the_base_price_on_the_card():
    product, shop = make_listed(price_fen=10000), make_shop()
    start = clock.now() + HOUR
    prices.set_price(product.skus.get(), amount_fen=8800, store=shop, valid_from=start, valid_until=start + HOUR)
    with clock.at(start):
        assert setting.show_due() == 1
        assert product.listings.get().price_fen == 8800
    with clock.at(start + HOUR):
        assert setting.show_due() == 1
        assert product.listings.get().price_fen == 10000
        assert setting.show_due() == 0


def test_no_other_price_is_set_while_one_for_a_time_runs(sku):
    now = clock.now()
    prices.set_price(sku, amount_fen=7900, valid_until=now + HOUR)
    rows = list(sku.prices.values_list("amount_fen", "valid_from", "valid_until"))
    with pytest.raises(Refused):
        prices.set_price(sku, amount_fen=9000)
    assert list(sku.prices.values_list("amount_fen", "valid_from", "valid_until")) == rows


def test_price_for_a_time_taken_back_leaves_what_was_before(sku):
    start = clock.now() + HOUR
    dated = prices.set_price(sku, amount_fen=7900, valid_from=start, valid_until=start + HOUR)
    prices.take_back(dated)
    assert list(sku.prices.values_list("amount_fen", "valid_until")) == [(10000, None)]


def test_price_for_a_time_ended_early_lets_the_one_before_go_on_at_once(sku):
    dated = prices.set_price(sku, amount_fen=7900, valid_until=clock.now() + HOUR)
    with clock.at(clock.now() + HOUR / 2):
        setting.end(dated, reason="活动提前结束")
        assert amount(sku, None) == 10000
    assert Price.objects.in_force(clock.now() + 2 * HOUR).get().amount_fen == 10000


def test_base_price_cannot_be_ended_but_a_store_price_can(sku):
    shop = make_shop()
    own = prices.set_price(sku, amount_fen=9500, store=shop)
    with clock.at(clock.now() + HOUR):
        with pytest.raises(Refused):
            setting.end(sku.prices.get(store=None), reason="不要了")
        setting.end(own, reason="恢复统一价")
        assert amount(sku, shop) == 10000


def test_expression_in_queries_chooses_what_decide_chooses(sku):
    shop = make_shop()
    prices.set_price(sku, amount_fen=9000, from_units=3)
    prices.set_price(sku, amount_fen=9600, store=make_shop("other"))
    prices.set_price(sku, amount_fen=10500, channel="weidian")
    for store in (shop, make_shop("other")):
        for units in (1, 2, 3, 20):
            found = Sku.objects.filter(pk=sku.pk).annotate(fen=deciding.in_store(store, "pk", units)).values_list("fen", flat=True)
            assert list(found) == [amount(sku, store, units=units)]


def test_many_are_decided_in_one_query_each_for_its_own_units(django_assert_num_queries):
    skus = [make_ready(price_fen=10000).skus.get() for _ in range(3)]
    for sku in skus:
        prices.set_price(sku, amount_fen=9000, from_units=2)
    with django_assert_num_queries(1):
        decided = decide([sku.pk for sku in skus], None, units={skus[0].pk: 1, skus[1].pk: 2, skus[2].pk: 3})
    assert [decided[sku.pk].amount_fen for sku in skus] == [10000, 9000, 9000]


def test_price_at_a_moment_says_which_and_why(sku):
    shop, start = make_shop(), clock.now()
    prices.set_price(sku, amount_fen=9500, store=shop, valid_from=start + HOUR)
    before, after = (past.at(sku, [shop], moment)[0].decision for moment in (start + HOUR / 2, start + 2 * HOUR))
    assert [(one.amount_fen, one.price.kind) for one in (before, after)] == [(10000, "base"), (9500, "store")]
    assert past.at(sku, [shop], start - 24 * HOUR)[0].decision is None


def test_history_of_a_store_goes_in_steps(sku):
    shop, start = make_shop(), sku.prices.get().valid_from
    prices.set_price(sku, amount_fen=9500, store=shop, valid_from=clock.now() + HOUR, valid_until=clock.now() + 2 * HOUR)
    steps = past.steps(list(sku.prices.all()), shop.pk, start, clock.now() + 3 * HOUR)
    assert [fen for __, fen in steps] == [10000, 9500, 10000]
