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


def dated(spec="0.5g×100粒", intake=4, price_fen=10000):
    sku = make.make_listed(price_fen=price_fen).skus.get()
    sku.units_of_use, sku.intake_per_day = 100, intake
    sku.save()
    return sku, selection.make_rival(sku, spec=spec, intake_per_day=2)


@pytest.mark.django_db
def test_a_day_of_use_is_compared_where_both_labels_tell():
    sku, dear = dated()
    cheap = selection.make_rival(sku, name="更省", spec="1.0g×60粒×2瓶", intake_per_day=1)
    silent = selection.make_rival(sku, name="不详")
    for rival, fen in ((dear, 9000), (cheap, 18000), (silent, 100)):
        selection.seen(rival, fen)
    found = market.gap(sku)
    assert found.rival.pk == silent.pk  # the cheapest pack says nothing of its day
    assert (found.by_day.rival.pk, found.by_day.ours_fen, found.by_day.theirs_fen, found.by_day.per_cent) == (cheap.pk, 400, 150, 167)
    assert found.by_day_at(3750).per_cent == 0
    assert (dear.days_of_supply, silent.days_of_supply) == (50, None)


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", [{"intake": None}, {"spec": "450g"}])
def test_what_is_not_known_of_a_day_is_not_said(client, unknown):
    sku, rival = dated(**unknown)
    selection.seen(rival, 9000)
    assert market.gap(sku).per_cent is not None
    assert market.gap(sku).by_day is None
    client.force_login(make.make_person())
    assert "未知：需要双方标签上的每日用量" in client.get(f"/backoffice/catalog/skus/{sku.code}/price/").content.decode()


@pytest.mark.django_db
def test_price_editor_and_page_of_the_competitor_say_the_day(client):
    sku, rival = dated()
    selection.seen(rival, 9000)
    client.force_login(make.make_person())
    assert "¥4.00 · ¥1.80 (天和堂旗舰店) · 我方 122 %" in client.get(f"/backoffice/catalog/skus/{sku.code}/price/").content.decode()
    page = client.get(rival.get_absolute_url()).content.decode()
    assert "¥1.80" in page
    assert "+122 %" in page


@pytest.mark.django_db
def test_the_cheapest_is_found_by_what_it_holds_not_by_what_the_pack_costs():
    sku = make.make_listed(price_fen=10000).skus.get()
    big, small = selection.make_rival(sku, spec="0.5g×200粒"), selection.make_rival(sku, spec="0.5g×50粒")
    selection.seen(big, 16000)
    selection.seen(small, 5000)
    found = market.gap(sku)
    assert [rival.pk for rival in found.rivals] == [big.pk, small.pk]
    assert (found.theirs_fen, found.per_cent, found.is_reckoned) == (8000, 25, True)
