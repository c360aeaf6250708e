"""Personal data of customers: each department declares what it holds, what for, and how it is let go (PIPL art. 45, 47)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from microstore.core.norms import Norm


@dataclass(frozen=True)
class PersonalData:
    """Declared in a department's ``privacy.py``.

    ``export(customer)`` → rows as dicts of plain values under readable names. ``pictures(customer)`` → stored files that go along.
    ``erase(customer, until)`` forgets what is not younger than ``until`` and returns how many rows; run twice it does no harm.
    With ``keep`` and ``keep_reason`` it waits that long after the account is closed, and ``held(customer)`` counts what is left.
    ``stays`` says what becomes of rows that name nobody and are therefore not erased.
    ``blockers(customer)`` → sentences on what has to end before the account can be closed.
    """

    code: str
    label: str
    purpose: str
    export: Callable
    erase: Callable
    keep: Norm | None = None
    keep_reason: str = ""
    stays: str = ""
    held: Callable | None = None
    blockers: Callable | None = None
    pictures: Callable | None = None

    registry: ClassVar[dict[str, "PersonalData"]] = {}

    @classmethod
    def declare(cls, code: str, label: str, **facts) -> "PersonalData":
        cls.registry[code] = cls(code, label, **facts)
        return cls.registry[code]


def from_above() -> list[PersonalData]:
    """Higher departments first, the account itself last: what points at it is gone before it is."""
    return list(reversed(PersonalData.registry.values()))


def blockers(customer) -> list[str]:
    """What has to end before this account can be closed; empty when nothing has."""
    return [str(sentence) for kind in PersonalData.registry.values() if kind.blockers for sentence in kind.blockers(customer)]


def still_held(customer) -> int:
    """How many rows the law still keeps."""
    return sum(kind.held(customer) for kind in PersonalData.registry.values() if kind.held)
