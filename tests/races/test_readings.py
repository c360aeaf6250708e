"""Paid twice at once is given once, and one customer ordering the same e-book twice at once gets one."""

from functools import partial

import pytest

from catalog.models import Reading
from microstore.core.errors import Refused
from microstore.core.models import Event
from orders.models import Order
from orders.services import baskets, checkout, payments
from tests.factories import orders as make
from tests.factories.readings import AGREED, make_book, place
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("no_workers")]


def test_the_same_notice_eight_times_at_once_gives_the_e_book_once():
    store = make.make_store()
    order = place(store, make_book(store))
    payment = make.make_payment(order)
    act = partial(payments.confirm, payment.number, amount_fen=payment.amount_fen, provider_ref="4200000001")
    assert [result.pk for result in together(*[act] * 8)] == [payment.pk] * 8
    assert Reading.objects.get().state == "held"
    assert Event.objects.filter(name="reading.granted").count() == 1


def test_of_two_orders_of_one_customer_at_once_one_is_placed():
    customer, shops = make.make_customer(), [make.make_store(), make.make_store("second")]
    book = make_book(shops[0])
    listing = book.product.listings.get()
    listing.pk, listing.store = None, shops[1]
    listing.save()
    acts = []
    for store in shops:
        cart = make.make_cart(store, {book: 1}, customer=customer)
        total = baskets.look(cart, store).quote.total_fen
        sent = make.make_submission(total, receiver=None, consents=AGREED)
        acts.append(partial(checkout.place, cart, customer=customer, submission=sent))
    results = together(*acts)
    assert [isinstance(result, Order) for result in results].count(True) == 1, results
    assert [isinstance(result, Refused) for result in results].count(True) == 1, results
    assert (Order.objects.count(), Reading.objects.count()) == (1, 1)
