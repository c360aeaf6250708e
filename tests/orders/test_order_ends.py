"""Cancelling, expiring, refunding."""

from datetime import timedelta

import pytest

from inventory.models import Reservation, Stock
from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.events import deliver_all
from orders import tasks
from orders.gateways.base import RefundState, RefundStatus
from orders.models import Display, LedgerEntry, PaymentState, Refund
from orders.services import orders, refunds
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


def test_an_unpaid_order_expires_and_gives_its_stock_back(store):
    order = make.place_order(store)
    with clock.at(order.pay_by):
        orders.expire(order)
    order.refresh_from_db()
    assert order.display_state == order.display == Display.EXPIRED
    assert Reservation.objects.get(reference=order.number).state == "released"
    assert Stock.objects.get().reserved == 0


def test_an_order_that_can_still_be_paid_does_not_expire(store):
    order = make.place_order(store)
    with pytest.raises(Refused):
        orders.expire(order)
    assert Stock.objects.get().reserved == 1


def test_a_paid_order_does_not_expire(store):
    order = make.place_order(store)
    make.pay_order(order)
    with clock.at(order.pay_by + timedelta(days=1)), pytest.raises(Refused):
        orders.expire(order)
    order.refresh_from_db()
    assert order.display_state == Display.IN_REVIEW


def test_cancelling_a_paid_order_refunds_it_in_full_and_once(store, provider):
    order = make.place_order(store)
    payment = make.pay_order(order)
    orders.cancel(order, reason="changed my mind", by=order.customer.user)
    order.refresh_from_db()
    assert order.display_state == Display.REFUNDING
    refund = Refund.objects.get()
    assert (refund.amount_fen, refund.kind) == (10000, Refund.Kind.CANCELLATION)
    tasks.send_refunds()
    refund.refresh_from_db()
    assert (refund.state, provider.refunded[0].our_ref, provider.refunded[0].refund_ref) == ("processing", payment.number, refund.number)
    done = RefundStatus(payment.number, refund.number, RefundState.DONE, 10000, 10000, "5000001")
    for _ in range(3):
        refunds.note_status(done)
    order.refresh_from_db()
    assert (order.payment_state, order.display_state) == (PaymentState.REFUNDED, Display.CLOSED)
    assert sum(LedgerEntry.objects.filter(order=order).values_list("amount_fen", flat=True)) == 0
    assert LedgerEntry.objects.filter(order=order).count() == 2
    assert deliver_all() > 0


def test_a_packed_order_cannot_be_cancelled(store):
    order = make.packed_order(store=store)
    with pytest.raises(Refused):
        orders.cancel(order, reason="late", by=order.customer.user)
    order.refresh_from_db()
    assert (order.display_state, Refund.objects.count()) == (Display.PACKED, 0)


def test_cancelling_needs_a_reason(store):
    order = make.place_order(store)
    with pytest.raises(Refused):
        orders.cancel(order, reason=" ", by=order.customer.user)
    order.refresh_from_db()
    assert order.display_state == Display.PENDING_PAYMENT


def cancelled_refund(store):
    order = make.place_order(store)
    make.pay_order(order)
    orders.cancel(order, reason="changed my mind", by=order.customer.user)
    return Refund.objects.select_related("payment", "order").get(order=order)


def test_an_unknown_answer_is_asked_again_under_the_same_number(store, provider):
    refund = cancelled_refund(store)
    provider.fails = OutsideFailed("timeout")
    refunds.send(refund)
    refund.refresh_from_db()
    assert (refund.state, refund.tries) == ("requested", 1)
    refunds.send(refund)
    assert [request.refund_ref for request in provider.refunded] == [refund.number]


def test_a_failed_refund_goes_to_finance_and_is_tried_again_under_its_own_number(store, provider):
    refund = cancelled_refund(store)
    number = refund.number
    provider.fails = OutsideFailed("NOT_ENOUGH", permanent=True)
    refunds.send(refund)
    refund.refresh_from_db()
    assert (refund.state, refund.error, refund.order.payment_state) == ("failed", "NOT_ENOUGH", "refunding")
    refunds.retry(refund, by=make.make_staff(), reason="money was put in")
    refund.refresh_from_db()
    assert (refund.state, refund.number) == ("requested", number)


def test_a_refund_number_closed_by_the_provider_is_not_used_again(store, provider):
    refund = cancelled_refund(store)
    number = refund.number
    provider.refund_answer = RefundState.CLOSED
    refunds.send(refund)
    refund.refresh_from_db()
    refunds.retry(refund, by=make.make_staff())
    refund.refresh_from_db()
    assert refund.state == "requested"
    assert refund.number != number
