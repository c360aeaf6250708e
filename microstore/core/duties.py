"""Duties as code: what the company's regulations oblige a post to do, how often, and which facts prove it (state C18)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core.days import day_bounds
from microstore.core.declarations import Post


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


@dataclass(frozen=True)
class Duty:
    """One obligation. ``id`` is that of the register (``L15``); a clause that binds two posts is two duties, ``P8a`` and ``P8b``.

    ``page`` is the back-office page on which it is done. ``evidence(period)`` → Evidence counts facts; without it, or where it
    returns None, the person confirms by hand what was done. ``by`` is the time of the last day by which it is owed,
    Asia/Shanghai. ``grace_days`` later it is overdue and goes to ``escalate``.
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
    evidence: Callable[[Period], Evidence | None] | None = None

    registry: ClassVar[dict[str, "Duty"]] = {}


def duty(id: str, label: str, **facts) -> Callable:
    """Declare a duty over its evidence query, in a department's ``duties.py``."""

    def register(evidence: Callable[[Period], Evidence | None]) -> Callable:
        Duty.registry[id] = Duty(id, label, evidence=evidence, **facts)
        return evidence

    return register


def duty_by_hand(id: str, label: str, **facts) -> Duty:
    """Declare a duty that only a person can confirm."""
    Duty.registry[id] = Duty(id, label, **facts)
    return Duty.registry[id]
