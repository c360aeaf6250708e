"""Review: rules pass what is clean, people ask about what is not (duties C5 to C7)."""

from django.db import transaction

from microstore.core import clock, sentences
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from orders.events import AddressCorrected, HoldReleased, OrderApproved, OrderHeld, OrderReviewed, QuestionAnswered
from orders.freight import freight_fen, tariff_for
from orders.models import AddressChange, FulfilmentState, Hold, HoldState, Order, PaymentState
from orders.review_rules import VERSION, hits_of
from orders.services import withheld
from orders.services.baskets import tariffs
from orders.services.channels.opening import is_from_channel
from orders.services.checkout import Receiver
from orders.services.orders.facts import facts_of
from orders.services.orders.fulfilment import hand_over

WE_BEAR_FEN = 1000  # a correction that makes the parcel dearer for us by at most this needs no new total
RECEIVER_FIELDS = ("receiver_name", "receiver_phone", "province", "city", "district", "region_code", "detail")


@transaction.atomic
def review_by_rules(order: Order) -> list[dict]:
    """Let the rules look at a paid order; a clean one is approved on their behalf. Returns the hits shown to the reviewer."""
    order.lock()
    if not _is_reviewable(order):
        return order.review_hits
    hits = hits_of(facts_of(order))
    order.review_hits = [hit.as_dict() for hit in hits]
    order.save(update_fields=["review_hits"])
    stopping = [hit.code for hit in hits if hit.stops]
    publish(OrderReviewed(order.number, VERSION, stopping), about=order)
    if not stopping:
        order.approved_at, order.approved_by_rules = clock.now(), VERSION
        _approved(order, OrderApproved(order.number, VERSION))
    return order.review_hits


def _is_reviewable(order: Order) -> bool:
    return (
        order.is_open("approve") and order.payment_state == PaymentState.PAID and order.fulfilment_state == FulfilmentState.WAITING
        and order.hold_state == HoldState.NONE
    )  # fmt: skip


def _require_open(order: Order) -> None:
    if order.payment_state != PaymentState.PAID:
        raise Refused(_("%(order)s is not paid.") % {"order": order})
    if order.fulfilment_state != FulfilmentState.WAITING:
        raise Refused(_("%(order)s is already in the warehouse or has ended.") % {"order": order})


@transaction.atomic
def approve(order: Order, *, by, reason: str = "") -> None:
    """A person looked and it is right. Refuses unpaid, ended and held orders, and goods that may not be sold any more."""
    order.begin("approve")
    _require_open(order)
    if order.hold_state != HoldState.NONE:
        raise Refused(_("%(order)s is on hold: release it first.") % {"order": order})
    withheld.require_none(order)
    order.approved_at, order.approved_by_rules = clock.now(), ""
    _approved(order, OrderApproved(order.number), by=by, reason=reason)


def _approved(order: Order, news: OrderApproved, *, by=None, reason: str = "") -> None:
    """What has a parcel goes to the warehouse; the rest is complete."""
    order.finish("approve", news, by=by, reason=reason, save=["approved_at", "approved_by_rules"])
    if not order.has_parcel:
        hand_over(order)


@transaction.atomic
def hold(order: Order, *, question: str, by, reason: str = Hold.Reason.OTHER) -> Hold:
    """Stop the order and ask the customer. It cannot be approved or picked until the hold is released."""
    order.begin("hold")
    _require_open(order)
    if not question.strip():
        raise Refused(_("Please write what you want to ask the customer."))
    asked = Hold.objects.create(order=order, reason=reason, question=question.strip(), asked_by=by)
    order.finish("hold", OrderHeld(order.number, asked.question), by=by, reason=sentences.word_of(asked, "reason"))
    return asked


@transaction.atomic
def answer_question(order: Order, *, answer: str, by) -> Hold:
    """The customer answers; the order stays on hold until somebody has read it."""
    order.begin("answer")
    if not answer.strip():
        raise Refused(_("Please write an answer."))
    asked = order.holds.get(released_at=None)
    asked.answer, asked.answered_at = answer.strip()[:300], clock.now()
    asked.save(update_fields=["answer", "answered_at"])
    order.finish("answer", QuestionAnswered(order.number, asked.answer), by=by)
    return asked


@transaction.atomic
def release_hold(order: Order, *, by, reason: str = "") -> None:
    """Back to where it stood, with its place in the queue."""
    order.begin("release")
    order.holds.filter(released_at=None).update(released_at=clock.now(), released_by=by)
    order.finish("release", HoldReleased(order.number), by=by, reason=reason)


@transaction.atomic
def correct_address(order: Order, receiver: Receiver, *, reason: str, by) -> AddressChange:
    """Send the parcel elsewhere. Before and after are kept; the total never changes.

    Refuses once the warehouse has it, without a reason, and where freight would differ, unless it is dearer by no more
    than we bear ourselves.
    """
    order.lock()
    if order.fulfilment_state != FulfilmentState.WAITING:
        raise Refused(_("%(order)s is already in the warehouse or has ended.") % {"order": order})
    if not order.has_parcel:
        raise Refused(_("%(order)s is read here: nothing is sent.") % {"order": order})
    require_reason(reason)
    difference = _freight_difference(order, receiver)
    before = {field: getattr(order, field) for field in RECEIVER_FIELDS}
    after = receiver.as_fields()
    for field, value in after.items():
        setattr(order, field, value)
    order.save(update_fields=list(RECEIVER_FIELDS))
    change = AddressChange.objects.create(order=order, before=before, after=after, reason=reason, by=by, freight_difference_fen=difference)
    publish(AddressCorrected(order.number, change.pk), about=order, by=by, reason=reason)
    return change


def _freight_difference(order: Order, receiver: Receiver) -> int:
    tariff = tariff_for(receiver.region_code, tariffs(order.store))
    if is_from_channel(order):  # the channel has set and taken its own freight
        return 0
    sent = sum(order.lines.filter(is_virtual=False).values_list("goods_fen", flat=True)) if order.has_readings else order.goods_fen
    difference = freight_fen(sent, tariff) - order.freight_fen
    if not 0 <= difference <= WE_BEAR_FEN:
        raise Refused(_("Freight to the new address differs, so the total would change. Cancel the order and let the customer order anew."))
    return difference
