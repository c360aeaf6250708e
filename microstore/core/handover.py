"""Open work of a person: each department declares what it has, so that nothing is left lying when somebody leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class OpenWork:
    """``count(user)`` → how many rows wait for this person; ``pass_on(user, to, by)`` gives them all to ``to``, with their events.

    Declared in a department's ``handover.py``; ``pass_on`` runs in the transaction of the leaving.
    """

    code: str
    label: str
    count: Callable
    pass_on: Callable

    registry: ClassVar[list["OpenWork"]] = []

    @classmethod
    def declare(cls, code: str, label: str, *, count: Callable, pass_on: Callable) -> "OpenWork":
        cls.registry.append(cls(code, label, count, pass_on))
        return cls.registry[-1]


def open_work(user) -> list[tuple[OpenWork, int]]:
    """What this person still has in hand, kinds with nothing left out."""
    return [(work, number) for work in OpenWork.registry if (number := work.count(user))]


def pass_on(user, to, *, by) -> dict[str, int]:
    """Give everything to ``to``. Returns how many of each kind."""
    moved = dict((work.code, number) for work, number in open_work(user))
    for work, _number in open_work(user):
        work.pass_on(user, to, by)
    return moved
