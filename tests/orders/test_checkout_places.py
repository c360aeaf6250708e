"""Placing an order: exact amounts, nothing twice, nothing half."""

import pytest
from django.test.utils import CaptureQueriesContext

from inventory.models import Reservation, Stock
from microstore.core.errors import Changed, Refused
from microstore.core.models import Event
from orders.models import Display, Order
from orders.services import carts, checkout
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


def test_an_order_keeps_what_was_sold_and_reserves_it(store):
    customer = make.make_customer()
    first, second = make.make_sku(store, price_fen=2500), make.make_sku(store, price_fen=1999)
    cart = make.make_cart(store, {first: 2, second: 1}, customer=customer)
    order = checkout.place(cart, customer=customer, submission=make.make_submission(2 * 2500 + 1999 + 800))
    assert (order.goods_fen, order.freight_fen, order.total_fen) == (6999, 800, 7799)
    lines = list(order.lines.order_by("position"))
    assert [(line.sku_id, line.units, line.unit_fen, line.goods_fen, line.freight_fen) for line in lines] == [
        (first.pk, 2, 2500, 5000, 572),
        (second.pk, 1, 1999, 1999, 228),
    ]
    assert lines[0].shares == {"goods": [2500, 2500], "freight": [286, 286]}
    assert lines[1].approval_number == "国食健注G20110001"
    assert order.display_state == Display.PENDING_PAYMENT
    assert {(r.sku_id, r.units, r.state) for r in Reservation.objects.filter(reference=order.number)} == {
        (first.pk, 2, "held"),
        (second.pk, 1, "held"),
    }
    assert cart.lines.count() == 0
    assert [event.name for event in Event.objects.about(order)] == ["order.placed"]


def test_the_same_token_gives_the_same_order(store):
    customer = make.make_customer()
    cart = make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
    submission = make.make_submission(10000)
    first = checkout.place(cart, customer=customer, submission=submission)
    assert checkout.place(cart, customer=customer, submission=submission).pk == first.pk
    assert Order.objects.count() == 1


def test_the_same_token_gives_the_same_order_even_with_a_new_cart(store):
    customer = make.make_customer()
    sku = make.make_sku(store)
    submission = make.make_submission(10000)
    first = checkout.place(make.make_cart(store, {sku: 1}, customer=customer), customer=customer, submission=submission)
    again = make.make_cart(store, {sku: 1}, customer=customer)
    assert checkout.place(again, customer=customer, submission=submission).pk == first.pk
    assert again.lines.count() == 1
    assert Order.objects.count() == 1


def nothing_changed(cart):
    assert Order.objects.count() == 0
    assert Reservation.objects.count() == 0
    assert Stock.objects.filter(reserved__gt=0).count() == 0
    assert cart.lines.count() >= 1


def test_a_total_that_is_not_the_one_shown_is_refused(store):
    customer = make.make_customer()
    cart = make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
    with pytest.raises(Changed, match="¥99.00"):
        checkout.place(cart, customer=customer, submission=make.make_submission(9900))
    nothing_changed(cart)


def test_more_than_there_is_is_refused(store):
    customer = make.make_customer()
    sku = make.make_sku(store, units=2)
    cart = make.make_cart(store, {sku: 2}, customer=customer)
    Stock.objects.update(on_hand=1)
    with pytest.raises(Refused):
        checkout.place(cart, customer=customer, submission=make.make_submission(20000))
    nothing_changed(cart)


def test_goods_taken_off_the_shelf_are_refused(store):
    customer = make.make_customer()
    sku = make.make_sku(store)
    cart = make.make_cart(store, {sku: 1}, customer=customer)
    sku.product.listings.update(is_on=False)
    with pytest.raises(Changed):
        checkout.place(cart, customer=customer, submission=make.make_submission(10000))
    nothing_changed(cart)


def test_nobody_orders_without_having_read_for_whom_it_is(store):
    customer = make.make_customer()
    cart = make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
    with pytest.raises(Refused):
        checkout.place(cart, customer=customer, submission=make.make_submission(10000, consents=()))
    nothing_changed(cart)


def test_an_empty_cart_is_refused(store):
    customer = make.make_customer()
    with pytest.raises(Refused):
        checkout.place(carts.open_cart(store, customer=customer), customer=customer, submission=make.make_submission(800))
    assert Order.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_placing_three_lines_takes_at_most_fifteen_queries(store):
    from django.db import connection

    customer = make.make_customer()
    cart = make.make_cart(store, {make.make_sku(store): 1 for _ in range(3)}, customer=customer)
    submission = make.make_submission(30000)
    with CaptureQueriesContext(connection) as queries:
        checkout.place(cart, customer=customer, submission=submission)
    statements = [query["sql"] for query in queries]
    own = [sql for sql in statements[: statements.index("COMMIT")] if sql != "BEGIN"]
    assert len(own) <= 15, "\n".join(sql[:160] for sql in own)
