"""News of the operations centre."""

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
