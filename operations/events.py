"""News of the operations centre: duties, checks of the system, openings, goals and strategy."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("duty.fell_due")
@dataclass(frozen=True)
class DutyFellDue:
    row_id: int
    duty: str
    label: ClassVar = _("Duty fell due")


@news("duty.done")
@dataclass(frozen=True)
class DutyDone:
    """``how``: ``auto`` when the facts said so, ``manual`` when a person did."""

    row_id: int
    duty: str
    how: str
    missed: int
    label: ClassVar = _("Duty done")


@news("duty.verified")
@dataclass(frozen=True)
class DutyVerified:
    row_id: int
    duty: str
    label: ClassVar = _("Duty verified")


@news("duty.lapsed")
@dataclass(frozen=True)
class DutyLapsed:
    row_id: int
    duty: str
    label: ClassVar = _("Duty overdue")


@news("duty.escalated")
@dataclass(frozen=True)
class DutyEscalated:
    row_id: int
    duty: str
    told: int
    label: ClassVar = _("Overdue duty told to the supervisor")


@news("duty.waived")
@dataclass(frozen=True)
class DutyWaived:
    row_id: int
    duty: str
    label: ClassVar = _("Duty waived")


@news("system.checked")
@dataclass(frozen=True)
class SystemChecked:
    round_id: int
    doubtful: list[str]
    bad: list[str]
    label: ClassVar = _("System checked")


@news("system.check_signed")
@dataclass(frozen=True)
class SystemCheckSigned:
    round_id: int
    label: ClassVar = _("System check signed")


@news("opening.begun")
@dataclass(frozen=True)
class OpeningBegun:
    store: str
    label: ClassVar = _("Opening begun")


@news("opening.written")
@dataclass(frozen=True)
class OpeningWritten:
    store: str
    fields: list
    label: ClassVar = _("Research or plan written")


@news("opening.moved")
@dataclass(frozen=True)
class OpeningMoved:
    """``state`` is where it stands now."""

    store: str
    state: str
    label: ClassVar = _("Opening went on")


@news("opening.plan_decided")
@dataclass(frozen=True)
class PlanDecided:
    store: str
    granted: bool
    label: ClassVar = _("Plan decided")


@news("opening.ticked")
@dataclass(frozen=True)
class ItemTicked:
    store: str
    item: str
    label: ClassVar = _("Item of the acceptance ticked")


@news("opening.links_checked")
@dataclass(frozen=True)
class LinksChecked:
    store: str
    opened: int
    broken: int
    label: ClassVar = _("Links checked")


@news("opening.opened")
@dataclass(frozen=True)
class StoreHandedOver:
    """``items`` repeats what each item of the acceptance said at this moment."""

    store: str
    items: list
    label: ClassVar = _("Accepted and opened")


@news("store.goal_set")
@dataclass(frozen=True)
class GoalSet:
    store: str
    year: int
    quarter: int | None
    sales_fen: int
    orders: int
    label: ClassVar = _("Goal set")


@news("store.strategy_decided")
@dataclass(frozen=True)
class StrategyDecided:
    store: str
    review_on: str
    label: ClassVar = _("Strategy changed")


@news("store.strategy_linked")
@dataclass(frozen=True)
class StrategyLinked:
    store: str
    label: ClassVar = _("Strategy carried out by")


@news("store.strategy_reviewed")
@dataclass(frozen=True)
class StrategyReviewed:
    store: str
    label: ClassVar = _("Strategy looked at again")
