"""News of reviews."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("review.written")
@dataclass(frozen=True)
class ReviewWritten:
    """``is_held``: a person looks at it before it is shown."""

    review_id: int
    is_held: bool
    label: ClassVar = _("Review written")


@news("review.shown")
@dataclass(frozen=True)
class ReviewShown:
    """A moderator decided what is shown; ``hidden`` maps places of sentences to grounds."""

    review_id: int
    hidden: dict
    label: ClassVar = _("Review published")


@news("review.withheld")
@dataclass(frozen=True)
class ReviewWithheld:
    review_id: int
    ground: str
    label: ClassVar = _("Review held back")


@news("review.replied")
@dataclass(frozen=True)
class ReviewReplied:
    review_id: int
    label: ClassVar = _("Reply to a review")


@news("review.reported")
@dataclass(frozen=True)
class ReviewReported:
    review_id: int
    ground: str
    label: ClassVar = _("Review reported")


@news("review.reports_settled")
@dataclass(frozen=True)
class ReportsSettled:
    """The reports were looked at and the review stays as it is."""

    review_id: int
    label: ClassVar = _("Reports settled, the review stays")
