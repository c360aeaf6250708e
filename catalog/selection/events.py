"""News of selection and of the market."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("market.price_observed")
@dataclass(frozen=True)
class PriceObserved:
    price_fen: int
    seen_on: str
    promo: str
    label: ClassVar = _("Competitor's price seen")


@news("market.rival_linked")
@dataclass(frozen=True)
class RivalLinked:
    """``sku`` is empty when the link was taken away."""

    sku: str
    label: ClassVar = _("Compared with our product")


@news("market.alarm_opened")
@dataclass(frozen=True)
class PriceAlarmOpened:
    sku: str
    per_cent: int
    label: ClassVar = _("Competitor price alarm")


@news("market.alarm_answered")
@dataclass(frozen=True)
class PriceAlarmAnswered:
    sku: str
    label: ClassVar = _("Competitor price alarm answered")


@news("market.alarm_closed")
@dataclass(frozen=True)
class PriceAlarmClosed:
    sku: str
    label: ClassVar = _("The gap to the competitor is gone")


@news("market.survey_confirmed")
@dataclass(frozen=True)
class SurveyConfirmed:
    month: str
    moved: int
    new: int
    label: ClassVar = _("Market survey confirmed")


@news("market.strategy_written")
@dataclass(frozen=True)
class StrategyWritten:
    month: str
    label: ClassVar = _("Strategy against competitors written")


@news("selection.proposed")
@dataclass(frozen=True)
class ProposalMade:
    number: str
    label: ClassVar = _("Product proposed")


@news("selection.scored")
@dataclass(frozen=True)
class ProposalScored:
    number: str
    criterion: str
    points: int
    label: ClassVar = _("Criterion scored")


@news("selection.handed_in")
@dataclass(frozen=True)
class ProposalHandedIn:
    number: str
    label: ClassVar = _("Handed in for review")


@news("selection.voted")
@dataclass(frozen=True)
class ProposalVoted:
    number: str
    department: str
    is_yes: bool
    label: ClassVar = _("Department voted")


@news("selection.referred")
@dataclass(frozen=True)
class ProposalReferred:
    number: str
    label: ClassVar = _("Referred to the director")


@news("selection.excepted")
@dataclass(frozen=True)
class ProposalExcepted:
    """Asked to be selected without a review."""

    number: str
    label: ClassVar = _("Exception from the review asked for")


@news("selection.approved")
@dataclass(frozen=True)
class ProposalApproved:
    number: str
    label: ClassVar = _("Selected")


@news("selection.rejected")
@dataclass(frozen=True)
class ProposalRejected:
    number: str
    label: ClassVar = _("Not selected")


@news("selection.product_made")
@dataclass(frozen=True)
class ProposalMadeProduct:
    number: str
    product: str
    label: ClassVar = _("Product draft made from it")
