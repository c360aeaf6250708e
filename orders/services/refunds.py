"""Refunds: ask for them, send them, and believe only what the provider proves (state C2)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from orders import gateways
from orders.addresses import notify_url
from orders.events import OrderRefunded, OrderRefundStarted, RefundFailed, RefundRequested, RefundRetried, RefundSent, RefundSucceeded
from orders.gateways.base import RefundRequest, RefundState, RefundStatus
from orders.models import LedgerEntry, Payment, Refund

GIVE_UP_AFTER = 8
SETTLING = (Refund.Kind.CANCELLATION, Refund.Kind.AFTERSALE)  # money that the order had earned; the other kinds never belonged to it
ASK_AGAIN = tuple(timedelta(seconds=s) for s in (60, 120, 300, 600, 1800, 3600))


@transaction.atomic
def request(payment: Payment, *, kind: str, reason: str, by=None) -> Refund:
    """Give back what is left of a payment, with the order locked by the caller. The same kind asked twice is one refund."""
    refund, is_new = Refund.objects.get_or_create(
        payment=payment, kind=kind,
        defaults={"order": payment.order, "number": next_number("RF"), "amount_fen": left_fen(payment), "reason": reason[:200]},
    )  # fmt: skip
    if is_new:
        begin(refund, by=by, reason=reason)
    return refund


def left_fen(payment: Payment) -> int:
    """What of a payment has not been asked back yet."""
    return payment.received_fen - (payment.refunds.aggregate(sum=Sum("amount_fen"))["sum"] or 0)


def begin(refund: Refund, *, by, reason: str) -> None:
    """Tell of a new refund and send it on its way. One that takes all the order still has ends the order's payment too."""
    from orders.tasks import ask_gateway_for_refund

    order = refund.order
    publish(RefundRequested(refund.number, order.number, refund.amount_fen, refund.kind), about=refund, by=by, reason=reason)
    if refund.kind in SETTLING and not left_fen(refund.payment):
        order.lock()
        order.require("start_refund")
        order.finish("start_refund", OrderRefundStarted(order.number, refund.amount_fen), by=by, reason=reason)
    ask_gateway_for_refund(refund.pk)


def send(refund: Refund) -> Refund:
    """Put the refund to the provider, or ask how it stands if it was put before. Called outside any transaction."""
    gateway = gateways.get(refund.payment.gateway)
    try:
        status = gateway.refund(_request(refund)) if refund.state == Refund.State.REQUESTED else gateway.query_refund(refund.number)
    except OutsideFailed as failure:
        return _not_now(refund, failure)
    fault_point("refunds.send.after_gateway")
    return note_status(status)


def _request(refund: Refund) -> RefundRequest:
    return RefundRequest(
        our_ref=refund.payment.number, refund_ref=refund.number, refund_fen=refund.amount_fen, total_fen=refund.payment.received_fen,
        reason=refund.reason[:25], notify_url=notify_url(refund.payment.gateway),
    )  # fmt: skip


@transaction.atomic
def note_status(status: RefundStatus) -> Refund:
    """What the provider says of a refund, by answer, query or notice. Success takes effect once. Locks order, payment, refund."""
    refund = Refund.objects.select_related("order", "payment").get(number=status.refund_ref)
    refund.order.lock()
    refund.payment.lock()
    refund.lock()
    if refund.state == Refund.State.SUCCEEDED:
        return refund
    if status.state == RefundState.DONE and status.refund_fen != refund.amount_fen:
        return _fail(refund, _("The provider says that %(told)d fen were refunded.") % {"told": status.refund_fen})
    if status.state == RefundState.DONE:
        return _succeed(refund, status.provider_ref, status.done_at)
    if status.state in (RefundState.CLOSED, RefundState.ABNORMAL):
        refund.is_closed = status.state == RefundState.CLOSED
        return _fail(refund, _("The provider says “%(state)s”.") % {"state": status.state})
    return _wait(refund)


def _succeed(refund: Refund, provider_ref: str, at: datetime | None, *, by=None, reason: str = "") -> Refund:
    order = refund.order
    refund.provider_ref, refund.succeeded_at, refund.next_try_at, refund.error = provider_ref, at or clock.now(), None, ""
    LedgerEntry.objects.create(
        order=order, payment=refund.payment, refund=refund, kind=LedgerEntry.Kind.REFUND, amount_fen=-refund.amount_fen,
        provider_ref=provider_ref, at=refund.succeeded_at,
    )  # fmt: skip
    news = RefundSucceeded(refund.number, order.number, refund.amount_fen)
    refund.finish("succeed", news, by=by, reason=reason, save=["provider_ref", "succeeded_at", "next_try_at", "error"])
    if refund.kind in SETTLING and order.is_open("end_refund") and not _others_waiting(refund):
        order.finish("end_refund", OrderRefunded(order.number, refund.amount_fen))
    fault_point("refunds.succeed.before_commit")
    return refund


def _others_waiting(refund: Refund) -> bool:
    return Refund.objects.unfinished().filter(order=refund.order, kind__in=SETTLING).exclude(pk=refund.pk).exists()


@transaction.atomic
def settle_by_hand(refund: Refund, *, provider_ref: str, reason: str, by) -> Refund:
    """Finance paid a failed refund back on the provider's own page. Its notice, if it still comes, changes nothing."""
    if not reason.strip() or not provider_ref.strip():
        raise Refused(_("Enter the provider's reference and the reason."))
    if Refund.objects.filter(provider_ref=provider_ref.strip()).exclude(pk=refund.pk).exists():
        raise Refused(_("This reference belongs to another refund."))
    refund.order.lock()
    refund.payment.lock()
    refund.begin("succeed")
    if refund.state != Refund.State.FAILED:
        raise Refused(_("%(refund)s has not failed: its provider is still to be asked.") % {"refund": refund})
    return _succeed(refund, provider_ref.strip(), clock.now(), by=by, reason=reason)


def _wait(refund: Refund) -> Refund:
    refund.tries += 1
    refund.next_try_at = clock.now() + ASK_AGAIN[min(refund.tries, len(ASK_AGAIN)) - 1]
    if refund.is_open("send"):
        refund.finish("send", RefundSent(refund.number), save=["tries", "next_try_at"])
    else:
        refund.save(update_fields=["tries", "next_try_at"])
    return refund


def _fail(refund: Refund, error: str) -> Refund:
    if refund.is_open("fail"):
        refund.error, refund.next_try_at = error[:300], None
        news = RefundFailed(refund.number, refund.order.number)
        refund.finish("fail", news, reason=error, save=["error", "next_try_at", "is_closed"])
    return refund


@transaction.atomic
def _not_now(refund: Refund, failure: OutsideFailed) -> Refund:
    """Unknown is not failed: the same number is sent again later. A permanent refusal goes to finance."""
    refund.lock()
    if refund.state in (Refund.State.SUCCEEDED, Refund.State.FAILED):
        return refund
    if failure.permanent or refund.tries + 1 >= GIVE_UP_AFTER:
        return _fail(refund, str(failure))
    refund.tries += 1
    refund.error, refund.next_try_at = str(failure)[:300], clock.now() + ASK_AGAIN[min(refund.tries, len(ASK_AGAIN)) - 1]
    refund.save(update_fields=["tries", "error", "next_try_at"])
    return refund


@transaction.atomic
def retry(refund: Refund, *, by, reason: str = "") -> Refund:
    """Finance tries a failed refund again. Under its own number, so that it cannot be paid twice, unless the provider
    closed that number: then under a new one."""
    from orders.tasks import ask_gateway_for_refund

    refund.begin("retry")
    if refund.is_closed:
        refund.number, refund.is_closed = next_number("RF"), False
    refund.tries, refund.error, refund.next_try_at = 0, "", clock.now()
    refund.finish(
        "retry", RefundRetried(refund.number), by=by, reason=reason, save=["number", "is_closed", "tries", "error", "next_try_at"]
    )
    ask_gateway_for_refund(refund.pk)
    return refund
