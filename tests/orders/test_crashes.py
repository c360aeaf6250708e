"""A process that dies at a fault point loses nothing and leaves nothing half."""

import pytest

from inventory.models import Reservation, Stock
from orders.models import CartLine, Display, LedgerEntry, Order, Payment, Refund
from orders.services import checkout, orders, payments, refunds
from tests.factories import orders as make
from tests.switches import Killed, kill_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("point", ["orders.place.before_commit", "inventory.reserve.before_commit"])
def test_dying_while_placing_leaves_the_cart_and_no_order(store, monkeypatch, point):
    customer = make.make_customer()
    cart = make.make_cart(store, {make.make_sku(store): 2}, customer=customer)
    submission = make.make_submission(20000)
    with monkeypatch.context() as patched:
        kill_at(patched, point)
        with pytest.raises(Killed):
            checkout.place(cart, customer=customer, submission=submission)
    assert (Order.objects.count(), Reservation.objects.count(), CartLine.objects.get().units) == (0, 0, 2)
    assert Stock.objects.get().reserved == 0
    assert checkout.place(cart, customer=customer, submission=submission).total_fen == 20000


def test_dying_while_confirming_is_made_good_by_the_repeated_notice(store, monkeypatch):
    order = make.place_order(store)
    payment = make.make_payment(order)
    with monkeypatch.context() as patched:
        kill_at(patched, "payments.confirm.before_commit")
        with pytest.raises(Killed):
            payments.confirm(payment.number, amount_fen=10000, provider_ref="4200000021")
    payment.refresh_from_db()
    assert (payment.state, LedgerEntry.objects.count()) == (Payment.State.PENDING, 0)
    payments.confirm(payment.number, amount_fen=10000, provider_ref="4200000021")
    order.refresh_from_db()
    assert order.payment_state == "paid"
    assert LedgerEntry.objects.count() == 1


def test_dying_after_the_provider_opened_a_payment_keeps_the_attempt(store, provider, monkeypatch):
    order = make.place_order(store)
    browser = payments.Browser("native", "https://shop.example/hooks/")
    with monkeypatch.context() as patched:
        kill_at(patched, "payments.start.after_gateway")
        with pytest.raises(Killed):
            payments.start(order, browser)
    attempt = order.payments.get()
    assert attempt.state == Payment.State.CREATED
    again = payments.start(order, browser)
    assert (again.pk, [request.our_ref for request, _scene in provider.started]) == (attempt.pk, [attempt.number] * 2)


def test_dying_after_a_refund_was_sent_sends_the_same_number_again(store, provider, monkeypatch):
    order = make.place_order(store)
    make.pay_order(order)
    orders.cancel(order, reason="changed my mind", by=order.customer.user)
    refund = Refund.objects.select_related("payment", "order").get()
    Refund.objects.update(state=Refund.State.REQUESTED)  # whether or not a worker was quicker
    refund.refresh_from_db()
    with monkeypatch.context() as patched:
        kill_at(patched, "refunds.send.after_gateway")
        with pytest.raises(Killed):
            refunds.send(refund)
    refund.refresh_from_db()
    assert refund.state == Refund.State.REQUESTED
    refunds.send(refund)
    assert {request.refund_ref for request in provider.refunded} == {refund.number}
    order.refresh_from_db()
    assert order.display_state == Display.REFUNDING
