"""After-sale cases: opened within the policy, decided, paid back exactly, goods in quarantine, the books agree."""

from datetime import timedelta

import pytest
from django.utils import translation

from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from customerservice.services.aftersales.facts import amount_of
from inventory.models import Movement, ReturnedGoods, Stock, ZoneKind
from microstore.core import approvals, clock
from microstore.core.declarations import Check
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from orders.gateways.base import RefundState, RefundStatus
from orders.models import LedgerEntry, Refund
from orders.services import orders, refunds
from tests.factories import aftersales as make
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db
APPS = ("orders", "inventory", "customerservice")


def books_are_clean():
    return [s for check in Check.registry if check.find.__module__.split(".")[0] in APPS for s in check.find()]


def money_arrives(case):
    refund = Refund.objects.get(reference=case.number)
    done = RefundStatus(
        refund.payment.number, refund.number, RefundState.DONE, refund.amount_fen, refund.payment.received_fen, f"50{refund.pk}"
    )
    refunds.note_status(done)
    deliver_all()


def again(case):
    return AftersaleCase.objects.select_related("order", "refund").get(pk=case.pk)


def test_one_of_three_units_comes_back_and_is_paid_exactly():
    order = make.delivered_order(price_fen=3333)
    case = make.make_case(order)
    order.refresh_from_db()
    assert (case.state, order.aftersale_state, amount_of(case)) == ("submitted", "open", 3333)
    aftersales.approve(case, by=make_staff())
    assert case.state == "awaiting_return"
    aftersales.send_back(case, carrier="顺丰", waybill="sf123", by=order.customer.user)
    make.receive(case)
    deliver_all()
    assert again(case).state == "refunding"
    money_arrives(case)
    order.refresh_from_db()
    assert (again(case).state, order.aftersale_state, order.payment_state) == ("refunded", "closed", "paid")
    assert list(LedgerEntry.objects.order_by("pk").values_list("amount_fen", flat=True)) == [9999, -3333]
    stock = Stock.objects.get(bin__zone__kind=ZoneKind.QUARANTINE)
    assert (stock.on_hand, stock.sell_until) == (1, None)
    assert Movement.objects.get(kind="returned").units == 1
    assert books_are_clean() == []


def test_a_refund_without_return_goes_out_at_once_and_ends_the_order_when_all_goes_back():
    order = make.delivered_order()
    case = make.make_case(order, 3, kind="refund", reason="missing")
    aftersales.approve(case, by=make_staff())
    money_arrives(case)
    order.refresh_from_db()
    assert (order.payment_state, sum(LedgerEntry.objects.values_list("amount_fen", flat=True))) == ("refunded", 0)
    assert books_are_clean() == []


def test_the_form_sent_twice_opens_one_case():
    order = make.delivered_order()
    wish = make.wish(order)
    first = aftersales.apply(order, wish, by=order.customer.user)
    assert aftersales.apply(order, wish, by=order.customer.user) == first
    assert AftersaleCase.objects.count() == 1


def test_no_more_units_than_were_bought_are_in_cases_and_units_of_a_failed_case_are_free_again():
    order = make.delivered_order()
    first = make.make_case(order, 2)
    with pytest.raises(Refused):
        make.make_case(order, 2)
    assert AftersaleCase.objects.count() == 1
    aftersales.withdraw(first, by=order.customer.user)
    assert make.make_case(order, 3).lines.get().places == [0, 1, 2]
    assert books_are_clean() == []


def test_the_sixth_case_about_a_line_is_refused():
    order = make.delivered_order()
    for _ in range(5):
        aftersales.withdraw(make.make_case(order), by=order.customer.user)
    with pytest.raises(Refused):
        make.make_case(order)


@pytest.mark.parametrize(
    ("kind", "reason", "fields", "after_days"),
    [
        ("refund", "unwanted", {}, 0),
        ("return", "unwanted", {}, 8),
        ("refund", "damaged", {}, 0),
        ("refund", "missing", {}, 31),
        ("refund", "not_received", {}, 0),
        ("return", "boredom", {}, 0),
    ],
)
def test_what_the_policy_does_not_allow_is_refused_and_nothing_changes(kind, reason, fields, after_days):
    order = make.delivered_order()
    with clock.at(clock.now() + timedelta(days=after_days)), pytest.raises(Refused):
        make.make_case(order, kind=kind, reason=reason, **fields)
    order.refresh_from_db()
    assert (AftersaleCase.objects.count(), order.aftersale_state) == (0, "none")


def test_medicine_is_not_taken_back_without_a_fault():
    order = make.delivered_order(product_class="drug_otc_b")
    with pytest.raises(Refused):
        make.make_case(order)
    assert make.make_case(order, kind="return", reason="discomfort").our_fault


def test_seven_days_last_until_midnight_of_the_seventh_day():
    order = make.delivered_order()
    last = order.delivered_at.astimezone(clock.SHANGHAI) + timedelta(days=7)
    with clock.at(last.replace(hour=23, minute=59)):
        make.make_case(order)
    with clock.at(last.replace(hour=23, minute=59) + timedelta(minutes=2)), pytest.raises(Refused):
        make.make_case(order)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({"units": 0}, "Fewer units came than agreed"),
        ({"batch": "X999"}, "Another batch than the one that was shipped"),
        ({"condition": "opened"}, "Not unopened any more"),
    ],
)
def test_goods_that_differ_wait_for_a_person_and_no_money_moves(found, says):
    order = make.delivered_order()
    case = make.make_case(order)
    aftersales.approve(case, by=make_staff())
    make.receive(case, **found)
    with translation.override("en"):
        deliver_all()
    case = again(case)
    assert (case.state, case.inspection, Refund.objects.count()) == ("checking", says, 0)
    assert books_are_clean() == []
    aftersales.reject(case, by=make_staff(), reason="The parcel was empty.")
    order.refresh_from_db()
    assert order.aftersale_state == "closed"


def test_opened_goods_with_a_fault_are_paid_all_the_same():
    case = make.make_case(kind="return", reason="discomfort")
    aftersales.approve(case, by=make_staff())
    make.receive(case, condition="opened")
    deliver_all()
    assert again(case).state == "refunding"


def test_goods_of_a_foreign_batch_stand_in_no_book():
    case = make.make_case()
    aftersales.approve(case, by=make_staff())
    make.receive(case, batch="X999")
    goods = ReturnedGoods.objects.get()
    assert (goods.disposition, goods.batch, Stock.objects.filter(bin__zone__kind="quarantine").count()) == ("foreign", None, 0)


def test_above_the_limit_a_second_person_decides():
    order = make.delivered_order(price_fen=60_000)
    case = make.make_case(order, kind="refund", reason="missing")
    agent, second = make_staff("customerservice.approve_large_refund"), make_staff("customerservice.approve_large_refund")
    approval = aftersales.approve(case, by=agent)
    assert (again(case).state, approval.amount_fen, Refund.objects.count()) == ("submitted", 60_000, 0)
    with pytest.raises(Refused):
        aftersales.reject(again(case), by=agent, reason="changed my mind")
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="", by=agent)
    approvals.decide(approval, yes=True, reason="seen", by=second)
    assert (again(case).state, Refund.objects.get().amount_fen) == ("refunding", 60_000)


def test_a_proposal_is_accepted_for_its_amount_or_refused_back_to_the_shop():
    order = make.delivered_order()
    case = make.make_case(order, kind="refund", reason="missing")
    with pytest.raises(Refused):
        aftersales.propose(case, kind="refund", amount_fen=10_001, text="", by=make_staff())
    aftersales.propose(case, kind="refund", amount_fen=4_000, text="Keep the goods.", by=make_staff())
    aftersales.refuse_offer(case, by=order.customer.user)
    assert case.state == "submitted"
    aftersales.propose(case, kind="refund", amount_fen=5_000, text="Half.", by=make_staff())
    aftersales.accept_offer(case, by=order.customer.user)
    money_arrives(case)
    assert (again(case).state, Refund.objects.get().amount_fen) == ("refunded", 5_000)
    assert books_are_clean() == []


def test_a_silent_shop_is_reported_once_to_the_supervisor():
    case = make.make_case()
    lead = make_staff()
    lead.staff.post = "service_lead"
    lead.staff.save()
    with clock.at(clock.now() + timedelta(hours=49)):
        assert [aftersales.act_on_time(pk) for pk in aftersales.due_ids(10)] == [True]
        assert aftersales.due_ids(10) == []
        deliver_all()
    assert again(case).escalated_at is not None
    assert list(Message.objects.filter(template_code="aftersale.escalated").values_list("user", flat=True)) == [lead.pk]


def test_goods_not_sent_in_seven_days_end_the_case_and_the_return():
    order = make.delivered_order()
    case = make.make_case(order)
    aftersales.approve(case, by=make_staff())
    with clock.at(clock.now() + timedelta(days=7, minutes=1)):
        assert [aftersales.act_on_time(pk) for pk in aftersales.due_ids(10)] == [True]
        assert aftersales.act_on_time(case.pk) is False
    order.refresh_from_db()
    assert (again(case).state, make.parcel_of(case).state, order.aftersale_state) == ("expired", "called_off", "closed")


def test_an_order_does_not_complete_while_a_case_is_open():
    order = make.delivered_order()
    case = make.make_case(order)
    with clock.at(clock.now() + timedelta(days=8)):
        assert orders.complete_due(order.pk) is False
        aftersales.withdraw(case, by=order.customer.user)
        assert orders.complete_due(order.pk) is True


def test_units_paid_back_cannot_be_asked_about_again():
    order = make.delivered_order(units=1)
    case = make.make_case(order, kind="refund", reason="missing")
    aftersales.approve(case, by=make_staff())
    money_arrives(case)
    with pytest.raises(Refused):
        make.make_case(order, kind="refund", reason="missing")
    assert AftersaleCase.objects.count() == 1
