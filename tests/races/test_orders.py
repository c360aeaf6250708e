"""The races of the orders department, each with its negative control."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError

from catalog.models import Product
from inventory.errors import OutOfStock
from inventory.models import Reservation, Stock
from microstore.core.errors import Refused
from microstore.core.models import Event
from orders import gateways
from orders.models import LedgerEntry, Order, Payment, Refund
from orders.services import checkout, endings, orders, payments
from tests.factories import orders as make
from tests.orders.provider import Provider
from tests.switches import at_fault_point, locking_off, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("no_workers")]
BUYERS = 16


def buyers_of_the_last_unit():
    store = make.make_store()
    sku = make.make_sku(store, price_fen=10000, units=1)
    acts = []
    for _ in range(BUYERS):
        customer = make.make_customer()
        cart = make.make_cart(store, {sku: 1}, customer=customer)
        acts.append(partial(checkout.place, cart, customer=customer, submission=make.make_submission(10000)))
    return acts, sku


def test_the_last_unit_is_sold_to_exactly_one_of_sixteen_buyers():
    acts, sku = buyers_of_the_last_unit()
    results = together(*acts)
    sold = [result for result in results if isinstance(result, Order)]
    refused = [result for result in results if isinstance(result, OutOfStock)]
    assert (len(sold), len(refused)) == (1, BUYERS - 1), results
    assert Order.objects.count() == 1
    assert Reservation.objects.open().count() == 1
    assert Stock.objects.get(sku=sku).reserved == 1


def test_without_locks_only_the_database_stops_the_last_unit_from_being_sold_twice(monkeypatch):
    """All read one free unit; the CHECK on the stock row refuses whoever comes second."""
    acts, sku = buyers_of_the_last_unit()
    locking_off(monkeypatch)
    results = together(*acts)
    assert any(isinstance(result, IntegrityError) for result in results), results
    assert Stock.objects.get(sku=sku).reserved == 1


def notices(count):
    order = make.place_order()
    payment = make.make_payment(order)
    return order, payment, [
        lambda: payments.confirm(payment.number, amount_fen=payment.amount_fen, provider_ref="4200000001") for _ in range(count)
    ]  # fmt: skip


def test_the_same_notice_a_hundred_times_at_once_has_one_effect():
    order, payment, acts = notices(100)
    for five in range(0, 100, 20):  # twenty at a time: the database takes a hundred connections in all
        results = together(*acts[five : five + 20])
        assert [result.pk for result in results] == [payment.pk] * 20
    order.refresh_from_db()
    assert order.payment_state == "paid"
    assert list(LedgerEntry.objects.values_list("amount_fen", flat=True)) == [10000]
    assert Event.objects.filter(name="order.paid").count() == 1
    assert Event.objects.filter(name="payment.succeeded").count() == 1
    assert Refund.objects.count() == 0


def test_without_locks_only_the_ledger_stops_a_notice_from_counting_twice(monkeypatch):
    """Both pass the check that the payment is still open before either writes."""
    order, _payment, acts = notices(2)
    locking_off(monkeypatch)
    at_fault_point(monkeypatch, "payments.confirm.checked", threading.Barrier(2).wait)
    results = together(*acts)
    assert sum(isinstance(result, IntegrityError) for result in results) == 1, results
    assert LedgerEntry.objects.filter(order=order).count() == 1


def two_moves(order):
    agent = make.make_staff()
    return [
        lambda: orders.cancel(order_again(order), reason="changed my mind", by=agent),
        lambda: orders.mark_packed(order_again(order), by=agent),
    ]


def order_again(order):
    return Order.objects.get(pk=order.pk)


def picked():
    order = make.approved_order()
    orders.mark_picking(order)
    return order


def ends_of(order):
    return Event.objects.filter(name__in=("order.cancelled", "order.packed"), subject_id=order.pk).count()


def test_of_two_moves_of_one_order_one_wins():
    for _ in range(5):
        order = picked()
        results = together(*two_moves(order))
        assert sum(isinstance(result, Refused) for result in results) == 1, results
        assert ends_of(order) == 1
        order.refresh_from_db()
        assert order.fulfilment_state in ("cancelled", "packed")


def test_without_locks_both_moves_of_one_order_go_through(monkeypatch):
    """Both have read that the order is being picked before either writes."""
    order = picked()
    acts = two_moves(order)
    locking_off(monkeypatch)
    at_fault_point(monkeypatch, "orders.move.checked", threading.Barrier(2).wait)
    results = together(*acts)
    assert not any(isinstance(result, Exception) for result in results), results
    assert ends_of(order) == 2


def test_two_payments_of_one_order_at_once_pay_it_once_and_refund_the_other():
    order = make.place_order()
    first, second = make.make_payment(order), make.make_payment(order, method="h5")
    together(
        lambda: payments.confirm(first.number, amount_fen=10000, provider_ref="4200000011"),
        lambda: payments.confirm(second.number, amount_fen=10000, provider_ref="4200000012"),
    )
    assert sorted(Payment.objects.values_list("state", "is_surplus")) == [("succeeded", False), ("succeeded", True)]
    assert Refund.objects.get().amount_fen == 10000
    assert Event.objects.filter(name="order.paid").count() == 1


def withdrawal_and_money():
    """An order of what may not be sold any more: the sweep ends it while its money arrives."""
    order = make.place_order()
    payment = make.make_payment(order)
    Product.objects.filter(skus__order_lines__order=order).update(state="suspended")
    return order, [
        lambda: endings.withdraw(order.pk),
        lambda: payments.confirm(payment.number, amount_fen=10000, provider_ref=f"42{payment.pk:08d}"),
    ]


def kept_or_sent_back(order):
    order.refresh_from_db()
    return order.fulfilment_state, order.payment_state, [refund.kind for refund in Refund.objects.filter(order=order)]


def test_money_that_meets_the_end_of_its_order_is_reviewed_or_sent_back(monkeypatch):
    monkeypatch.setattr(gateways, "get", lambda code="wechatpay": provider)
    provider = Provider()
    for _ in range(4):
        order, acts = withdrawal_and_money()
        assert [result for result in together(*acts) if isinstance(result, Exception)] == []
        assert kept_or_sent_back(order) in [("waiting", "paid", []), ("cancelled", "unpaid", [Refund.Kind.LATE])]


def test_without_locks_a_paid_order_ends_unreviewed(monkeypatch):
    """The sweep has seen an unpaid order, then it is paid, then it ends."""
    monkeypatch.setattr(gateways, "get", lambda code="wechatpay": Provider())
    order, (withdraw, confirm) = withdrawal_and_money()
    locking_off(monkeypatch)
    at_fault_point(monkeypatch, "orders.withdraw.checked", confirm)
    withdraw()
    assert kept_or_sent_back(order) == ("cancelled", "refunding", [Refund.Kind.CANCELLATION])
