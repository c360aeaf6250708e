"""What orders asks of a platform, and the shapes that come out. Money is integer fen, times are aware UTC."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from microstore.core.errors import OutsideFailed


class ChannelRefused(OutsideFailed):
    """The platform said no, with its own code; asking again unchanged is no use."""

    def __init__(self, message: str, code: str = ""):
        super().__init__(message, permanent=True)
        self.code = code


@dataclass(frozen=True)
class Window:
    """Changes from ``start`` up to ``end``, both included: platforms count in whole seconds."""

    start: datetime
    end: datetime

    def split(self, cap: timedelta) -> Iterator["Window"]:
        """In pieces no longer than the platform answers at once, oldest first; each begins where the last one ended."""
        start = self.start
        while start < self.end:
            end = min(start + cap, self.end)
            yield Window(start, end)
            start = end


@dataclass(frozen=True)
class OrderRef:
    external_id: str
    update_time: datetime


@dataclass(frozen=True)
class Receiver:
    """Whither the parcel goes, as the platform tells it: clear or masked."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    detail: str = ""

    @property
    def is_masked(self) -> bool:
        return "*" in self.name + self.phone + self.detail

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class PlatformLine:
    """``external_sku`` names what the buyer chose; ``total_fen`` is what the line costs after discounts of its own."""

    external_item: str
    external_sku: str
    merchant_code: str
    title: str
    units: int
    price_fen: int
    total_fen: int


@dataclass(frozen=True)
class PlatformOrder:
    """One order in words that all platforms share. ``status`` and ``refund`` are values of ``Platform`` and ``PlatformRefund``."""

    external_id: str
    update_time: datetime
    placed_at: datetime
    status: str
    word: str
    total_fen: int
    freight_fen: int
    lines: tuple[PlatformLine, ...]
    refund: str = "none"
    paid_at: datetime | None = None
    refund_fen: int = 0
    note: str = ""
    receiver: Receiver = field(default_factory=Receiver)
    waybills: tuple[str, ...] = ()

    @property
    def goods_fen(self) -> int:
        return sum(line.price_fen * line.units for line in self.lines)


class ChannelAdapter(Protocol):
    """Every act raises ``OutsideFailed``; ``permanent=False`` means unknown: ask how it stands before repeating."""

    code: str
    cap: timedelta  # longest window that the platform answers at once

    def refs(self, window: Window) -> list[OrderRef]: ...

    def placed(self, window: Window) -> list[PlatformOrder]: ...

    def order(self, external_id: str) -> dict: ...

    def normalise(self, raw: Mapping) -> PlatformOrder: ...

    def masked(self, raw: Mapping) -> dict: ...

    def ship(self, external_id: str, carrier: str, waybill: str) -> None: ...

    def push_stock(self, external_item: str, external_sku: str, units: int) -> None: ...

    def read_stock(self, external_item: str) -> dict[str, int]: ...

    def carriers(self) -> dict[str, str]: ...

    def parse_push(self, body: bytes) -> tuple[str, str, str]: ...
