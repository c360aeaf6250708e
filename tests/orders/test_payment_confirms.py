"""Money that comes: once, exactly, and even too late or twice."""

import pytest

from inventory.models import Reservation, Stock
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from orders.models import Display, FulfilmentState, LedgerEntry, Payment, PaymentState, Refund
from orders.services import orders, payments
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


def entries(order):
    return sorted(LedgerEntry.objects.filter(order=order).values_list("kind", "amount_fen"))


def test_a_confirmed_payment_pays_the_order_and_commits_its_stock(store):
    order = make.place_order(store)
    payment = make.make_payment(order)
    payments.confirm(payment.number, amount_fen=10000, provider_ref="4200001")
    order.refresh_from_db()
    assert (order.payment_state, order.display_state) == (PaymentState.PAID, Display.IN_REVIEW)
    assert order.ship_due_at - order.paid_at == orders.paying.SHIP_WITHIN
    assert entries(order) == [("payment", 10000)]
    assert Reservation.objects.get(reference=order.number).state == "committed"


def test_the_same_notice_again_changes_nothing(store):
    order = make.place_order(store)
    payment = make.make_payment(order)
    for _ in range(3):
        payments.confirm(payment.number, amount_fen=10000, provider_ref="4200002")
    assert entries(order) == [("payment", 10000)]
    assert Event.objects.filter(name="order.paid").count() == 1
    assert Refund.objects.count() == 0


@pytest.mark.parametrize(("amount_fen", "currency"), [(9999, "CNY"), (10001, "CNY"), (10000, "USD")])
def test_an_amount_or_currency_that_is_not_ours_needs_attention(store, amount_fen, currency):
    order = make.place_order(store)
    payment = make.make_payment(order)
    payments.confirm(payment.number, amount_fen=amount_fen, provider_ref="4200003", currency=currency)
    order.refresh_from_db()
    payment.refresh_from_db()
    assert (payment.state, payment.told_fen) == (Payment.State.ATTENTION, amount_fen)
    assert order.payment_state == PaymentState.UNPAID
    assert entries(order) == []


def test_a_second_payment_of_one_order_is_refunded(store):
    order = make.place_order(store)
    make.pay_order(order)
    second = make.make_payment(order, method="h5")
    payments.confirm(second.number, amount_fen=10000, provider_ref="4200005")
    second.refresh_from_db()
    order.refresh_from_db()
    refund = Refund.objects.get()
    assert (second.is_surplus, refund.kind, refund.amount_fen, refund.payment) == (True, Refund.Kind.SURPLUS, 10000, second)
    assert order.payment_state == PaymentState.PAID
    deliver_all()
    assert Message.objects.filter(template_code="orders.surplus", channel="inbox").count() == 1


def expired(store, units=5):
    sku = make.make_sku(store, units=units)
    order = make.place_order(store, wants={sku: 1})
    type(order).objects.filter(pk=order.pk).update(pay_by=order.placed_at)
    order.refresh_from_db()
    orders.expire(order)
    return order, sku


def test_money_for_an_expired_order_revives_it_while_the_goods_are_there(store):
    order, _sku = expired(store)
    payments.confirm(make.make_payment(order).number, amount_fen=10000, provider_ref="4200006")
    order.refresh_from_db()
    assert (order.display_state, order.total_fen) == (Display.IN_REVIEW, 10000)
    assert Reservation.objects.open().get(reference=order.number).state == "committed"
    assert Refund.objects.count() == 0


def test_money_for_an_expired_order_goes_back_when_the_goods_are_gone(store):
    order, sku = expired(store)
    Stock.objects.filter(sku=sku).update(on_hand=0)
    payments.confirm(make.make_payment(order).number, amount_fen=10000, provider_ref="4200007")
    order.refresh_from_db()
    assert (order.fulfilment_state, order.payment_state) == (FulfilmentState.EXPIRED, PaymentState.UNPAID)
    assert Refund.objects.get().kind == Refund.Kind.LATE
    deliver_all()
    assert Message.objects.filter(template_code="orders.late").exists()


def test_money_for_a_cancelled_order_revives_it_too(store):
    order = make.place_order(store)
    payment = make.make_payment(order)
    orders.cancel(order, reason="changed my mind", by=order.customer.user)
    payments.confirm(payment.number, amount_fen=10000, provider_ref="4200008")
    order.refresh_from_db()
    assert order.display_state == Display.IN_REVIEW


def test_stock_whose_promise_ran_out_is_promised_anew_by_the_payment(store):
    from inventory import services as inventory

    order = make.place_order(store)
    inventory.release(order.number, "ran out")
    make.pay_order(order)
    assert Reservation.objects.open().get(reference=order.number).state == "committed"


@pytest.mark.duty("X3")
def test_the_ledger_cannot_be_changed(store):
    from django.db import transaction
    from django.db.utils import InternalError

    order = make.place_order(store)
    make.pay_order(order)
    with pytest.raises(InternalError), transaction.atomic():
        LedgerEntry.objects.update(amount_fen=1)
    with pytest.raises(InternalError), transaction.atomic():
        LedgerEntry.objects.all().delete()
    assert entries(order) == [("payment", 10000)]
