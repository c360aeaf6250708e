"""The races of promotions and coupons."""

from datetime import timedelta
from functools import partial

import pytest

from marketing import checks
from marketing.models import Coupon, CouponKind, Promotion
from marketing.services import coupons
from microstore.core import clock
from microstore.core.errors import Refused
from orders.models import Order
from orders.services import checkout, orders, payments
from tests.factories import marketing as given
from tests.factories import orders as make
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("no_workers")]


def books_are_clean():
    for check in (checks.budgets_add_up, checks.quotas_hold, checks.customers_within_limits, checks.tallies_add_up):
        assert list(check()) == []


def submit(total_fen, coupon=""):
    return checkout.Submission(**{**vars(make.make_submission(total_fen)), "coupon": coupon})


def buyer(store, sku, total_fen, *, customer=None, coupon=""):
    customer = customer or make.make_customer()
    cart = make.make_cart(store, {sku: 1}, customer=customer)
    return partial(checkout.place, cart, customer=customer, submission=submit(total_fen, coupon))


def test_of_fifty_customers_at_once_ten_get_the_ten_coupons():
    kind = given.make_kind(quota=10)
    customers = [make.make_customer() for _ in range(50)]
    results = []
    for some in (customers[:25], customers[25:]):
        results += together(*(partial(coupons.claim, kind, customer) for customer in some))
    assert sum(isinstance(result, Coupon) for result in results) == 10
    assert sum(isinstance(result, Refused) for result in results) == 40, results
    assert CouponKind.objects.get().issued == Coupon.objects.count() == 10
    books_are_clean()


def test_many_clicks_of_one_customer_give_one_coupon():
    kind, customer = given.make_kind(per_customer=3), make.make_customer()
    results = together(*[partial(coupons.claim, kind, customer)] * 12)
    assert {result.pk for result in results} == {Coupon.objects.get().pk}
    assert CouponKind.objects.get().issued == 1
    books_are_clean()


def test_a_budget_for_three_orders_is_spent_by_three_of_twelve():
    store = make.make_store()
    sku = make.make_sku(store, price_fen=20000, units=50)
    given.make_promotion(budget_fen=7000)
    results = together(*(buyer(store, sku, 18000) for _ in range(12)))
    placed = [result for result in results if isinstance(result, Order)]
    assert len(placed) == 3, results
    assert all(isinstance(result, Refused) for result in results if result not in placed)
    assert Promotion.objects.get().spent_fen == 6000
    assert Order.objects.filter(discount_fen=2000).count() == Order.objects.count() == 3
    books_are_clean()


def test_two_tabs_of_one_customer_use_a_promotion_once():
    """Two stores, two carts, one customer."""
    customer, stores = make.make_customer(), [make.make_store(), make.make_store("second", is_default=False)]
    skus = [make.make_sku(store, price_fen=20000) for store in stores]
    given.make_promotion(times_per_customer=1)
    acts = [buyer(store, sku, 18000, customer=customer) for store, sku in zip(stores, skus, strict=True)]
    results = together(*acts)
    assert sorted(isinstance(result, Order) for result in results) == [False, True], results
    books_are_clean()


def test_one_coupon_in_two_tabs_makes_one_order():
    customer, stores = make.make_customer(), [make.make_store(), make.make_store("second", is_default=False)]
    coupon = given.make_coupon(customer)
    acts = [buyer(store, make.make_sku(store), 8500, customer=customer, coupon=coupon.code) for store in stores]
    results = together(*acts)
    placed = [result for result in results if isinstance(result, Order)]
    assert len(placed) == 1 and sum(isinstance(result, Refused) for result in results) == 1, results
    coupon.refresh_from_db()
    assert (coupon.state, coupon.reference) == ("held", placed[0].number)
    assert Order.objects.count() == 1


def test_payment_and_expiry_at_once_leave_the_coupon_where_the_order_is():
    for _ in range(5):
        store, customer = make.make_store(), make.make_customer()
        coupon = given.make_coupon(customer)
        order = buyer(store, make.make_sku(store), 8500, customer=customer, coupon=coupon.code)()
        payment = make.make_payment(order)
        Order.objects.filter(pk=order.pk).update(pay_by=clock.now() - timedelta(seconds=1))
        together(
            lambda payment=payment: payments.confirm(payment.number, amount_fen=8500, provider_ref=f"42{payment.number}"[:30]),
            lambda order=order: orders.expire_overdue(order.pk),
        )
        coupon.refresh_from_db()
        order.refresh_from_db()
        assert (order.payment_state, coupon.state) == ("paid", "used")
