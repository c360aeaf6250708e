"""A held, expired or aged batch: its promises move at once, or are reported as short; nothing of it is picked."""

from datetime import timedelta

import pytest

from inventory import services
from inventory.models import Batch, Reservation, StockRule
from inventory.services import available_units, change_rule, commit, consume, hold, pick_plan, replan, reserve, unhold
from inventory.tasks import age_batches, replan_lost
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from tests.factories.inventory import batch_of, books, make_person, make_sku, stocked

pytestmark = pytest.mark.django_db


def promise(sku, units, reference="SO-1", paid=True):
    reserve(reference, {sku.pk: units}, clock.now() + timedelta(minutes=30))
    if paid:
        commit(reference)


def test_promise_on_a_held_batch_moves_to_the_next_at_once():
    sku = make_sku()
    early = stocked(sku, 5, days=400, number="EARLY")
    stocked(sku, 5, days=500, number="LATE")
    promise(sku, 3)
    hold(batch_of(early), reason="召回通知", by=make_person())
    assert [(pick.batch.number, pick.units) for pick in pick_plan("SO-1")] == [("LATE", 3)]
    assert [(row.state, row.units) for row in services.reservations("SO-1")] == [("committed", 3)]
    assert Event.objects.get(name="inventory.reservation_moved").facts["reference"] == "SO-1"


def test_unpaid_promise_keeps_its_term_when_it_moves():
    sku = make_sku()
    early = stocked(sku, 5, days=400)
    stocked(sku, 5, days=500)
    promise(sku, 3, paid=False)
    until = services.reservations("SO-1")[0].expires_at
    hold(batch_of(early), reason="召回通知", by=make_person())
    assert [(row.state, row.expires_at) for row in services.reservations("SO-1")] == [("held", until)]


def test_promise_that_finds_nothing_is_short_and_told_once():
    sku = make_sku()
    stock = stocked(sku, 5)
    promise(sku, 3)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    replan(sku.pk)
    assert [(row.state, row.stock) for row in services.reservations("SO-1")] == [("short", None)]
    assert Event.objects.filter(name="inventory.reservation_short").count() == 1
    assert books()[-1][2:] == (5, 0)


def test_short_promise_is_served_when_goods_arrive():
    sku = make_sku()
    stock = stocked(sku, 5)
    promise(sku, 3)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    stocked(sku, 10, number="NEW")
    assert [(pick.batch.number, pick.units) for pick in pick_plan("SO-1")] == [("NEW", 3)]


def test_short_promise_is_served_when_the_hold_ends():
    sku = make_sku()
    stock = stocked(sku, 5)
    promise(sku, 3)
    batch = batch_of(stock)
    hold(batch, reason="召回通知", by=make_person())
    unhold(batch, reason="复检合格", by=make_person())
    assert [pick.units for pick in pick_plan("SO-1")] == [3]
    consume("SO-1", by=make_person())
    assert available_units([sku.pk]) == {sku.pk: 2}


def test_short_promise_can_be_released():
    sku = make_sku()
    stock = stocked(sku, 5)
    promise(sku, 3)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    assert services.release("SO-1", "cancelled") == 3
    assert Reservation.objects.get().state == "released"


def test_sweep_serves_short_promises_oldest_first():
    sku = make_sku()
    early = stocked(sku, 4, days=400)
    promise(sku, 2, "SO-1")
    promise(sku, 2, "SO-2")
    hold(batch_of(early), reason="召回通知", by=make_person())
    other = stocked(sku, 2, number="NEW")
    assert [row.state for row in services.reservations("SO-1")] == ["committed"]
    assert [row.state for row in services.reservations("SO-2")] == ["short"]
    services.release("SO-1", "cancelled")
    assert replan_lost() == 1
    assert [(row.state, row.stock_id) for row in services.reservations("SO-2")] == [("committed", other.pk)]


def test_hold_needs_a_reason():
    stock = stocked(make_sku(), 5)
    with pytest.raises(Refused):
        hold(batch_of(stock), reason=" ", by=make_person())
    assert batch_of(stock).hold_state == "free"


def test_held_batch_cannot_be_held_again():
    stock = stocked(make_sku(), 5)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    with pytest.raises(Refused):
        hold(batch_of(stock), reason="再次", by=make_person())
    assert batch_of(stock).hold_reason == "召回通知"


@pytest.mark.parametrize(
    ("days_later", "state"), [(0, "available"), (421, "near_expiry"), (511, "sale_blocked"), (600, "sale_blocked"), (601, "expired")]
)
def test_batch_grows_old_by_its_date(days_later, state):
    stocked(make_sku(), 5, days=600)
    with clock.at(clock.now() + timedelta(days=days_later)):
        age_batches()
        assert Batch.objects.get().state == state
        assert age_batches() == 0


def test_expired_batch_loses_its_promises():
    sku = make_sku()
    stocked(sku, 5, days=100)
    promise(sku, 3)
    with clock.at(clock.now() + timedelta(days=101)):
        age_batches()
        assert [row.state for row in services.reservations("SO-1")] == ["short"]
        with pytest.raises(Refused):
            pick_plan("SO-1")
    services.release("SO-1", "cancelled")


def test_batch_too_old_to_sell_still_serves_what_was_promised_before():
    sku = make_sku()
    stocked(sku, 5, days=95)
    promise(sku, 3)
    with clock.at(clock.now() + timedelta(days=10)):
        age_batches()
        assert Batch.objects.get().state == "sale_blocked"
        assert available_units([sku.pk]) == {sku.pk: 0}
        assert len(consume("SO-1", by=make_person())) == 1


def test_new_rule_reaches_all_stock():
    sku = make_sku()
    stocked(sku, 5, days=120)
    change_rule(min_life_days=150, near_expiry_days=200, by=make_person())
    deliver_all()
    assert available_units([sku.pk]) == {sku.pk: 0}
    age_batches()
    assert Batch.objects.get().state == "sale_blocked"
    change_rule(min_life_days=30, near_expiry_days=60, by=make_person())
    deliver_all()
    age_batches()
    assert (available_units([sku.pk]), Batch.objects.get().state) == ({sku.pk: 5}, "available")


def test_rule_that_warns_after_it_stops_is_refused():
    with pytest.raises(Refused):
        change_rule(min_life_days=100, near_expiry_days=50, by=make_person())
    assert not StockRule.objects.exists()
