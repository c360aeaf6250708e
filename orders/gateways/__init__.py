"""Payment providers. ``get(code)`` gives the configured adapter; adapters know no models.

```
gateway = gateways.get("wechatpay")
start = gateway.start(PaymentRequest(...), scene=Scene.H5)      # start.url: redirect, or draw as QR
notice = wechatpay.parse_notify(request.headers, request.body)  # NoticeRefused -> 401, else 200 with empty body
```
"""

from .base import (
    Gateway,
    Notice,
    NoticeRefused,
    PaymentRequest,
    PaymentStart,
    PaymentStatus,
    RefundRequest,
    RefundState,
    RefundStatus,
    Scene,
    TradeState,
)

__all__ = [
    "Gateway", "Notice", "NoticeRefused", "PaymentRequest", "PaymentStart", "PaymentStatus",
    "RefundRequest", "RefundState", "RefundStatus", "Scene", "TradeState", "get",
]  # fmt: skip


def get(code: str = "wechatpay") -> Gateway:
    """The adapter for ``code`` with the keys and base URLs of the settings. KeyError for a name nobody registered."""
    from orders.services.channels.money import ChannelMoney

    from . import wechatpay

    return {"wechatpay": wechatpay.from_settings, ChannelMoney.code: ChannelMoney}[code]()
