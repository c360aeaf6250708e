"""Review: clean orders pass by rule, doubtful ones wait for a person (duties C5 to C7)."""

from dataclasses import replace

import pytest

from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from orders.models import AddressChange, Display
from orders.review_rules import VERSION, Facts, Line, hits_of
from orders.services import orders
from tests.factories import orders as make

CLEAN = Facts("林晓", "+8613800138000", "海淀区", "科学院南路6号2号楼502", "", 10000, (Line("鱼油", 1, ("孕妇", "乳母")),))


def test_a_clean_order_hits_nothing():
    assert hits_of(CLEAN) == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("address", {"detail": "学院里"}),
        ("address", {"detail": "文三路学院里小区"}),
        ("address", {"district": ""}),
        ("phone", {"receiver_phone": "+8613811111111"}),
        ("phone", {"receiver_phone": "010-12345678"}),
        ("name", {"receiver_name": "李"}),
        ("quantity", {"lines": (Line("鱼油", 7),)}),
        ("quantity", {"lines": tuple(Line("鱼油", 4) for _ in range(4))}),
        ("amount", {"total_fen": 200_000}),
        ("note", {"note": "请尽快发"}),
        ("same_address", {"others_at_address": 3}),
        ("again", {"same_again": ("SO1",)}),
    ],
)
def test_a_doubtful_order_is_stopped(code, change):
    hits = hits_of(replace(CLEAN, **change))
    assert [hit.code for hit in hits] == [code]
    assert hits[0].stops


def test_a_note_that_names_people_it_is_not_suitable_for_is_said_first():
    assert [hit.code for hit in hits_of(replace(CLEAN, note="给孕妇吃"))] == ["suitable", "note"]


def test_a_first_order_only_informs():
    assert [(hit.code, hit.stops) for hit in hits_of(replace(CLEAN, is_first_order=True))] == [("first", False)]


pytestmark = pytest.mark.django_db


def test_a_clean_order_is_approved_on_behalf_of_the_rules(store):
    order = make.place_order(store)
    make.pay_order(order)
    deliver_all()
    order.refresh_from_db()
    assert (order.display_state, order.approved_by_rules) == (Display.APPROVED, VERSION)
    approved = Event.objects.get(name="order.approved")
    assert (approved.by, approved.facts["by_rules"]) == (None, VERSION)


def doubtful(store):
    order = make.place_order(store, note="放门口")
    make.pay_order(order)
    deliver_all()
    order.refresh_from_db()
    return order


def test_a_doubtful_order_waits_with_its_hits(store):
    order = doubtful(store)
    assert order.display_state == Display.IN_REVIEW
    assert [hit["code"] for hit in order.review_hits if hit["stops"]] == ["note"]


def test_a_person_approves(store):
    order, agent = doubtful(store), make.make_staff()
    orders.approve(order, by=agent)
    order.refresh_from_db()
    assert (order.display_state, order.approved_by_rules) == (Display.APPROVED, "")
    assert Event.objects.get(name="order.approved").by == agent


def test_an_unpaid_order_cannot_be_approved(store):
    order = make.place_order(store)
    with pytest.raises(Refused):
        orders.approve(order, by=make.make_staff())
    order.refresh_from_db()
    assert order.review_state == "waiting"


@pytest.mark.duty("C6")
def test_a_held_order_asks_the_customer_and_cannot_be_approved_meanwhile(store):
    order, agent = doubtful(store), make.make_staff()
    orders.hold(order, question="几号楼几单元？", by=agent, reason="address")
    deliver_all()
    order.refresh_from_db()
    assert order.display_state == Display.ON_HOLD
    assert Message.objects.filter(template_code="orders.held").count() == 2
    with pytest.raises(Refused):
        orders.approve(order, by=agent)
    orders.answer_question(order, answer="3号楼2单元", by=order.customer.user)
    order.refresh_from_db()
    assert (order.hold_state, order.display_state) == ("answered", Display.ON_HOLD)
    orders.release_hold(order, by=agent)
    orders.approve(order, by=agent)
    hold = order.holds.get()
    assert (hold.answer, hold.released_by) == ("3号楼2单元", agent)


def test_an_order_held_after_approval_is_not_picked(store):
    order = make.approved_order(store=store)
    orders.hold(order, question="?", by=make.make_staff())
    with pytest.raises(Refused):
        orders.mark_picking(order)
    order.refresh_from_db()
    assert order.fulfilment_state == "waiting"


@pytest.mark.duty("C5")
def test_an_unreviewed_order_is_not_picked(store):
    order = doubtful(store)
    with pytest.raises(Refused):
        orders.mark_picking(order)


@pytest.mark.duty("X1")
def test_a_corrected_address_keeps_before_and_after(store):
    order, agent = doubtful(store), make.make_staff()
    orders.correct_address(order, replace(make.BEIJING, detail="科学院南路8号"), reason="customer called", by=agent)
    order.refresh_from_db()
    change = AddressChange.objects.get()
    assert order.detail == change.after["detail"] == "科学院南路8号"
    assert (change.before["detail"], change.by, change.freight_difference_fen) == ("科学院南路6号2号楼502", agent, 0)
    facts = Event.objects.get(name="order.address_corrected").facts
    assert facts == {"number": order.number, "change_id": change.pk}


def test_a_correction_that_would_change_the_total_is_refused(store):
    order = doubtful(store)
    with pytest.raises(Refused):
        orders.correct_address(order, make.URUMQI, reason="moved", by=make.make_staff())
    order.refresh_from_db()
    assert (order.region_code, AddressChange.objects.count()) == ("110108", 0)


def test_a_small_difference_of_freight_is_ours(store):
    order = make.place_order(store, wants={make.make_sku(store, price_fen=5000): 1})
    change = orders.correct_address(order, make.URUMQI, reason="moved", by=make.make_staff())
    assert (order.freight_fen, change.freight_difference_fen) == (800, 1000)


def test_an_address_is_not_changed_once_the_warehouse_has_it(store):
    order = make.packed_order(store=store)
    with pytest.raises(Refused):
        orders.correct_address(order, make.BEIJING, reason="moved", by=make.make_staff())
    assert AddressChange.objects.count() == 0
