"""Payments of the demo's past, told to the simulated provider, so that it gives their money back when somebody asks for it."""

from django.conf import settings

from microstore.core.clock import local
from microstore.core.simulators.ledger import Ledger
from orders.models import Payment, Refund


def tell_provider() -> int:
    """Write every paid WeChat payment that the simulator does not know into its ledger. Returns how many."""
    ledger = Ledger(settings.SIMULATOR_DIR / "wechatpay.sqlite3")
    paid = Payment.objects.filter(gateway="wechatpay", state=Payment.State.SUCCEEDED).exclude(provider_ref=None)
    back = {}
    for refund in Refund.objects.filter(state=Refund.State.SUCCEEDED):
        back[refund.payment_id] = back.get(refund.payment_id, 0) + refund.amount_fen
    told = 0
    with ledger.together():
        for payment in paid.select_related("order").order_by("pk").iterator():
            if ledger.get("trade", payment.number) is None:
                ledger.put("trade", payment.number, _trade(payment, back.get(payment.pk, 0)))
                ledger.put("transaction", payment.provider_ref, {"out_trade_no": payment.number})
                told += 1
    return told


def _trade(payment: Payment, refunded_fen: int) -> dict:
    paid_at = local(payment.succeeded_at).isoformat(timespec="seconds")
    return {
        "out_trade_no": payment.number, "state": "REFUND" if refunded_fen else "SUCCESS", "scene": payment.method,
        "total": payment.received_fen, "wish": {}, "description": payment.order.number, "notify_url": "",
        "expires_at": paid_at, "made_at": paid_at, "paid_at": paid_at,
        "prepay_id": "", "page_until": 0, "transaction_id": payment.provider_ref, "refunded": refunded_fen,
    }  # fmt: skip
