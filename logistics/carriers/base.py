"""What logistics asks of a carrier platform, and the shapes that go in and come out. Times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class TrackingState(StrEnum):
    UNKNOWN = "unknown"
    LABEL_CREATED = "label_created"
    COLLECTED = "collected"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    DELIVERING = "delivering"
    WAITING_PICKUP = "waiting_pickup"
    SIGNED = "signed"
    EXCEPTION = "exception"
    RETURNING = "returning"
    RETURNED = "returned"
    CUSTOMS = "customs"
    CANCELLED = "cancelled"


FINAL_STATES = frozenset({TrackingState.SIGNED, TrackingState.RETURNED, TrackingState.CANCELLED})


class PushRefused(Exception):
    """A push that is not what it claims to be. Answer 401; change nothing."""


@dataclass(frozen=True)
class Trace:
    at: datetime
    state: TrackingState
    text: str  # the carrier's own sentence
    place: str = ""
    code: str = ""  # the carrier's own code


@dataclass(frozen=True)
class Tracking:
    """All that is known of one parcel, oldest trace first. Replaces what was known before, never adds to it."""

    carrier: str
    waybill: str
    state: TrackingState
    traces: tuple[Trace, ...]
    is_finished: bool = False


@dataclass(frozen=True)
class Push:
    """One verified push. ``is_aborted``: the platform stopped watching (``message`` says why); subscribe anew once or mark stale."""

    tracking: Tracking
    is_aborted: bool = False
    message: str = ""
    corrected_carrier: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    phone: str
    address: str
    company: str = ""


@dataclass(frozen=True)
class LabelRequest:
    """``reference`` is our own number and makes a repeated request harmless: it answers the same waybill."""

    reference: str
    carrier: str
    sender: Person
    receiver: Person
    cargo: str
    weight_grams: int
    parcels: int = 1
    remark: str = ""


@dataclass(frozen=True)
class Label:
    reference: str
    carrier: str
    waybill: str
    sorting_code: str = ""
    label_url: str = ""


class CarrierPlatform(Protocol):
    """Every act raises ``OutsideFailed``. ``carrier`` is the platform's code of the carrier, such as ``yuantong``."""

    code: str

    def subscribe(self, carrier: str, waybill: str, *, callback_url: str, phone: str = "") -> None: ...

    def query(self, carrier: str, waybill: str, *, phone: str = "") -> Tracking: ...

    def create_label(self, request: LabelRequest) -> Label: ...

    def cancel_label(self, label: Label) -> None: ...

    def parse_push(self, form: Mapping[str, str]) -> Push: ...
