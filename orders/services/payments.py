"""Payments: start them, believe only what the provider proves, and settle what does not fit (state C2)."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from inventory.errors import OutOfStock
from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused, require_reason
from microstore.core.faults import fault_point
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from microstore.stores.services import trading
from orders import gateways
from orders.events import PaymentClosed, PaymentDismissed, PaymentDoubted, PaymentFailed, PaymentPresented, PaymentSucceeded
from orders.gateways.base import PaymentRequest, Scene, TradeState
from orders.models import FulfilmentState, LedgerEntry, Order, Payment, PaymentState, Refund
from orders.services import orders, refunds, withheld

ASK_AFTER = tuple(timedelta(seconds=s) for s in (5, 30, 60, 180, 300, 600, 1800))  # then every half hour until it is closed
H5_LIVES = timedelta(minutes=4)  # the provider's address works for five


@dataclass(frozen=True)
class Browser:
    """What the gateway must know of the customer's side. ``notify_url`` and ``return_url`` are absolute."""

    method: str
    notify_url: str
    return_url: str = ""
    ip: str = "127.0.0.1"


def start(order: Order, browser: Browser, *, gateway: str = "wechatpay") -> Payment:
    """A payment the customer can make now, with ``pay_url`` from the provider. Asked again, it is the same attempt.

    The row is committed before the provider is called, outside any transaction. Raises ``OutsideFailed`` when the
    provider does not answer: the attempt stays and can be started again.
    """
    payment = open_attempt(order, method=browser.method, gateway=gateway)
    if payment.pay_url and payment.state == Payment.State.PENDING and not _is_stale(payment):
        return payment
    try:
        answer = gateways.get(gateway).start(_request(payment, order, browser), scene=Scene(browser.method))
    except OutsideFailed as failure:
        _note_failure(payment, failure)
        raise
    fault_point("payments.start.after_gateway")
    return _present(payment, answer.url)


def _is_stale(payment: Payment) -> bool:
    return payment.method == Payment.Method.H5 and clock.now() - payment.presented_at > H5_LIVES


@transaction.atomic
def open_attempt(order: Order, *, method: str, gateway: str = "wechatpay") -> Payment:
    """The attempt to pay that is open, or a new one: the row that the provider will know by its number. Locks the order."""
    order.lock()
    if "pay" not in orders.allowed_acts(order, order.customer):
        raise Refused(_("%(order)s cannot be paid any more.") % {"order": order})
    trading.require_held(order.store)
    if order.pay_by <= clock.now():
        raise Refused(_("The time to pay %(order)s is over.") % {"order": order})
    if words := withheld.of_unpaid(order):
        raise Refused(words)
    same = order.payments.unanswered().filter(gateway=gateway, method=method, expires_at__gt=clock.now())
    return same.first() or Payment.objects.create(
        order=order, number=next_number("PM"), gateway=gateway, method=method, amount_fen=order.total_fen,
        expires_at=order.pay_by, next_query_at=clock.now() + ASK_AFTER[0],
    )  # fmt: skip


def _request(payment: Payment, order: Order, browser: Browser) -> PaymentRequest:
    return PaymentRequest(
        our_ref=payment.number, amount_fen=payment.amount_fen, description=f"{order.store.name} {order.number}"[:60],
        notify_url=browser.notify_url, expires_at=payment.expires_at, customer_ip=browser.ip, return_url=browser.return_url,
        shop_name=order.store.name,
    )  # fmt: skip


@transaction.atomic
def _present(payment: Payment, url: str) -> Payment:
    payment.lock()
    payment.pay_url, payment.presented_at, payment.error = url, clock.now(), ""
    saved = ["pay_url", "presented_at", "error"]
    if payment.is_open("present"):
        payment.finish("present", PaymentPresented(payment.number), save=saved)
    else:  # asked again for an address, or paid meanwhile
        payment.save(update_fields=saved)
    return payment


@transaction.atomic
def _note_failure(payment: Payment, failure: OutsideFailed) -> None:
    payment.lock()
    payment.error = str(failure)[:300]
    if failure.permanent and payment.is_open("fail"):
        payment.finish("fail", PaymentFailed(payment.number), reason=payment.error, save=["error"])
    else:
        payment.save(update_fields=["error"])


@transaction.atomic
def confirm(our_ref: str, *, amount_fen: int, provider_ref: str, at: datetime | None = None, currency: str = "CNY") -> Payment:
    """The provider proved that money came. The first call takes effect; the same news again changes nothing.

    Locks order, then payment. An amount or currency that is not ours is set aside for attention. Money for a paid order
    is refunded; for an order that ended, the goods are reserved again at the same price, or the money is refunded.
    """
    payment = Payment.objects.select_related("order").get(number=our_ref)
    order = payment.order
    order.lock()
    payment.lock()
    if payment.state == Payment.State.SUCCEEDED:
        return payment
    fault_point("payments.confirm.checked")
    if amount_fen != payment.amount_fen or currency != payment.currency or _is_taken(payment, provider_ref):
        return _doubt(payment, amount_fen, provider_ref, currency)
    payment.told_fen = None
    is_surplus = order.payment_state != PaymentState.UNPAID
    _book(payment, order, provider_ref, at, is_surplus=is_surplus)
    if is_surplus:
        refunds.request(payment, kind=Refund.Kind.SURPLUS, reason=_("The order was already paid"))
    else:
        _let_go_on(order, payment)
    fault_point("payments.confirm.before_commit")
    return payment


def _is_taken(payment: Payment, provider_ref: str) -> bool:
    """Every reference of the provider stands for one payment of ours."""
    return Payment.objects.filter(provider_ref=provider_ref).exclude(pk=payment.pk).exists()


def _book(payment: Payment, order: Order, provider_ref: str, at: datetime | None, *, is_surplus: bool) -> None:
    payment.provider_ref, payment.succeeded_at, payment.is_surplus = provider_ref, at or clock.now(), is_surplus
    payment.next_query_at = None
    LedgerEntry.objects.create(
        order=order, payment=payment, kind=LedgerEntry.Kind.PAYMENT, amount_fen=payment.received_fen, provider_ref=provider_ref,
        at=payment.succeeded_at,
    )  # fmt: skip
    payment.finish(
        "succeed", PaymentSucceeded(payment.number, order.number, payment.received_fen, is_surplus),
        save=["provider_ref", "succeeded_at", "is_surplus", "told_fen", "next_query_at"],
    )  # fmt: skip


def _let_go_on(order: Order, payment: Payment) -> None:
    """Pay the order; one that ended meanwhile is revived first if its goods, coupon and promotions are still there and may be sold,
    else the money goes back."""
    ended = order.fulfilment_state != FulfilmentState.WAITING
    try:
        with transaction.atomic() if ended or order.off_fen else nullcontext():
            if ended:
                orders.revive(order)
            orders.pay(order, amount_fen=payment.amount_fen, at=payment.succeeded_at)
    except OutOfStock:
        _send_back(order, payment, _("Paid too late, and the goods are gone"))
    except Refused as refusal:
        if not ended and not order.off_fen:
            raise
        _send_back(order, payment, _("Paid too late: %(why)s") % {"why": refusal})


def _send_back(order: Order, payment: Payment, reason: str) -> None:
    order.refresh_from_db()
    payment.is_surplus = True
    payment.save(update_fields=["is_surplus"])
    refunds.request(payment, kind=Refund.Kind.LATE, reason=reason[:200])


def _doubt(payment: Payment, amount_fen: int, provider_ref: str, currency: str) -> Payment:
    if payment.state == Payment.State.ATTENTION:
        return payment
    payment.told_fen, payment.next_query_at = amount_fen, None
    payment.provider_ref = None if _is_taken(payment, provider_ref) else provider_ref
    payment.attention = _("The provider names %(told)d fen %(currency)s under %(ref)s, we asked for %(asked)d fen CNY.") % {
        "told": amount_fen, "currency": currency, "ref": provider_ref, "asked": payment.amount_fen,
    }  # fmt: skip
    news = PaymentDoubted(payment.number, payment.order.number)
    payment.finish("doubt", news, reason=payment.attention, save=["told_fen", "provider_ref", "attention", "next_query_at"])
    return payment


@transaction.atomic
def give_back(payment: Payment, *, reason: str, by) -> None:
    """A person of finance sends back what came under a doubtful payment. Refuses where no reference of the provider is known."""
    order = payment.order
    order.lock()
    payment.begin("succeed")
    if payment.state != Payment.State.ATTENTION or not payment.provider_ref or not payment.told_fen:
        raise Refused(_("There is nothing known to give back."))
    _book(payment, order, payment.provider_ref, clock.now(), is_surplus=True)
    refunds.request(payment, kind=Refund.Kind.SURPLUS, reason=reason, by=by)


@transaction.atomic
def dismiss(payment: Payment, *, reason: str, by) -> None:
    """A person of finance found that no money of ours is involved."""
    payment.begin("dismiss")
    require_reason(reason)
    payment.finish("dismiss", PaymentDismissed(payment.number), by=by, reason=reason)


def query(payment: Payment) -> Payment:
    """Ask the provider how the payment stands and do what the answer says. Called outside any transaction."""
    status = gateways.get(payment.gateway).query(payment.number)
    if status.state in (TradeState.PAID, TradeState.REFUNDED):
        return confirm(payment.number, amount_fen=status.amount_fen, provider_ref=status.provider_ref, at=status.paid_at)
    if status.state in (TradeState.CLOSED, TradeState.FAILED):
        return _close(payment)
    return put_off(payment)


@transaction.atomic
def put_off(payment: Payment) -> Payment:
    """Ask again later, less and less often."""
    payment.lock()
    payment.queries += 1
    payment.next_query_at = clock.now() + ASK_AFTER[min(payment.queries, len(ASK_AFTER) - 1)]
    payment.save(update_fields=["queries", "next_query_at"])
    return payment


@transaction.atomic
def _close(payment: Payment) -> Payment:
    payment.lock()
    if payment.is_open("close"):
        payment.next_query_at = None
        payment.finish("close", PaymentClosed(payment.number), save=["next_query_at"])
    return payment


def close_all(order: Order) -> bool:
    """Before an unpaid order may end: ask about every attempt, then close it. False when one turned out to be paid.

    Raises ``OutsideFailed`` when the provider does not answer. Called outside any transaction.
    """
    for payment in order.payments.unanswered():
        payment = query(payment)
        if payment.state == Payment.State.SUCCEEDED:
            return False
        if payment.is_open("close"):
            gateways.get(payment.gateway).close(payment.number)
            _close(payment)
    return True
