"""Competitors' prices are kept for good, compared with ours, and alarm the responsible person while the gap is too wide."""
from datetime import timedelta

import pytest

from catalog.models import CompetitorProduct, PriceAlarm
from catalog.selection.services import alarms, gap, gaps, market
from catalog.services import prices
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.messaging.models import Message
from tests.factories.catalog import make_listed, make_person, make_ready
from tests.factories.selection import make_rival, seen

pytestmark = pytest.mark.django_db


def test_gap_is_told_from_the_cheapest_newest_price_of_linked_competitors():
    sku = make_ready(price_fen=15100).skus.get()
    dear, cheap = make_rival(sku), make_rival(sku, name="葡萄籽胶囊", competitor="康源大药房")
    seen(dear, 14800), seen(cheap, 9900, days_ago=10), seen(cheap, 13000, days_ago=2)
    found = gap(sku)
    assert (found.ours_fen, found.theirs_fen, found.per_cent, found.rival, found.seen_on) == (
        15100, 13000, 16, cheap, clock.today() - timedelta(days=2))
    assert [rival.newest_fen for rival in found.rivals] == [13000, 14800]
    assert gap(sku, ours_fen=11700).per_cent == -10


def test_price_seen_too_long_ago_or_of_a_competitor_no_longer_watched_does_not_count():
    sku = make_ready().skus.get()
    old, left = make_rival(sku), make_rival(sku, name="已停售")
    seen(old, 9000, days_ago=61), seen(left, 9000)
    CompetitorProduct.objects.filter(pk=left.pk).update(is_active=False)
    assert gap(sku) is None


def test_gaps_of_a_whole_list_cost_two_queries(django_assert_num_queries):
    skus = [make_ready(approval_number=f"国食健注G2019018{n}").skus.get() for n in range(3)]
    for sku in skus:
        seen(make_rival(sku, name=sku.code), 10000)
    with django_assert_num_queries(2):
        assert {pk: found.per_cent for pk, found in gaps([sku.pk for sku in skus]).items()} == dict.fromkeys([sku.pk for sku in skus], 51)


def test_what_was_seen_later_for_an_earlier_day_does_not_become_the_newest():
    rival = make_rival()
    seen(rival, 12000, days_ago=1, promo="满200减20")
    seen(rival, 11000, days_ago=5)
    rival.refresh_from_db()
    assert (rival.newest_fen, rival.newest_promo, rival.before_fen, rival.move_fen) == (12000, "满200减20", 11000, 1000)
    assert rival.observations.count() == 2


@pytest.mark.parametrize("wrong", [{"price_fen": 0}, {"price_fen": 100, "seen_on": "tomorrow"}])
def test_price_that_cannot_have_been_seen_is_refused(wrong):
    rival = make_rival()
    if "seen_on" in wrong:
        wrong = wrong | {"seen_on": clock.today() + timedelta(days=1)}
    with pytest.raises(Refused):
        market.observe(rival, **wrong)
    rival.refresh_from_db()
    assert (rival.newest_fen, rival.observations.count()) == (None, 0)


@pytest.mark.duty("L12")
def test_alarm_opens_once_tells_the_owner_and_closes_itself_when_the_gap_is_gone():
    owner = make_person()
    product = make_listed()
    product.owner = owner
    product.save(update_fields=["owner"])
    rival = make_rival(product.skus.get())
    seen(rival, 13200)
    assert not PriceAlarm.objects.exists()  # 14 % is within the norm
    seen(rival, 13000), seen(rival, 12900)
    alarm = PriceAlarm.objects.get()
    assert (alarm.owner, alarm.ours_fen, alarm.theirs_fen, alarm.per_cent, alarm.rival) == (owner, 15100, 13000, 16, rival)
    assert Message.objects.filter(user=owner, template_code="selection.price_alarm").count() == 1
    alarms.answer(alarm, text="与供应商谈进价", by=owner)
    assert alarms.sweep_all() == {"opened": 0, "closed": 0}
    prices.set_price(product.skus.get(), amount_fen=13900, reason="跟进市场")
    assert alarms.sweep_all() == {"opened": 0, "closed": 1}
    alarm.refresh_from_db()
    assert (alarm.state, alarm.answer) == ("closed", "与供应商谈进价")


def test_product_off_the_shelf_raises_no_alarm():
    seen(make_rival(make_ready().skus.get()), 5000)
    assert not PriceAlarm.objects.exists()


def test_alarm_needs_a_word_as_answer():
    product = make_listed()
    seen(make_rival(product.skus.get()), 9000)
    alarm = PriceAlarm.objects.get()
    with pytest.raises(Refused):
        alarms.answer(alarm, text=" ", by=make_person())
    alarm.refresh_from_db()
    assert alarm.state == "open"


def test_link_to_another_pack_size_moves_the_alarm():
    first, second = make_listed(), make_listed(approval_number="国食健注G20190189")
    rival = make_rival(first.skus.get())
    seen(rival, 9000)
    market.link(rival, second.skus.get(), by=make_person())
    assert list(PriceAlarm.objects.order_by("pk").values_list("sku", "state")) == [
        (first.skus.get().pk, "closed"), (second.skus.get().pk, "open")]
