"""Money of channel orders: the platform took it and gives it back, we only believe what its orders say."""

from orders.gateways.base import PaymentStatus, RefundRequest, RefundState, RefundStatus, TradeState
from orders.models import ChannelOrder, Payment, PlatformRefund, Refund


class ChannelMoney:
    """In the place of a payment provider. Nothing is ever started or sent from here: refunds are made in the shop at the platform."""

    code = "weidian"

    def query(self, our_ref: str) -> PaymentStatus:
        payment = Payment.objects.get(number=our_ref)
        return PaymentStatus(our_ref, TradeState.WAITING, payment.amount_fen)

    def close(self, our_ref: str) -> None:
        """There is nothing of ours to close at the platform."""

    def refund(self, request: RefundRequest) -> RefundStatus:
        return self._status(Refund.objects.get(number=request.refund_ref))

    def query_refund(self, refund_ref: str) -> RefundStatus:
        return self._status(Refund.objects.get(number=refund_ref))

    def _status(self, refund: Refund) -> RefundStatus:
        """Done as soon as the platform shows the order as refunded; until then it is on its way."""
        row = ChannelOrder.objects.filter(order_id=refund.order_id).first()
        is_back = row is not None and (row.refund == PlatformRefund.DONE or row.platform == "closed")
        state = RefundState.DONE if is_back else RefundState.PROCESSING
        reference = f"{self.code}:{refund.number}" if is_back else ""
        return RefundStatus(refund.payment.number, refund.number, state, refund.amount_fen, refund.payment.amount_fen, reference)
