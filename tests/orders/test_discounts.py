"""Promotions and coupons in orders: exact, counted once, given back once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketing import checks as marketing_checks
from marketing.models import Coupon, Promotion, PromotionTally, PromotionUse
from marketing.services import coupons, promotions
from microstore.core import clock
from microstore.core.errors import Changed, Refused
from microstore.core.models import Event
from orders import checks
from orders.models import Order, Refund
from orders.pricing import unit_paid_fen
from orders.services import baskets, carts, checkout, orders, payments
from tests.factories import marketing as given
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


def books_are_clean():
    found = [
        sentence
        for check in (
            checks.lines_add_up, checks.shares_add_up, checks.savings_explained, checks.savings_match_marketing,
            checks.ledger_matches_orders,
            marketing_checks.budgets_add_up, marketing_checks.quotas_hold, marketing_checks.tallies_add_up,
            marketing_checks.states_have_events, marketing_checks.customers_within_limits,
        )
        for sentence in check()
    ]  # fmt: skip
    assert found == []


def place(cart, total_fen, *, customer, coupon="", shown=()):
    submission = make.make_submission(total_fen)
    fields = {**vars(submission), "coupon": coupon, "shown_offers": shown}
    return checkout.place(cart, customer=customer, submission=checkout.Submission(**fields))


@pytest.fixture
def customer(db):
    return make.make_customer()


@pytest.fixture
def two(store, customer):
    """A cart of 2 × ¥100.01 and 1 × ¥49.99: ¥250.01."""
    first, second = make.make_sku(store, price_fen=10001), make.make_sku(store, price_fen=4999)
    return make.make_cart(store, {first: 2, second: 1}, customer=customer)


def test_an_order_keeps_its_savings_per_unit_and_says_why(two, customer):
    promotion, coupon = given.make_promotion(), given.make_coupon(customer)
    order = place(two, 25001 - 2000 - 1500, customer=customer, coupon=coupon.code)
    assert (order.goods_fen, order.discount_fen, order.coupon_fen, order.freight_fen, order.total_fen) == (25001, 2000, 1500, 0, 21501)
    first, second = order.lines.order_by("position")
    assert first.shares == {"goods": [10001, 10001], "freight": [0, 0], "promotion": [800, 800], "coupon": [600, 600]}
    assert second.shares == {"goods": [4999], "freight": [0], "promotion": [400], "coupon": [300]}
    assert [(part["component"], part["code"], part["unit_fen"]) for part in first.savings] == [
        ("promotion", promotion.code, [800, 800]),
        ("coupon", coupon.code, [600, 600]),
    ]
    assert sum(sum(unit_paid_fen(line)) for line in (first, second)) == order.total_fen
    coupon.refresh_from_db()
    promotion.refresh_from_db()
    assert (coupon.state, coupon.reference, promotion.spent_fen) == ("held", order.number, 2000)
    books_are_clean()


def test_payment_uses_the_coupon_and_a_failed_attempt_keeps_it(two, customer):
    coupon = given.make_coupon(customer)
    order = place(two, 23501, customer=customer, coupon=coupon.code)
    make.make_payment(order, state="failed", next_query_at=None)
    coupon.refresh_from_db()
    assert coupon.state == "held"
    make.pay_order(order)
    coupon.refresh_from_db()
    assert (coupon.state, coupon.reference, coupon.used_at is not None) == ("used", order.number, True)
    assert [event.name for event in Event.objects.about(coupon).order_by("pk")] == ["coupon.claimed", "coupon.held", "coupon.used"]
    books_are_clean()


def test_a_cancelled_order_gives_coupon_and_budget_back_once(two, customer):
    promotion, coupon = given.make_promotion(budget_fen=2000, times_per_customer=1), given.make_coupon(customer)
    order = place(two, 21501, customer=customer, coupon=coupon.code)
    make.pay_order(order)
    orders.cancel(order, reason="changed my mind", by=customer.user)
    with pytest.raises(Refused):
        orders.cancel(order, reason="again", by=customer.user)
    coupon.refresh_from_db()
    promotion.refresh_from_db()
    assert (coupon.state, promotion.spent_fen, PromotionTally.objects.get().times) == ("returned", 0, 0)
    assert Refund.objects.get().amount_fen == 21501
    assert not PromotionUse.objects.get().counts
    books_are_clean()


def test_a_coupon_that_ran_out_in_an_unpaid_order_comes_back_for_three_days(two, customer):
    now = clock.now()
    kind = given.make_kind(ends_at=now + timedelta(minutes=10), claims_until=now + timedelta(minutes=10))
    coupon = given.make_coupon(customer, kind)
    order = place(two, 23501, customer=customer, coupon=coupon.code)
    with clock.at(now + timedelta(minutes=31)):
        assert coupons.expire_due(100) == 0
        orders.expire(order)
        coupon.refresh_from_db()
        assert (coupon.state, coupon.valid_until) == ("returned", now + timedelta(minutes=31, days=3))
        assert [terms.code for terms in coupons.usable(customer, two.store)] == [coupon.code]
    with clock.at(now + timedelta(minutes=31, days=3)):
        assert coupons.expire_due(100) == 1
    coupon.refresh_from_db()
    assert coupon.state == "expired"


def test_a_late_payment_takes_coupon_and_budget_again(two, customer):
    promotion, coupon = given.make_promotion(budget_fen=2000), given.make_coupon(customer)
    order = place(two, 21501, customer=customer, coupon=coupon.code)
    payment = make.make_payment(order)
    with clock.at(clock.now() + timedelta(minutes=31)):
        orders.expire(order)
        promotions.deactivate(promotion, None, reason="over")
        payments.confirm(payment.number, amount_fen=21501, provider_ref="4200000001")
    order.refresh_from_db()
    coupon.refresh_from_db()
    promotion.refresh_from_db()
    assert (order.payment_state, order.fulfilment_state, coupon.state, promotion.spent_fen) == ("paid", "waiting", "used", 2000)
    books_are_clean()


def test_a_late_payment_whose_coupon_is_spent_elsewhere_goes_back(two, store, customer):
    coupon = given.make_coupon(customer)
    order = place(two, 23501, customer=customer, coupon=coupon.code)
    payment = make.make_payment(order)
    with clock.at(clock.now() + timedelta(minutes=31)):
        orders.expire(order)
        other = make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
        second = place(other, 8500, customer=customer, coupon=coupon.code)
        payments.confirm(payment.number, amount_fen=23501, provider_ref="4200000001")
    order.refresh_from_db()
    coupon.refresh_from_db()
    assert (order.payment_state, order.fulfilment_state) == ("unpaid", "expired")
    assert (coupon.state, coupon.reference) == ("held", second.number)
    assert [(refund.kind, refund.amount_fen) for refund in order.refunds.all()] == [("late", 23501)]
    books_are_clean()


def nothing_changed(cart, customer, lines=2):
    assert Order.objects.count() == 0
    assert cart.lines.count() == lines
    assert PromotionUse.objects.count() == 0
    assert not Coupon.objects.filter(state="held").exists()
    assert not Promotion.objects.exclude(spent_fen=0).exists()


def test_a_promotion_that_ended_between_cart_and_submission_is_told_by_name(two, customer):
    promotion = given.make_promotion(ends_at=clock.now() + timedelta(minutes=5))
    assert baskets.look(two, two.store).quote.total_fen == 23001
    with clock.at(promotion.ends_at), pytest.raises(Changed, match="“秋冬满减”.*¥230.01.*¥250.01"):
        place(two, 23001, customer=customer, shown=(promotion.code,))
    nothing_changed(two, customer)


def test_a_promotion_that_begins_meanwhile_is_shown_before_the_customer_agrees(two, customer):
    given.make_promotion()
    with pytest.raises(Changed, match="¥250.01.*¥230.01"):
        place(two, 25001, customer=customer)
    nothing_changed(two, customer)


def test_a_budget_that_does_not_reach_leaves_the_promotion_out(two, customer):
    given.make_promotion(budget_fen=1999)
    order = place(two, 25001, customer=customer)
    assert order.discount_fen == 0


def test_a_customer_gets_a_promotion_only_as_often_as_it_allows(store, customer):
    given.make_promotion(times_per_customer=1)
    sku = make.make_sku(store, price_fen=20000)
    assert place(make.make_cart(store, {sku: 1}, customer=customer), 18000, customer=customer).discount_fen == 2000
    assert place(make.make_cart(store, {sku: 1}, customer=customer), 20000, customer=customer).discount_fen == 0
    books_are_clean()


@pytest.mark.parametrize("why", ["used", "foreign", "expired", "void", "threshold", "not yet", "other store"])
def test_a_coupon_that_does_not_count_is_refused(why, two, store, customer):
    now = clock.now()
    fields = {
        "threshold": {"threshold_fen": 25002}, "not yet": {"starts_at": now + timedelta(days=1)},
        "other store": {"store_ids": [store.pk + 1]},
    }  # fmt: skip
    coupon = given.make_coupon(make.make_customer() if why == "foreign" else customer, **fields.get(why, {}))
    if why == "used":
        Coupon.objects.filter(pk=coupon.pk).update(state="used", reference="SO1")
    if why == "void":
        coupons.void(coupon, reason="fraud", by=make.make_staff())
    with clock.at(coupon.valid_until if why == "expired" else now), pytest.raises(Refused):
        place(two, 23501, customer=customer, coupon=coupon.code)
    nothing_changed(two, customer)


def test_goods_of_a_class_that_is_never_promoted_pay_in_full(store, customer):
    given.make_promotion()
    plain = make.make_sku(store, price_fen=20000)
    formula = make.make_sku(store, price_fen=20000, product_class="infant_formula")
    order = place(make.make_cart(store, {plain: 1, formula: 1}, customer=customer), 38000, customer=customer)
    assert [line.discount_fen for line in order.lines.order_by("position")] == [2000, 0]


def test_an_order_without_promotion_asks_marketing_once(store, customer):
    sku = make.make_sku(store)
    cart = make.make_cart(store, {sku: 1}, customer=customer)
    with CaptureQueriesContext(connection) as captured:
        place(cart, 10000, customer=customer)
    asked = [query["sql"] for query in captured if "marketing_" in query["sql"]]
    assert len(asked) == 1


def test_the_cart_of_an_ended_order_can_be_bought_again_with_the_same_coupon(two, store, customer):
    coupon = given.make_coupon(customer)
    order = place(two, 23501, customer=customer, coupon=coupon.code)
    orders.cancel(order, reason="wrong address", by=customer.user)
    for line in order.lines.all():
        carts.add(two, line.sku_id, line.units)
    again = place(two, 23501, customer=customer, coupon=coupon.code)
    coupon.refresh_from_db()
    assert (coupon.state, coupon.reference) == ("held", again.number)
    books_are_clean()
