"""Buyers at once: the last unit goes to one of them, opposite carts never deadlock, and without the lock the rule breaks."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from inventory.models import Reservation, ReservationState, Stock
from inventory.services import available_units, hold, release, reserve
from inventory.services.reserving import OutOfStock
from microstore.core import clock
from microstore.core.declarations import Check
from tests.factories.inventory import batch_of, make_person, make_sku, stocked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
BUYERS = 16


def at_once(acts) -> list:
    """Run every act in a thread of its own, started together; what each returned or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait()
            results[place] = act()
        except Exception as error:  # kept, so that the test can tell refusals from faults
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


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
    results = at_once([buy(f"SO-{n}", {sku.pk: 1}) for n in range(BUYERS)])
    assert [type(result) for result in results].count(list) == 1
    assert [type(result) for result in results].count(OutOfStock) == BUYERS - 1
    assert Stock.objects.values_list("on_hand", "reserved").get(pk=stock.pk) == (1, 1)
    assert Reservation.objects.filter(state=ReservationState.HELD).count() == 1
    sku.refresh_from_db()
    assert sku.in_stock is False
    assert books_are_in_order()


def test_without_the_lock_the_last_unit_is_sold_twice_or_the_database_stops_it(monkeypatch):
    """The negative control: the same race with ``core.locking.locked`` replaced must break the rule."""
    monkeypatch.setattr("inventory.services.reserving.locked", lambda rows: rows.order_by("pk"))
    for number in range(20):
        sku = make_sku()
        stocked(sku, 1)
        results = at_once([buy(f"SO-{number}-{n}", {sku.pk: 1}) for n in range(BUYERS)])
        if any(not isinstance(result, list | OutOfStock) for result in results) or sum(isinstance(result, list) for result in results) > 1:
            return
    pytest.fail("the race was won every time without the lock: it proves nothing")


def test_ten_units_go_to_ten_of_sixteen_buyers():
    sku = make_sku()
    stocked(sku, 6, days=400)
    stocked(sku, 4, days=500)
    results = at_once([buy(f"SO-{n}", {sku.pk: 1}) for n in range(BUYERS)])
    assert [type(result) for result in results].count(list) == 10
    assert available_units([sku.pk]) == {sku.pk: 0}
    assert books_are_in_order()


def test_opposite_carts_do_not_deadlock():
    one, two = make_sku(), make_sku()
    stocked(one, 100)
    stocked(two, 100)
    acts = [buy(f"SO-{n}", {one.pk: 1, two.pk: 1} if n % 2 else {two.pk: 1, one.pk: 1}) for n in range(BUYERS)]
    assert all(isinstance(result, list) for result in at_once(acts))
    assert available_units([one.pk, two.pk]) == {one.pk: 84, two.pk: 84}


def test_same_document_asked_many_times_at_once_is_promised_once():
    sku = make_sku()
    stocked(sku, 50)
    results = at_once([buy("SO-1", {sku.pk: 3}) for _ in range(8)])
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
    results = at_once(acts)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert Stock.objects.get(pk=early.pk).reserved == 0
    assert available_units([sku.pk]) == {sku.pk: 28}
    assert books_are_in_order()
