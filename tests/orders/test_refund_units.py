"""The money of single units goes back exactly, at most once, in any order."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microstore.core.declarations import Check
from microstore.core.errors import Refused
from microstore.core.money import share_fen
from orders import checks  # noqa: F401  the checks register themselves
from orders.gateways.base import RefundState, RefundStatus
from orders.models import LedgerEntry, Refund, RefundPart
from orders.pricing import unit_freight_fen, unit_paid_fen
from orders.services import refunds
from orders.services.partial_refunds import Claim, offer_of, preview, request_units
from tests.factories import orders as make


def books_are_clean():
    return [sentence for check in Check.registry if check.find.__module__ == "orders.checks" for sentence in check.find()]


def three_units(store, price_fen=3333, units=3):
    order = make.place_order(store, wants={make.make_sku(store, price_fen=price_fen): units}, receiver=make.URUMQI)
    make.pay_order(order)
    return order, order.lines.get()


def provider_says(refund, *, fen=None, ref=None):
    fen = refund.amount_fen if fen is None else fen
    total = refund.payment.received_fen
    ref = ref or f"50{refund.pk:010d}"
    return refunds.note_status(RefundStatus(refund.payment.number, refund.number, RefundState.DONE, fen, total, ref))


@st.composite
def carts(draw):
    """Lines with any mix of freight, promotion and coupon, shared exactly; some free to the customer."""
    lines = []
    for pk in range(1, draw(st.integers(1, 4)) + 1):
        units, unit_fen = draw(st.integers(1, 6)), draw(st.integers(1, 90_000))
        goods = unit_fen * units
        promotion = draw(st.integers(0, goods))
        coupon = draw(st.sampled_from([0, (goods - promotion) // 3, goods - promotion]))
        freight = draw(st.integers(0, 2_500))
        parts = {"goods": goods, "freight": freight, "promotion": promotion, "coupon": coupon}
        shares = {"goods": [unit_fen] * units, "freight": share_fen(freight, [1] * units)}
        shares["promotion"] = share_fen(promotion, [1] * units)
        net = [a - b for a, b in zip(shares["goods"], shares["promotion"], strict=True)]
        shares["coupon"] = share_fen(coupon, net)
        lines.append(SimpleNamespace(pk=pk, units=units, shares=shares, parts=parts, is_virtual=not freight and draw(st.booleans())))
    return lines


@given(carts(), st.data())
def test_any_sequence_of_partial_refunds_ends_at_exactly_what_was_paid(lines, data):
    paid = sum(sum(unit_paid_fen(line)) for line in lines)
    waiting = [(line.pk, unit) for line in lines for unit in range(line.units)]
    gone, returned = set(), 0
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        chosen = data.draw(st.permutations(waiting))[:size]
        wants = {}
        for line_id, unit in chosen:
            wants.setdefault(line_id, []).append(unit)
        offer = offer_of(lines, gone, Claim(wants, data.draw(st.booleans())))
        assert all(share.fen >= 0 for share in offer.shares)
        returned += offer.total_fen
        assert returned <= paid
        gone |= {(share.line_id, share.unit, share.kind) for share in offer.shares}
        waiting = [unit for unit in waiting if unit not in chosen]
    assert returned == paid


def test_a_discount_is_taken_off_and_freight_never_exceeds_what_was_paid():
    line = SimpleNamespace(units=2, shares={"goods": [1000, 1000], "freight": [5, 4], "coupon": [1000, 900]})
    assert (unit_paid_fen(line), unit_freight_fen(line)) == ([5, 104], [5, 4])


def test_one_of_three_units_goes_back_without_freight(store):
    order, line = three_units(store)
    refund = request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="not wanted")
    assert refund.amount_fen == 3333
    provider_says(refund)
    order.refresh_from_db()
    assert order.payment_state == "paid"
    assert list(LedgerEntry.objects.order_by("pk").values_list("amount_fen", flat=True)) == [order.total_fen, -3333]
    assert books_are_clean() == []


def test_our_fault_gives_the_freight_of_the_unit_back_too(store):
    order, line = three_units(store)
    assert order.freight_fen > 0
    offer = preview(order, Claim({line.pk: [1]}, with_freight=True))
    assert (offer.goods_fen, offer.freight_fen) == (3333, line.shares["freight"][1])


def test_the_last_unit_takes_all_the_freight_and_the_order_is_refunded_when_all_has_arrived(store):
    order, line = three_units(store)
    first = request_units(order, Claim({line.pk: [2]}), reference="AS1", reason="not wanted")
    last = request_units(order, Claim({line.pk: [0, 1]}), reference="AS2", reason="not wanted")
    assert last.amount_fen == 6666 + order.freight_fen
    order.refresh_from_db()
    assert order.payment_state == "refunding"
    provider_says(last)
    order.refresh_from_db()
    assert order.payment_state == "refunding"
    provider_says(first)
    order.refresh_from_db()
    assert (order.payment_state, sum(LedgerEntry.objects.values_list("amount_fen", flat=True))) == ("refunded", 0)
    assert books_are_clean() == []


def test_the_same_case_asked_twice_is_one_refund(store):
    order, line = three_units(store)
    one = request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="twice")
    assert request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="twice") == one
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("units", [[0], [0, 1], [3], []])
def test_units_given_back_before_or_never_bought_are_refused(store, units):
    order, line = three_units(store)
    request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="first")
    with pytest.raises(Refused):
        request_units(order, Claim({line.pk: units}), reference="AS2", reason="again")
    assert (Refund.objects.count(), RefundPart.objects.count()) == (1, 1)


def test_an_agreed_amount_is_shared_over_the_units_and_never_more_than_paid(store):
    order, line = three_units(store)
    with pytest.raises(Refused):
        request_units(order, Claim({line.pk: [0, 1]}, False, 6667), reference="AS1", reason="agreed")
    refund = request_units(order, Claim({line.pk: [0, 1]}, False, 2001), reference="AS1", reason="agreed")
    assert sorted(refund.parts.values_list("amount_fen", flat=True)) == [1000, 1001]
    provider_says(refund)
    assert books_are_clean() == []


def test_a_refund_of_another_amount_is_not_booked_but_goes_to_finance(store):
    order, line = three_units(store)
    refund = request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="not wanted")
    provider_says(refund, fen=3332)
    refund.refresh_from_db()
    assert (refund.state, LedgerEntry.objects.filter(kind="refund").count()) == ("failed", 0)
    assert books_are_clean() == []


def test_a_notice_twice_or_after_finance_settled_it_by_hand_counts_once(store):
    order, line = three_units(store)
    refund = request_units(order, Claim({line.pk: [0]}), reference="AS1", reason="not wanted")
    with pytest.raises(Refused):
        refunds.settle_by_hand(refund, provider_ref="HAND1", reason="paid by hand", by=make.make_staff())
    refunds.note_status(RefundStatus(refund.payment.number, refund.number, RefundState.ABNORMAL, 3333, order.total_fen))
    refunds.settle_by_hand(refund, provider_ref="HAND1", reason="paid by hand", by=make.make_staff())
    provider_says(refund)
    provider_says(refund)
    assert list(LedgerEntry.objects.filter(kind="refund").values_list("provider_ref", "amount_fen")) == [("HAND1", -3333)]
    assert books_are_clean() == []


def test_money_of_units_cannot_go_back_before_it_came(store):
    order = make.place_order(store)
    with pytest.raises(Refused):
        request_units(order, Claim({order.lines.get().pk: [0]}), reference="AS1", reason="not paid")
    assert Refund.objects.count() == 0
