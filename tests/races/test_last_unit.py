"""Buyers at once: the last unit goes to one of them, opposite carts never deadlock, and without the lock the rule breaks."""

from datetime import timedelta

import pytest

from inventory.models import Reservation, ReservationState, Stock
from inventory.services import available_units, hold, release, reserve
from inventory.services.reserving import OutOfStock
from microstore.core import clock
from microstore.core.declarations import Check
from tests.factories.inventory import batch_of, make_person, make_sku, stocked
from tests.switches import locking_off, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
BUYERS = 16


def buy(reference, wants):
    return lambda: reserve(reference, wants, clock.now() + timedelta(minutes=30))


def books_are_in_order() -> bool:
    return [
        row
        for check in Check.registry
        if check.number in ("1", "2") and check.find.__module__ == "inventory.checks"
        for row in check.find()
    ] == []


def test_last_unit_goes_to_one_of_sixteen_buyers():
    sku = make_sku()
    stock = stocked(sku, 1)
    results = together(*[buy(f"SO-{n}", {sku.pk: 1}) for n in range(BUYERS)])
    assert [type(result) for result in results].count(list) == 1
    assert [type(result) for result in results].count(OutOfStock) == BUYERS - 1
    assert Stock.objects.values_list("on_hand", "reserved").get(pk=stock.pk) == (1, 1)
    assert Reservation.objects.filter(state=ReservationState.HELD).count() == 1
    sku.refresh_from_db()
    assert sku.in_stock is False
    assert books_are_in_order()


def test_without_the_lock_the_last_unit_is_sold_twice_or_the_database_stops_it(monkeypatch):
    """The negative control: the same race with ``core.locking.locked`` replaced must break the rule."""
    locking_off(monkeypatch)
    for number in range(20):
        sku = make_sku()
        stocked(sku, 1)
        results = together(*[buy(f"SO-{number}-{n}", {sku.pk: 1}) for n in range(BUYERS)])
        if any(not isinstance(result, list | OutOfStock) for result in results) or sum(isinstance(result, list) for result in results) > 1:
            return
    pytest.fail("the race was won every time without the lock: it proves nothing")


def test_ten_units_go_to_ten_of_sixteen_buyers():
    sku = make_sku()
    stocked(sku, 6, days=400)
    stocked(sku, 4, days=500)
    results = together(*[buy(f"SO-{n}", {sku.pk: 1}) for n in range(BUYERS)])
    assert [type(result) for result in results].count(list) == 10
    assert available_units([sku.pk]) == {sku.pk: 0}
    assert books_are_in_order()


def test_opposite_carts_do_not_deadlock():
    one, two = make_sku(), make_sku()
    stocked(one, 100)
    stocked(two, 100)
    acts = [buy(f"SO-{n}", {one.pk: 1, two.pk: 1} if n % 2 else {two.pk: 1, one.pk: 1}) for n in range(BUYERS)]
    assert all(isinstance(result, list) for result in together(*acts))
    assert available_units([one.pk, two.pk]) == {one.pk: 84, two.pk: 84}


def test_same_document_asked_many_times_at_once_is_promised_once():
    sku = make_sku()
    stocked(sku, 50)
    results = together(*[buy("SO-1", {sku.pk: 3}) for _ in range(8)])
    assert all(isinstance(result, list) for result in results)
    assert available_units([sku.pk]) == {sku.pk: 47}


def test_buying_giving_back_and_holding_at_once_keep_the_books():
    sku = make_sku()
    early = stocked(sku, 20, days=400)
    stocked(sku, 40, days=500)
    for number in range(6):
        buy(f"OLD-{number}", {sku.pk: 2})()
    batch, quality = batch_of(early), make_person()
    acts = [buy(f"SO-{n}", {sku.pk: 2}) for n in range(6)]
    acts += [lambda n=n: release(f"OLD-{n}", "cancelled") for n in range(6)]
    acts.append(lambda: hold(batch, reason="召回通知", by=quality))
    results = together(*acts)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert Stock.objects.get(pk=early.pk).reserved == 0
    assert available_units([sku.pk]) == {sku.pk: 28}
    assert books_are_in_order()
