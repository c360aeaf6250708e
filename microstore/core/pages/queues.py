"""What waits for a person, declared by each department and shown on the workbench."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from microstore.core.pages.page import may_open

queues: list["Queue"] = []
numbers: list["Number"] = []


@dataclass(frozen=True)
class QueueRow:
    """One line of a queue. ``due_at`` drives the clock, ``minutes`` is the whole time allowed."""

    title: str
    text: str = ""
    url: str = ""
    due_at: datetime | None = None
    minutes: int = 24 * 60


@dataclass(frozen=True)
class Queue:
    """Work that waits for whoever holds ``permission``.

    ``count(user)`` → int or None; ``url`` is an address or a callable; ``due(user)`` → the nearest deadline or None;
    ``text(user)`` → one sentence under the title; ``since(user)`` → when the first one began to wait; ``per_store(user)`` →
    how many wait by store id. ``department`` is the one whose work it is.
    """

    code: str
    label: str
    permission: str | tuple[str, ...]
    count: Callable
    url: str | Callable
    icon: str = "inbox"
    act: str = ""
    due: Callable | None = None
    minutes: int = 24 * 60
    text: Callable | None = None
    position: int = 100
    department: str = ""
    since: Callable | None = None
    per_store: Callable | None = None


@dataclass(frozen=True)
class Number:
    """One tile of the workbench. ``value(user)`` → text to show, or a dict of
    value, change (percent, may be None), target, share (0–100), series (list of numbers), url.

    ``per_store(user)`` → text to show by store id. ``department`` is the one that answers for the number."""

    code: str
    label: str
    permission: str
    value: Callable
    url: str | Callable = ""
    position: int = 100
    department: str = ""
    per_store: Callable | None = None


def declare_queue(queue: Queue) -> Queue:
    queues.append(queue)
    return queue


def declare_number(number: Number) -> Number:
    numbers.append(number)
    return number


def open_to(user, declared) -> list:
    """Those of ``declared`` this person may see, in their order."""
    return sorted((one for one in declared if may_open(user, one.permission)), key=lambda one: one.position)
