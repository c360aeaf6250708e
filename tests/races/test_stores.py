"""Orders placed while their store stops selling, and two directors opening one store."""

import threading
from functools import partial

import pytest

from inventory.models import Reservation
from microstore.core import norms
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.stores.models import Store
from microstore.stores.services import stores, trading
from operations.norms import OPENING_PRODUCTS
from operations.services import opening as openings
from orders.models import Cart, Order
from orders.services import checkout
from tests.factories import openings as of_openings
from tests.factories import orders as make
from tests.factories.catalog import make_person
from tests.switches import at_fault_point, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("no_workers")]


def a_buyer(store, sku):
    customer = make.make_customer()
    cart = make.make_cart(store, {sku: 1}, customer=customer)
    return cart, partial(checkout.place, cart, customer=customer, submission=make.make_submission(10000))


def test_order_that_was_being_placed_is_finished_before_its_store_stops(monkeypatch):
    """The order holds the store until it is committed; whoever suspends it waits, and the next buyer is refused with a kept cart."""
    store = make.make_store()
    sku = make.make_sku(store, price_fen=10000, units=5)
    (_cart, first), (kept, second) = a_buyer(store, sku), a_buyer(store, sku)
    placing, moments = threading.Event(), []

    def stop():
        if not placing.is_set():
            placing.set()
            suspending.join(0.5)
            moments.append(suspending.is_alive())

    suspending = threading.Thread(target=_suspend, args=(store.pk, placing))
    at_fault_point(monkeypatch, "orders.place.before_commit", stop)
    suspending.start()
    order = first()
    suspending.join(120)
    assert moments == [True], "the suspension did not wait for the order"
    assert Order.objects.get() == order and Store.objects.get(pk=store.pk).state == "suspended"
    with pytest.raises(Refused):
        second()
    assert Order.objects.count() == 1 and Reservation.objects.open().count() == 1
    assert Cart.objects.get(pk=kept.pk).lines.count() == 1


def _suspend(pk, placing):
    from django.db import connection

    placing.wait(120)
    stores.suspend(Store.objects.get(pk=pk), reason="证照")
    connection.close()


def test_buyers_of_one_store_do_not_wait_for_each_other():
    store = make.make_store()
    skus = [make.make_sku(store, price_fen=10000, units=5) for _number in range(4)]
    results = together(*(a_buyer(store, sku)[1] for sku in skus))
    assert all(isinstance(result, Order) for result in results), results


def test_two_directors_open_a_store_once():
    norms.change(OPENING_PRODUCTS, 1, by=None, reason="测试")
    norms.forget()
    opening = of_openings.accepted(goods=1)
    results = together(*(partial(openings.open_store, type(opening).objects.get(pk=opening.pk), by=make_person()) for _number in range(2)))
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Refused"], results
    assert Event.objects.filter(name="opening.opened").count() == 1
    assert Event.objects.filter(name="stores.store_opened", subject_id=opening.store_id).count() == 1
    trading.require(Store.objects.get(pk=opening.store_id))
