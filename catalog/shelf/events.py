"""News of the shelf."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("removal.proposed")
@dataclass(frozen=True)
class RemovalProposed:
    code: str
    why: str
    label: ClassVar = _("Removal proposed")


@news("removal.agreed")
@dataclass(frozen=True)
class RemovalAgreed:
    code: str
    why: str
    label: ClassVar = _("Removal agreed to")


@news("removal.declined")
@dataclass(frozen=True)
class RemovalDeclined:
    code: str
    label: ClassVar = _("Stays on the shelf")


@news("removal.made")
@dataclass(frozen=True)
class RemovalMade:
    """By itself, at once, for safety."""

    code: str
    why: str
    label: ClassVar = _("Taken off by itself")


@news("removal.ended")
@dataclass(frozen=True)
class RemovalEnded:
    code: str
    label: ClassVar = _("Back on the shelf")


@news("product.substitutes_set")
@dataclass(frozen=True)
class SubstitutesSet:
    code: str
    others: list
    label: ClassVar = _("Substitutes set")


@news("tuning.ended")
@dataclass(frozen=True)
class TuningEnded:
    code: str
    week: str
    label: ClassVar = _("Weekly tuning ended")
