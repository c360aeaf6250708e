"""Starting payments, asking about them, and closing them before an order may end."""

from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from orders import tasks
from orders.models import Display, Payment
from orders.services import endings, payments
from orders.services.payments import Browser
from tests.factories import orders as make

pytestmark = pytest.mark.django_db
DESKTOP = Browser("native", "https://shop.example/hooks/payments/wechatpay/")
PHONE = Browser("h5", "https://shop.example/hooks/payments/wechatpay/", "https://shop.example/orders/1/paid/")


def test_a_desktop_gets_one_code_however_often_it_asks(store, provider):
    order = make.place_order(store)
    first = payments.start(order, DESKTOP)
    second = payments.start(order, DESKTOP)
    assert first.pk == second.pk
    assert (second.state, second.pay_url) == (Payment.State.PENDING, f"weixin://wxpay/{first.number}")
    assert len(provider.started) == 1
    assert provider.started[0][0].amount_fen == 10000


def test_a_stale_phone_address_is_asked_for_again_under_the_same_number(store, provider):
    order = make.place_order(store)
    first = payments.start(order, PHONE)
    with clock.at(clock.now() + timedelta(minutes=5)):
        second = payments.start(order, PHONE)
    assert first.number == second.number
    assert [request.our_ref for request, _scene in provider.started] == [first.number] * 2


def test_a_provider_that_does_not_answer_leaves_the_attempt_to_be_tried_again(store, provider):
    order = make.place_order(store)
    provider.fails = OutsideFailed("timeout")
    with pytest.raises(OutsideFailed):
        payments.start(order, DESKTOP)
    assert order.payments.get().state == Payment.State.CREATED
    assert payments.start(order, DESKTOP).state == Payment.State.PENDING
    assert order.payments.count() == 1


def test_a_provider_that_refuses_for_good_ends_the_attempt(store, provider):
    order = make.place_order(store)
    provider.fails = OutsideFailed("PARAM_ERROR", permanent=True)
    with pytest.raises(OutsideFailed):
        payments.start(order, DESKTOP)
    assert order.payments.get().state == Payment.State.FAILED


def test_a_paid_order_cannot_be_paid_again(store, provider):
    order = make.place_order(store)
    make.pay_order(order)
    with pytest.raises(Refused):
        payments.start(order, DESKTOP)
    assert provider.started == []


def test_a_payment_whose_notice_never_came_is_found_by_asking(store, provider):
    order = make.place_order(store)
    payment = payments.start(order, DESKTOP)
    provider.pay(payment)
    assert tasks.query_payments() == 0
    with clock.at(clock.now() + timedelta(seconds=6)):
        assert tasks.query_payments() == 1
    order.refresh_from_db()
    assert order.display_state == Display.IN_REVIEW


def test_asking_gets_rarer(store, provider):
    payment = payments.start(make.place_order(store), DESKTOP)
    waits = []
    for _ in range(8):
        payment.refresh_from_db()
        before = payment.next_query_at
        with clock.at(before):
            payments.query(payment)
        payment.refresh_from_db()
        waits.append(int((payment.next_query_at - before).total_seconds()))
    assert waits == [30, 60, 180, 300, 600, 1800, 1800, 1800]


def test_an_overdue_order_is_closed_at_the_provider_before_it_expires(store, provider):
    order = make.place_order(store)
    payment = payments.start(order, DESKTOP)
    with clock.at(order.pay_by + timedelta(seconds=1)):
        assert tasks.expire_unpaid() == 1
    order.refresh_from_db()
    payment.refresh_from_db()
    assert provider.closed == [payment.number]
    assert (order.display_state, payment.state) == (Display.EXPIRED, Payment.State.EXPIRED)


def test_an_overdue_order_that_turns_out_paid_goes_on(store, provider):
    order = make.place_order(store)
    provider.pay(payments.start(order, DESKTOP))
    with clock.at(order.pay_by + timedelta(seconds=1)):
        assert tasks.expire_unpaid() == 0
    order.refresh_from_db()
    assert order.display_state == Display.IN_REVIEW
    assert provider.closed == []


def test_an_order_waits_while_the_provider_is_silent_but_not_for_ever(store, provider):
    order = make.place_order(store)
    payments.start(order, DESKTOP)
    provider.fails = OutsideFailed("timeout")
    with clock.at(order.pay_by + timedelta(minutes=1)):
        assert endings.end_unpaid(order.pk) is False
    provider.fails = OutsideFailed("timeout")
    with clock.at(order.pay_by + timedelta(hours=3)):
        assert endings.end_unpaid(order.pk) is True
