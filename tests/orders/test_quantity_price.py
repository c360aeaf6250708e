"""Quantity prices in cart, checkout and order; what was paid becomes the basis of struck prices."""
from datetime import timedelta

import pytest

from catalog.models import DealLow, Listing
from catalog.services import prices
from marketing.models import Promotion
from microstore.core import clock
from microstore.core.errors import Changed
from microstore.core.events import deliver_all
from orders import deals
from orders.models import Refund
from orders.services import baskets, carts, checkout, orders, refunds
from tests.factories.orders import make_cart, make_customer, make_sku, make_staff, make_store, make_submission, pay_order, place_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def sku():
    sku = make_sku(make_store(), price_fen=10000, units=50)
    prices.set_price(sku, amount_fen=9000, from_units=3)
    return sku


@pytest.mark.parametrize(("units", "unit_fen"), [(1, 10000), (2, 10000), (3, 9000), (5, 9000)])
def test_cart_checkout_and_order_agree_on_the_price_of_so_many(sku, units, unit_fen):
    customer = make_customer()
    cart = make_cart(sku.product.listings.get().store, {sku: units}, customer=customer)
    quoted = baskets.look(cart, cart.store, region_code="110108").quote
    assert [line.unit_fen for line in quoted.lines] == [unit_fen]
    order = checkout.place(cart, customer=customer, submission=make_submission(quoted.total_fen))
    line = order.lines.get()
    assert [line.unit_fen, line.goods_fen, line.shares["goods"]] == [unit_fen, unit_fen * units, [unit_fen] * units]


def test_more_units_are_no_change_of_price_to_be_told(sku):
    cart = make_cart(make_store(), {sku: 2}, session_key="s1")
    carts.add(cart, sku.pk, 1)
    assert baskets.look(cart, cart.store).changed == []
    carts.set_units(cart, sku.pk, 2)
    assert [line.unit_fen for line in baskets.look(cart, cart.store).lines] == [10000]
    assert baskets.look(cart, cart.store).changed == []


def test_a_changed_quantity_price_is_told_and_refused_at_placing(sku):
    customer = make_customer()
    cart = make_cart(make_store(), {sku: 3}, customer=customer)
    shown = baskets.look(cart, cart.store, region_code="110108").quote.total_fen
    prices.set_price(sku, amount_fen=9500, from_units=3)
    assert [line.was_fen for line in baskets.look(cart, cart.store).changed] == [9000]
    with pytest.raises(Changed):
        checkout.place(cart, customer=customer, submission=make_submission(shown))
    assert not customer.orders.exists()


def test_promotions_stand_on_the_quantity_price_and_stay_exact(sku):
    now = clock.now()
    Promotion.objects.create(
        code="P1", name="满250减7", steps=[[25000, 700]], starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1), is_active=True
    )  # fmt: skip
    order = place_order(wants={sku: 3})
    line = order.lines.get()
    assert [line.goods_fen, line.discount_fen, order.total_fen] == [27000, 700, 26300]
    assert [sum(line.shares["promotion"]), len(line.shares["promotion"])] == [700, 3]
    pay_order(order)
    deliver_all()
    assert DealLow.objects.get().low_fen == (27000 - 700) // 3


def test_a_paid_order_is_a_deal_and_the_card_strikes_no_more_than_it(sku):
    pay_order(place_order(wants={sku: 1}))
    deliver_all()
    assert list(DealLow.objects.values_list("low_fen", "last_fen", "day")) == [(10000, 10000, clock.today())]
    prices.set_price(sku, amount_fen=8800)
    assert Listing.objects.values_list("list_fen", "list_basis").get() == (10000, "deals")
    line = baskets.look(make_cart(make_store(), {sku: 1}, session_key="s"), make_store()).lines[0]
    assert [line.unit_fen, line.struck_fen, line.struck_basis] == [8800, 10000, "deals"]


def test_an_unpaid_order_is_no_deal(sku):
    place_order(wants={sku: 1})
    deliver_all()
    assert not DealLow.objects.exists()


def test_what_was_given_back_is_no_deal(sku):
    order = place_order(wants={sku: 1})
    pay_order(order)
    deliver_all()
    orders.cancel(order, reason="不想要了")
    Refund.objects.update(state="failed")
    refunds.settle_by_hand(Refund.objects.get(), provider_ref="50", reason="线下退款", by=make_staff())
    deliver_all()
    assert not DealLow.objects.exists()


def test_nightly_count_writes_the_same_days_from_the_orders(sku):
    pay_order(place_order(wants={sku: 1}))
    pay_order(place_order(wants={sku: 3}))
    assert deals.recount_recent() == 1
    assert list(DealLow.objects.values_list("low_fen", "last_fen")) == [(9000, 9000)]
