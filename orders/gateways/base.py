"""What orders asks of a payment provider, and the shapes that go in and come out. Money is integer fen, times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Scene(StrEnum):
    """Where the customer pays: ``H5`` in a phone browser (redirect), ``NATIVE`` by scanning a code on a desktop."""

    H5 = "h5"
    NATIVE = "native"


class TradeState(StrEnum):
    WAITING = "waiting"
    PAID = "paid"
    REFUNDED = "refunded"  # also shown after a partial refund: never derive a refunded amount from it
    CLOSED = "closed"
    FAILED = "failed"
    MISSING = "missing"  # the provider has never heard of this number


class RefundState(StrEnum):
    PROCESSING = "processing"
    DONE = "done"
    CLOSED = "closed"  # ask again with a new refund number
    ABNORMAL = "abnormal"  # a person must look
    MISSING = "missing"  # not created: the same request may be sent again unchanged


class NoticeRefused(Exception):
    """A call from outside that is not what it claims to be. Answer 401 with ``str(error)``; change nothing."""


@dataclass(frozen=True)
class PaymentRequest:
    """``our_ref`` is the number of the payment attempt (6–32 of ``0-9A-Za-z_-|*``), persisted before the call."""

    our_ref: str
    amount_fen: int
    description: str
    notify_url: str
    expires_at: datetime
    customer_ip: str = "127.0.0.1"
    return_url: str = ""  # H5 only: where the browser goes after paying
    shop_name: str = ""
    shop_url: str = ""


@dataclass(frozen=True)
class PaymentStart:
    """H5: send the browser to ``url``. Native: draw ``url`` as a QR code."""

    scene: Scene
    url: str


@dataclass(frozen=True)
class PaymentStatus:
    our_ref: str
    state: TradeState
    amount_fen: int = 0  # what was asked (``amount.total``): compare it with the payment row
    provider_ref: str = ""  # unique over all payments of the provider
    paid_at: datetime | None = None


@dataclass(frozen=True)
class RefundRequest:
    """A retry must carry the same ``refund_ref`` and amounts."""

    our_ref: str
    refund_ref: str
    refund_fen: int
    total_fen: int  # of the payment, not of what is left
    reason: str
    notify_url: str


@dataclass(frozen=True)
class RefundStatus:
    our_ref: str
    refund_ref: str
    state: RefundState
    refund_fen: int = 0
    total_fen: int = 0
    provider_ref: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True)
class Notice:
    """One verified and decrypted call from the provider. ``id`` stays the same when the provider repeats it."""

    id: str
    event: str  # the provider's own name, such as TRANSACTION.SUCCESS
    payment: PaymentStatus | None = None
    refund: RefundStatus | None = None


class Gateway(Protocol):
    """Every act raises ``OutsideFailed``; ``permanent=False`` means unknown: query with the same number before repeating."""

    code: str

    def start(self, request: PaymentRequest, *, scene: Scene) -> PaymentStart: ...

    def query(self, our_ref: str) -> PaymentStatus: ...

    def close(self, our_ref: str) -> None: ...

    def refund(self, request: RefundRequest) -> RefundStatus: ...

    def query_refund(self, refund_ref: str) -> RefundStatus: ...

    def parse_notify(self, headers: Mapping[str, str], body: bytes) -> Notice: ...
