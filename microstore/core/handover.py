"""Open work of a person: each department declares what it has, so that nothing is left lying when somebody leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core.events import news, publish
from microstore.core.locking import locked


@news("work.handed_over")
@dataclass(frozen=True)
class WorkHanded:
    """Somebody left, and somebody else answers for the row now."""

    code: str
    from_user_id: int
    to_user_id: int
    label: ClassVar = _("Handed over to a colleague")


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


def hand(code: str, rows: models.QuerySet, field: str, to, *, by) -> None:
    """Give rows that have no act of their own for it: the person in ``field`` changes, and each row tells."""
    for row in list(locked(rows)):
        told = WorkHanded(code, getattr(row, f"{field}_id"), to.pk)
        setattr(row, field, to)
        row.save(update_fields=[field])
        publish(told, about=row, by=by)


def open_work(user) -> list[tuple[OpenWork, int]]:
    """What this person still has in hand, kinds with nothing left out."""
    return [(work, number) for work in OpenWork.registry if (number := work.count(user))]


def pass_on(user, to, *, by) -> dict[str, int]:
    """Give everything to ``to``. Returns how many of each kind."""
    moved = dict((work.code, number) for work, number in open_work(user))
    for work, _number in open_work(user):
        work.pass_on(user, to, by)
    return moved
