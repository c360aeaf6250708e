"""From WeChat Pay's JSON to the shapes of ``base``. ValueError when a field is missing or of another kind."""

from datetime import datetime

from .base import PaymentStatus, RefundState, RefundStatus, TradeState

TRADE_STATES = {
    "NOTPAY": TradeState.WAITING,
    "USERPAYING": TradeState.WAITING,
    "ACCEPT": TradeState.WAITING,
    "SUCCESS": TradeState.PAID,
    "REFUND": TradeState.REFUNDED,
    "CLOSED": TradeState.CLOSED,
    "REVOKED": TradeState.CLOSED,
    "PAYERROR": TradeState.FAILED,
}
REFUND_STATES = {
    "SUCCESS": RefundState.DONE,
    "PROCESSING": RefundState.PROCESSING,
    "CLOSED": RefundState.CLOSED,
    "ABNORMAL": RefundState.ABNORMAL,
}


def payment_status(facts: dict) -> PaymentStatus:
    amount = _amount(facts)
    state = _state(TRADE_STATES, facts.get("trade_state"))
    needs_money = state in (TradeState.PAID, TradeState.REFUNDED)
    return PaymentStatus(
        our_ref=text(facts, "out_trade_no"),
        state=state,
        amount_fen=_fen(amount, "total", needed=needs_money),
        provider_ref=text(facts, "transaction_id") if needs_money else str(facts.get("transaction_id", "")),
        paid_at=_moment(facts.get("success_time")),
    )


def refund_status(facts: dict) -> RefundStatus:
    """The answer calls the field ``status``, the notice ``refund_status``."""
    amount = _amount(facts)
    return RefundStatus(
        our_ref=text(facts, "out_trade_no"),
        refund_ref=text(facts, "out_refund_no"),
        state=_state(REFUND_STATES, facts.get("refund_status") or facts.get("status")),
        refund_fen=_fen(amount, "refund", needed=True),
        total_fen=_fen(amount, "total", needed=True),
        provider_ref=text(facts, "refund_id"),
        done_at=_moment(facts.get("success_time")),
    )


def text(facts: dict, name: str) -> str:
    if not isinstance(facts.get(name), str) or not facts[name]:
        raise ValueError(f"{name} is missing")
    return facts[name]


def _amount(facts: dict) -> dict:
    amount = facts.get("amount") or {}
    if not isinstance(amount, dict) or amount.get("currency", "CNY") != "CNY":
        raise ValueError("amount is not in CNY")
    return amount


def _fen(amount: dict, name: str, *, needed: bool) -> int:
    value = amount.get(name, None if needed else 0)
    if type(value) is not int or value < 0:
        raise ValueError(f"{name} is not a whole number of fen")
    return value


def _state(states: dict, name):
    if name not in states:
        raise ValueError("state not known here")
    return states[name]


def _moment(written: str | None) -> datetime | None:
    moment = datetime.fromisoformat(written) if written else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError("time without zone")
    return moment
