"""Packs of different size are compared by what they hold."""

from fractions import Fraction

import pytest

from catalog import measures
from catalog.selection.services import market
from tests.factories import catalog as make
from tests.factories import selection


@pytest.mark.parametrize(("ours", "theirs", "share"), [
    ("1.0g×60片", "1.2g×120片", Fraction(1, 2)), ("0.5g/粒×100粒", "60粒/瓶×2瓶", Fraction(100, 120)), ("450g", "0.9kg", Fraction(1, 2)),
    ("10g×20袋", "500g/罐", Fraction(200, 500)), ("10g×20袋", "15g×20袋", Fraction(1)), ("60片", "一盒", None), ("60片", "450g", None),
    ("60片", "60粒", None), ("500ml", "1L", Fraction(1, 2))])
def test_share_of_a_pack_follows_from_what_both_hold(ours, theirs, share):
    assert measures.times(ours, theirs) == share


def test_price_is_reckoned_to_the_nearest_fen_and_stays_where_nothing_is_told():
    assert measures.in_our_pack(9999, "60片", "90片") == 6666 and measures.in_our_pack(9999, "60片", "礼盒") == 9999


@pytest.mark.django_db
def test_the_cheapest_is_found_by_what_it_holds_not_by_what_the_pack_costs():
    sku = make.make_listed(price_fen=10000).skus.get()
    big, small = selection.make_rival(sku, spec="0.5g×200粒"), selection.make_rival(sku, spec="0.5g×50粒")
    selection.seen(big, 16000)
    selection.seen(small, 5000)
    found = market.gap(sku)
    assert [rival.pk for rival in found.rivals] == [big.pk, small.pk]
    assert (found.theirs_fen, found.per_cent, found.is_reckoned) == (8000, 25, True)
