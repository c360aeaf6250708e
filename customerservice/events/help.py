"""News of the help centre."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("help.submitted")
@dataclass(frozen=True)
class HelpSubmitted:
    question: str
    label: ClassVar = _("Handed in")


@news("help.published")
@dataclass(frozen=True)
class HelpPublished:
    question: str
    label: ClassVar = _("Published")


@news("help.replaced")
@dataclass(frozen=True)
class HelpReplaced:
    """By the version of this number."""

    version: int
    label: ClassVar = _("Replaced by a newer version")


@news("help.sent_back")
@dataclass(frozen=True)
class HelpSentBack:
    question: str
    label: ClassVar = _("Sent back")


@news("help.withdrawn")
@dataclass(frozen=True)
class HelpWithdrawn:
    question: str
    label: ClassVar = _("Withdrawn")
