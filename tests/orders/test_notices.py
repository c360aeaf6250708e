"""Calls from the payment provider: verified, kept, taking effect once."""

import pytest
from django.test import Client

from orders.gateways.base import Notice as Told
from orders.gateways.base import PaymentStatus, RefundState, RefundStatus, TradeState
from orders.models import LedgerEntry, Notice, PaymentState
from orders.services import orders
from tests.factories import orders as make

pytestmark = pytest.mark.django_db
URL = "/hooks/payments/wechatpay/"


def call(provider, told, body=b'{"id": "n1"}'):
    provider.notices[body] = told
    return Client(enforce_csrf_checks=True).post(URL, body, content_type="application/json")


def paid(payment, amount_fen=10000, notice="n1"):
    return Told(notice, "TRANSACTION.SUCCESS", payment=PaymentStatus(payment.number, TradeState.PAID, amount_fen, "4200000031"))


def test_a_notice_pays_the_order_and_is_kept(store, provider):
    order = make.place_order(store)
    payment = make.make_payment(order)
    answer = call(provider, paid(payment))
    order.refresh_from_db()
    assert (answer.status_code, answer.content, order.payment_state) == (200, b"", PaymentState.PAID)
    kept = Notice.objects.get()
    assert (kept.notice_id, kept.our_ref, kept.outcome, kept.times) == ("n1", payment.number, "succeeded", 1)


def test_a_repeated_notice_is_answered_yes_and_changes_nothing(store, provider):
    payment = make.make_payment(make.place_order(store))
    assert [call(provider, paid(payment)).status_code for _ in range(3)] == [200, 200, 200]
    assert (Notice.objects.get().times, LedgerEntry.objects.count()) == (3, 1)


def test_a_notice_with_a_bad_signature_is_refused_and_not_kept(store, provider):
    answer = Client().post(URL, b"{}", content_type="application/json")
    assert answer.status_code == 401
    assert answer.json()["code"] == "FAIL"
    assert Notice.objects.count() == 0


def test_a_notice_too_large_is_not_read(store, provider):
    answer = Client().post(URL, b"x" * (64 * 1024 + 1), content_type="application/json")
    assert answer.status_code == 413
    assert Notice.objects.count() == 0


def test_a_notice_for_an_unknown_number_is_kept_and_refused(store, provider):
    told = Told("n2", "TRANSACTION.SUCCESS", payment=PaymentStatus("PM20260101-000001", TradeState.PAID, 1, "42"))
    assert call(provider, told).status_code == 404
    assert Notice.objects.get().handled_at is None


def test_an_unknown_provider_is_not_there(store, provider):
    assert Client().post("/hooks/payments/paypal/", b"{}", content_type="application/json").status_code == 404


def test_only_post_is_answered(store):
    assert Client().get(URL).status_code == 405


def test_a_notice_of_a_refund_ends_it(store, provider):
    order = make.place_order(store)
    payment = make.pay_order(order)
    orders.cancel(order, reason="changed my mind", by=order.customer.user)
    refund = order.refunds.get()
    status = RefundStatus(payment.number, refund.number, RefundState.DONE, 10000, 10000, "5000000031")
    assert call(provider, Told("r1", "REFUND.SUCCESS", refund=status)).status_code == 200
    order.refresh_from_db()
    assert order.payment_state == PaymentState.REFUNDED
