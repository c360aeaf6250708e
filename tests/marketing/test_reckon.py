"""The price engine: exact to the fen for any basket and any offers (invariant 3)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketing.engine import CouponTerms, Goods, Rule, Scope, apply
from orders.freight import Tariff
from orders.pricing import quote, unit_paid_fen

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
STARTS, ENDS = NOW - timedelta(days=1), NOW + timedelta(days=1)


def rule(*steps, pk=1, **fields):
    return Rule(pk, f"PR{pk}", "满减", steps or ((20000, 2000), (40000, 5000)), **{"starts_at": STARTS, "ends_at": ENDS, **fields})


def coupon(threshold_fen=9900, off_fen=1500, **fields):
    return CouponTerms(1, "CN1", "券", threshold_fen, off_fen, **{"starts_at": STARTS, "ends_at": ENDS, **fields})


goods = some.builds(
    Goods, sku_id=some.integers(1, 10**4), units=some.integers(1, 20), unit_fen=some.integers(1, 10**5), product_id=some.integers(1, 6),
    category_id=some.integers(1, 4), product_class=some.sampled_from(["health_food", "ordinary_food", "infant_formula"]),
)  # fmt: skip
baskets = some.lists(goods, min_size=1, max_size=8, unique_by=lambda each: each.sku_id)
ids = some.frozensets(some.integers(1, 6), max_size=2)
scopes = some.builds(Scope, category_ids=ids, product_ids=ids, without_category_ids=ids, without_product_ids=ids)


@some.composite
def steps(draw):
    """Rising in both, never saving more than they ask for."""
    found, threshold, off = [], 0, 0
    for _step in range(draw(some.integers(1, 4))):
        threshold += draw(some.integers(1, 50000))
        if off >= threshold:
            continue
        off = draw(some.integers(off + 1, threshold))
        found.append((threshold, off))
    return tuple(found)


@some.composite
def rules(draw):
    one = some.tuples(steps(), some.booleans(), some.integers(1, 3), some.sampled_from(["", "", "a"]), scopes)
    several = draw(some.lists(one, max_size=4))
    return [
        rule(*terms, pk=pk, repeats=repeats, priority=priority, group=group, scope=scope)
        for pk, (terms, repeats, priority, group, scope) in enumerate(several, 1)
    ]


@some.composite
def coupons(draw):
    threshold = draw(some.integers(1, 100000))
    return coupon(threshold, draw(some.integers(1, threshold)), scope=draw(scopes))


@given(baskets, rules(), some.none() | coupons())
def test_every_saving_adds_up_from_units_to_lines_to_the_basket(basket, promotions, terms):
    outcome = apply(basket, promotions, terms, NOW)
    for component in ("promotion", "coupon"):
        assert sum(line.fen(component) for line in outcome.lines) == outcome.fen(component)
    for line in outcome.lines:
        shares = line.shares()
        assert all(len(units) == line.goods.units and min(units) >= 0 for units in shares.values())
        assert {name: sum(units) for name, units in shares.items()} == {name: line.fen(name) for name in shares}
        left = [line.goods.unit_fen - sum(parts) for parts in zip(*shares.values(), strict=True)] if shares else []
        assert all(fen >= 0 for fen in left)
    assert outcome.total_fen == sum(line.left_fen for line in outcome.lines) >= 1


@given(baskets, rules(), some.none() | coupons(), some.randoms())
def test_neither_the_order_of_lines_nor_of_promotions_changes_any_amount(basket, promotions, terms, random):
    before = apply(basket, promotions, terms, NOW)
    shuffled, others = random.sample(basket, len(basket)), random.sample(promotions, len(promotions))
    after = apply(shuffled, others, terms, NOW)
    assert after.total_fen == before.total_fen
    assert {line.goods.sku_id: line.shares() for line in after.lines} == {line.goods.sku_id: line.shares() for line in before.lines}


@given(baskets, steps(), some.booleans(), scopes, some.none() | coupons(), goods)
def test_one_more_thing_never_loses_a_saving(basket, terms, repeats, scope, ticket, more):
    promotions = [rule(*terms, repeats=repeats, scope=scope)]
    more = Goods(99999, more.units, more.unit_fen, more.product_id, more.category_id, more.product_class)
    before, after = apply(basket, promotions, ticket, NOW), apply([*basket, more], promotions, ticket, NOW)
    assert after.off_fen >= before.off_fen


@given(baskets, rules(), some.none() | coupons(), some.integers(0, 2000), some.randoms())
def test_any_order_of_refunds_by_unit_ends_at_exactly_what_was_paid(basket, promotions, terms, fee, random):
    quoted = quote(basket, Tariff("x", frozenset(), fee, None), promotions=promotions, coupon=terms, now=NOW)
    units = [fen for line in quoted.lines for fen in unit_paid_fen(line)]
    random.shuffle(units)
    left = quoted.total_fen
    for fen in units:
        assert fen >= 0
        left -= fen
        assert left >= 0
    assert left == 0
    assert quoted.total_fen == quoted.goods_fen + quoted.freight_fen - quoted.discount_fen - quoted.coupon_fen


@pytest.mark.parametrize(
    ("goods_fen", "once", "repeated"),
    [(19999, 0, 0), (20000, 2000, 2000), (39999, 2000, 2000), (40000, 5000, 5000), (60000, 5000, 7000), (80000, 5000, 10000)],
)
def test_the_highest_step_counts_once_or_as_often_as_it_is_reached(goods_fen, once, repeated):
    assert rule().off_fen(goods_fen) == once
    assert rule(repeats=True).off_fen(goods_fen) == repeated


def test_the_trace_says_what_each_unit_bears():
    outcome = apply([Goods(1, 3, 5000), Goods(2, 1, 5001)], [rule()], None, NOW)
    first, second = outcome.lines
    assert [(part.component, part.threshold_fen, part.off_fen, part.unit_fen) for part in first.parts] == [
        ("promotion", 20000, 2000, (500, 500, 500))
    ]
    assert second.parts[0].unit_fen == (500,)
    assert outcome.total_fen == 18001


def test_thresholds_look_at_the_goods_before_savings():
    """¥200 − ¥20 = ¥180, and the coupon from ¥190 counts all the same."""
    assert apply([Goods(1, 1, 20000)], [rule()], coupon(19000, 3000), NOW).total_fen == 20000 - 2000 - 3000


def test_the_coupon_comes_after_the_promotion_on_what_is_left():
    only = [Goods(1, 1, 10000, product_id=7), Goods(2, 1, 10000)]
    outcome = apply(only, [rule((10000, 10000), scope=Scope(product_ids=frozenset({7})))], coupon(), NOW)
    assert [line.shares() for line in outcome.lines] == [{"promotion": [10000]}, {"coupon": [1500]}]


def test_an_order_never_costs_nothing():
    outcome = apply([Goods(1, 2, 500)], [rule((1000, 1000))], coupon(1000, 1000), NOW)
    assert (outcome.total_fen, outcome.fen("promotion"), outcome.fen("coupon")) == (1, 999, 0)


def test_of_an_exclusive_group_the_best_counts_and_others_add():
    group = [rule((100, 10), pk=1, group="a"), rule((100, 30), pk=2, group="a"), rule((100, 5), pk=3)]
    outcome = apply([Goods(1, 1, 1000)], group, None, NOW)
    assert [(saving.offer.id, saving.fen) for saving in outcome.savings] == [(2, 30), (3, 5)]


def test_the_end_no_longer_counts_and_the_start_does():
    basket = [Goods(1, 1, 20000)]
    assert apply(basket, [rule(ends_at=NOW)], None, NOW).off_fen == 0
    assert apply(basket, [rule(ends_at=NOW + timedelta(microseconds=1))], None, NOW).off_fen == 2000
    assert apply(basket, [rule(starts_at=NOW)], None, NOW).off_fen == 2000
    assert apply(basket, [], coupon(ends_at=NOW), NOW).off_fen == 0


@pytest.mark.parametrize("product_class", ["infant_formula", "special_medical", "drug_rx", "drug_otc_a"])
def test_goods_that_may_not_be_promoted_bear_and_reach_nothing(product_class):
    basket = [Goods(1, 1, 15000, product_class="health_food"), Goods(2, 1, 15000, product_class=product_class)]
    assert apply(basket, [rule()], None, NOW).off_fen == 0
    outcome = apply(basket, [rule((10000, 1000))], coupon(15000, 100), NOW)
    assert [line.fen("promotion") + line.fen("coupon") for line in outcome.lines] == [1100, 0]


def test_a_promotion_whose_budget_does_not_reach_is_left_out():
    assert apply([Goods(1, 1, 20000)], [rule(left_fen=1999)], None, NOW).off_fen == 0
    assert apply([Goods(1, 1, 20000)], [rule(left_fen=2000)], None, NOW).off_fen == 2000


@pytest.mark.parametrize(("goods_fen", "missing"), [(0, (20000, 2000)), (16900, (3100, 2000)), (20000, (20000, 5000)), (40000, None)])
def test_what_is_missing_to_the_next_step(goods_fen, missing):
    assert rule().next_step(goods_fen) == missing


def test_a_repeating_promotion_always_has_a_next_step():
    assert rule(repeats=True).next_step(40000) == (20000, 7000)
    assert rule(repeats=True).next_step(79900) == (100, 10000)
