"""Amounts: exact for any cart, any freight, down to the unit (invariant 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketing.engine import Goods
from microstore.core.errors import Refused
from orders.freight import DEFAULTS, Tariff, freight_fen, missing_for_free_fen, tariff_for
from orders.pricing import quote

line = some.builds(Goods, sku_id=some.just(1), units=some.integers(1, 20), unit_fen=some.integers(1, 10**7))
lines = some.lists(line, min_size=1, max_size=12)
tariffs = some.builds(
    Tariff, name=some.just("x"), provinces=some.just(frozenset()), fee_fen=some.integers(0, 10**5),
    free_from_fen=some.none() | some.integers(0, 10**8),
)  # fmt: skip


@given(lines, tariffs)
def test_shares_add_up_to_lines_and_lines_to_the_order(wanted, tariff):
    quoted = quote(wanted, tariff)
    assert sum(line.goods_fen for line in quoted.lines) == quoted.goods_fen == sum(w.units * w.unit_fen for w in wanted)
    assert sum(line.freight_fen for line in quoted.lines) == quoted.freight_fen == freight_fen(quoted.goods_fen, tariff)
    assert quoted.total_fen == quoted.goods_fen + quoted.freight_fen
    for line in quoted.lines:
        assert [len(parts) for parts in line.shares.values()] == [line.units, line.units]
        assert (sum(line.shares["goods"]), sum(line.shares["freight"])) == (line.goods_fen, line.freight_fen)
        assert min(line.shares["freight"]) >= 0


@given(lines, tariffs, some.randoms())
def test_any_order_of_refunds_by_unit_ends_at_what_was_paid(wanted, tariff, random):
    quoted = quote(wanted, tariff)
    units = [goods + freight for line in quoted.lines for goods, freight in zip(*line.shares.values(), strict=True)]
    random.shuffle(units)
    left = quoted.total_fen
    for fen in units:
        left -= fen
        assert left >= 0
    assert left == 0


def test_freight_of_eight_yuan_over_three_lines():
    quoted = quote([Goods(1, 1, 3333), Goods(2, 1, 3333), Goods(3, 1, 3233)], tariff_for("110108", DEFAULTS))
    assert (quoted.freight_fen, [line.freight_fen for line in quoted.lines]) == (800, [270, 269, 261])


@pytest.mark.parametrize(
    ("region", "goods_fen", "freight"),
    [("110108", 9899, 800), ("110108", 9900, 0), ("650102", 9900, 1800), ("650102", 29899, 1800), ("650102", 29900, 0), ("", 5000, 800)],
)
def test_freight_by_region_and_amount(region, goods_fen, freight):
    assert freight_fen(goods_fen, tariff_for(region, DEFAULTS)) == freight


@pytest.mark.parametrize("region", ["710000", "810001", "820001"])
def test_nobody_delivers_there(region):
    with pytest.raises(Refused):
        tariff_for(region, DEFAULTS)


def test_what_is_missing_for_free_freight():
    standard = tariff_for("110108", DEFAULTS)
    assert (missing_for_free_fen(9000, standard), missing_for_free_fen(10000, standard)) == (900, 0)
