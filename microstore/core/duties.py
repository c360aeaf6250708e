"""Duties as code: what the company's regulations oblige a post to do, how often, and which facts prove it (state C18)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core.clock import SHANGHAI
from microstore.core.days import day_bounds, is_workday
from microstore.core.declarations import DEPARTMENT_OF, Department, Post

ID = re.compile(r"^([A-Z]+\d+)([a-z]?)$")
twice: list[str] = []
"""Ids that two departments declared."""


class Cadence(models.TextChoices):
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    YEARLY = "yearly", _("Yearly")


@dataclass(frozen=True)
class Period:
    """The business days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """First moment and the moment after the last one, in UTC: filter with ``>=`` and ``<``."""
        return day_bounds(self.first)[0], day_bounds(self.last)[1]


def period_of(cadence: str, day: date) -> Period:
    """The period that ``day`` lies in: the day, the week from Monday, the month, the quarter or the year."""
    if cadence == Cadence.DAILY:
        return Period(day, day)
    if cadence == Cadence.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}[cadence]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = date(first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))


@dataclass(frozen=True)
class Evidence:
    """What the facts say of a period: ``done`` of ``owed`` in time, ``missed`` too late or never; the rest is still open.

    ``text`` says it in a sentence where the numbers do not; ``url`` leads to the rows."""

    done: int
    owed: int
    missed: int = 0
    text: str = ""
    url: str = ""

    @property
    def is_complete(self) -> bool:
        return self.done + self.missed >= self.owed


def clause_of(id: str) -> str:
    """The entry of the register that a duty carries: ``P8a`` → ``P8``."""
    return ID.match(id)[1]


class _Declared:
    """What a duty and a rule share: both stand in the register of what is carried."""

    @property
    def clause(self) -> str:
        return clause_of(self.id)

    @property
    def department(self) -> Department:
        return DEPARTMENT_OF[self.post]


@dataclass(frozen=True)
class Duty(_Declared):
    """One obligation. ``id`` is that of the register (``L15``); a clause that binds two posts is two duties, ``P8a`` and ``P8b``.

    ``page`` is the back-office page on which it is done. ``evidence(period)`` → Evidence counts facts; without it, or where it
    returns None, the person confirms by hand what was done. ``by`` is the time of the last day by which it is owed,
    Asia/Shanghai. ``grace_days`` later it is overdue and goes to ``escalate``. With ``each(period)`` → keys of people, everybody
    of them owes it separately and the query is ``evidence(period, person_id)``; without, any of the post does it for all.
    """

    id: str
    label: str
    post: Post
    cadence: Cadence
    page: str
    source: str = ""
    by: time = time(18)
    grace_days: int = 0
    escalate: Post = Post.DIRECTOR
    workdays_only: bool = False
    evidence: Callable[..., Evidence | None] | None = None
    each: Callable[[Period], Iterable[int]] | None = None

    registry: ClassVar[dict[str, "Duty"]] = {}

    def period(self, day: date) -> Period:
        return period_of(self.cadence, day)

    def is_owed(self, period: Period) -> bool:
        """A daily duty of work days is not owed on a holiday."""
        return not (self.workdays_only and self.cadence == Cadence.DAILY) or is_workday(period.last)

    def due_on(self, period: Period) -> date:
        """The last day of the period, or its last work day."""
        day = period.last
        while self.workdays_only and day > period.first and not is_workday(day):
            day -= timedelta(days=1)
        return day

    def due_at(self, period: Period) -> datetime:
        return datetime.combine(self.due_on(period), self.by, SHANGHAI)

    def overdue_at(self, period: Period) -> datetime:
        return self.due_at(period) + timedelta(days=self.grace_days)


@dataclass(frozen=True)
class Carried(_Declared):
    """A clause that the product itself keeps at every moment, so that nobody has to remember it (the gate before dispatch, W4)."""

    id: str
    label: str
    post: Post
    page: str
    source: str = ""

    registry: ClassVar[dict[str, "Carried"]] = {}


def _declare(declared):
    if not ID.match(declared.id):
        raise ValueError(f"{declared.id} is not an id of the register")
    known = Duty.registry.get(declared.id) or Carried.registry.get(declared.id)
    if known and known != declared:
        twice.append(declared.id)  # the first one stands; a test names the second, which needs a letter of its own
    else:
        type(declared).registry[declared.id] = declared
    return declared


def duty(id: str, label: str, **facts) -> Callable:
    """Declare a duty over its evidence query, in a department's ``duties.py``."""

    def register(evidence: Callable[..., Evidence | None]) -> Callable:
        _declare(Duty(id, label, evidence=evidence, **facts))
        return evidence

    return register


def duty_by_hand(id: str, label: str, **facts) -> Duty:
    """Declare a duty that only a person can confirm."""
    return _declare(Duty(id, label, **facts))


def carried(id: str, label: str, **facts) -> Carried:
    """Declare a clause that is a rule of the product and needs no reminding."""
    return _declare(Carried(id, label, **facts))
