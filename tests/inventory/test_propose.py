"""The proposed quantity, number by number."""

from dataclasses import replace

import pytest

from inventory.services.proposing import Facts, Rules, propose

RULES = Rules(alert_days=7, lead_days=7, wanted_days=30, floor=1, min_life_days=90)
STEADY = Facts(
    sku_id=1, warehouse_id=None, free=50, coming=0, sold=(70, 300, 900), age_days=400, shelf_life_months=24,
)  # fmt: skip


def proposed(**facts):
    return propose(replace(STEADY, **facts), RULES)


def test_a_steady_seller_is_low_below_delivery_time_and_safety_and_gets_what_the_wanted_days_need():
    found = proposed()
    assert (found.pace, found.level, found.demand, found.needed, found.units) == (10_000, 140, 370, 320, 320)
    assert (found.days_left, found.is_below, found.is_capped) == (5, True, False)


def test_the_last_week_weighs_half_the_month_three_tenths_the_quarter_two_tenths():
    assert proposed(sold=(140, 300, 900)).pace == 15_000
    assert proposed(sold=(70, 600, 900)).pace == 13_000
    assert proposed(sold=(70, 300, 1800)).pace == 12_000


def test_a_young_product_is_measured_by_its_own_age():
    assert proposed(sold=(70, 140, 140), age_days=14).pace == 10_000
    assert proposed(sold=(21, 21, 21), age_days=2).pace == 3_000


def test_announced_goods_are_counted():
    assert proposed(coming=200).units == 120
    assert (proposed(coming=320).needed, proposed(coming=320).units) == (0, 0)


def test_whole_cartons_and_the_smallest_order():
    assert proposed(pack=24).units == 336
    assert proposed(moq=500, pack=24).units == 504


@pytest.mark.parametrize(("months", "cap", "units"), [(24, 6250, 320), (7, 1150, 320), (5, 550, 320), (4, 250, 250), (3, 0, 0)])
def test_never_more_than_sells_before_it_is_too_old(months, cap, units):
    found = proposed(shelf_life_months=months)
    assert (found.life_cap, found.units, found.is_capped) == (cap, units, units < 320)


def test_the_cap_is_filled_with_whole_cartons_and_below_the_smallest_order_nothing_is_proposed():
    assert proposed(shelf_life_months=4, pack=24).units == 240
    assert proposed(shelf_life_months=4, pack=24, moq=300).units == 0


def test_a_level_of_its_own_replaces_the_days_of_the_register():
    assert proposed(units=20).level == 20
    assert proposed(cover_days=3).level == 30
    assert proposed(lead_days=14).level == 210


def test_what_never_sold_is_low_when_the_last_unit_is_gone():
    nothing = proposed(sold=(0, 0, 0), free=0)
    assert (nothing.level, nothing.is_below, nothing.units, nothing.days_left) == (1, True, 1, None)
    assert not proposed(sold=(0, 0, 0), free=1).is_below
    assert not proposed(sold=(0, 0, 0), free=0, is_listed=False).is_below
