"""What the rule book tells: a live text was stopped, mended, excused."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("compliance.text_stopped")
@dataclass(frozen=True)
class TextStopped:
    source: str
    subject_id: int
    words: str
    deed: str
    label: ClassVar = _("Blocked by the rules of today")


@news("compliance.text_mended")
@dataclass(frozen=True)
class TextMended:
    source: str
    subject_id: int
    label: ClassVar = _("Mended")


@news("compliance.wording_excused")
@dataclass(frozen=True)
class WordingExcused:
    source: str
    subject_id: int
    text: str
    until: str
    label: ClassVar = _("Wording excused")


@news("compliance.exemption_ended")
@dataclass(frozen=True)
class ExemptionEnded:
    source: str
    subject_id: int
    text: str
    label: ClassVar = _("Exemption ended")
