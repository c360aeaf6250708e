"""A payment provider in memory that keeps its side of the protocol: the one thing tests fake is the outside."""

from orders.gateways.base import NoticeRefused, PaymentStart, PaymentStatus, RefundState, RefundStatus, Scene, TradeState


class Provider:
    """``states`` maps our reference to the provider's state; ``fails`` is raised by the next call."""

    code = "wechatpay"

    def __init__(self):
        self.started, self.closed, self.refunded = [], [], []
        self.states: dict[str, PaymentStatus] = {}
        self.refund_states: dict[str, RefundStatus] = {}
        self.refund_answer = RefundState.PROCESSING
        self.notices: dict[bytes, object] = {}
        self.fails: Exception | None = None

    def _answer(self):
        if self.fails:
            failure, self.fails = self.fails, None
            raise failure

    def pay(self, payment, *, amount_fen=None, provider_ref=None):
        self.states[payment.number] = PaymentStatus(
            payment.number, TradeState.PAID, amount_fen or payment.amount_fen, provider_ref or f"42{payment.pk:08d}"
        )

    def start(self, request, *, scene):
        self._answer()
        self.started.append((request, scene))
        return PaymentStart(scene, f"weixin://wxpay/{request.our_ref}" if scene == Scene.NATIVE else f"https://wx.example/{request.our_ref}")

    def query(self, our_ref):
        self._answer()
        return self.states.get(our_ref, PaymentStatus(our_ref, TradeState.WAITING))

    def close(self, our_ref):
        self._answer()
        self.closed.append(our_ref)

    def refund(self, request):
        self._answer()
        self.refunded.append(request)
        answer = RefundStatus(
            request.our_ref, request.refund_ref, self.refund_answer, request.refund_fen, request.total_fen, f"50{request.refund_ref[-6:]}"
        )
        self.refund_states[request.refund_ref] = answer
        return answer

    def query_refund(self, refund_ref):
        self._answer()
        return self.refund_states[refund_ref]

    def parse_notify(self, headers, body):
        if body not in self.notices:
            raise NoticeRefused("bad signature")
        return self.notices[body]
