"""News of complaints. The clocks are computed from these rows alone, so each carries the promises it makes (ISO moments)."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("complaint.received")
@dataclass(frozen=True)
class ComplaintReceived:
    number: str
    severity: str
    promises: dict
    label: ClassVar = _("Complaint received")
    visible_to_customer: ClassVar = True


@news("complaint.assigned")
@dataclass(frozen=True)
class ComplaintAssigned:
    number: str
    owner: str
    owner_id: int
    label: ClassVar = _("Handed over")


@news("complaint.acknowledged")
@dataclass(frozen=True)
class ComplaintAcknowledged:
    number: str
    label: ClassVar = _("Taken up by customer service")
    visible_to_customer: ClassVar = True


@news("complaint.investigating")
@dataclass(frozen=True)
class ComplaintInvestigating:
    number: str
    department: str = ""
    label: ClassVar = _("Being looked into")
    visible_to_customer: ClassVar = True


@news("complaint.severity_changed")
@dataclass(frozen=True)
class SeverityChanged:
    number: str
    before: str
    after: str
    label: ClassVar = _("Severity changed")


@news("complaint.offer_waits")
@dataclass(frozen=True)
class OfferWaits:
    number: str
    kind: str
    amount_fen: int
    label: ClassVar = _("Solution waits for approval")


@news("complaint.offer_declined")
@dataclass(frozen=True)
class OfferDeclined:
    number: str
    kind: str
    amount_fen: int
    label: ClassVar = _("Solution not approved")


@news("complaint.solution_offered")
@dataclass(frozen=True)
class SolutionOffered:
    number: str
    solution_id: int
    kind: str
    amount_fen: int
    text: str
    label: ClassVar = _("Solution offered")
    visible_to_customer: ClassVar = True


@news("complaint.solution_accepted")
@dataclass(frozen=True)
class SolutionAccepted:
    """``kind`` refund or replacement is carried out by after-sales, on ``order_number``."""

    number: str
    solution_id: int
    kind: str
    amount_fen: int
    order_number: str
    label: ClassVar = _("Solution accepted")
    visible_to_customer: ClassVar = True


@news("complaint.solution_refused")
@dataclass(frozen=True)
class SolutionRefused:
    number: str
    solution_id: int
    promises: dict
    label: ClassVar = _("Solution refused")
    visible_to_customer: ClassVar = True


@news("complaint.escalated")
@dataclass(frozen=True)
class ComplaintEscalated:
    number: str
    level: int
    label: ClassVar = _("Now a superior's matter")
    visible_to_customer: ClassVar = True


@news("complaint.implementing")
@dataclass(frozen=True)
class ComplaintImplementing:
    number: str
    text: str
    label: ClassVar = _("Being carried out")
    visible_to_customer: ClassVar = True


@news("complaint.resolved")
@dataclass(frozen=True)
class ComplaintResolved:
    number: str
    label: ClassVar = _("Resolved")
    visible_to_customer: ClassVar = True


@news("complaint.satisfaction_asked")
@dataclass(frozen=True)
class SatisfactionAsked:
    number: str
    survey_id: int
    label: ClassVar = _("Asked whether satisfied")
    visible_to_customer: ClassVar = True


@news("complaint.satisfaction_told")
@dataclass(frozen=True)
class SatisfactionTold:
    number: str
    result: str
    label: ClassVar = _("Satisfaction recorded")
    visible_to_customer: ClassVar = True


@news("complaint.cause_found")
@dataclass(frozen=True)
class CauseFound:
    number: str
    cause: str
    label: ClassVar = _("Cause and measure recorded")


@news("complaint.closed")
@dataclass(frozen=True)
class ComplaintClosed:
    number: str
    satisfaction: str
    cause: str
    label: ClassVar = _("Closed")
    visible_to_customer: ClassVar = True


@news("complaint.reopened")
@dataclass(frozen=True)
class ComplaintReopened:
    number: str
    promises: dict
    label: ClassVar = _("Opened again")
    visible_to_customer: ClassVar = True


@news("complaint.withdrawn")
@dataclass(frozen=True)
class ComplaintWithdrawn:
    number: str
    label: ClassVar = _("Withdrawn")
    visible_to_customer: ClassVar = True


@news("complaint.merged")
@dataclass(frozen=True)
class ComplaintMerged:
    number: str
    into: str
    label: ClassVar = _("Joined with another complaint")
    visible_to_customer: ClassVar = True


@news("complaint.absorbed")
@dataclass(frozen=True)
class ComplaintAbsorbed:
    """``since`` and ``promises`` are those of the complaint that was joined: an older clock is kept."""

    number: str
    other: str
    since: str
    promises: dict
    label: ClassVar = _("Another complaint joined")


@news("complaint.paused")
@dataclass(frozen=True)
class ResolutionPaused:
    number: str
    why: str
    label: ClassVar = _("Resolution rests")


@news("complaint.resumed")
@dataclass(frozen=True)
class ResolutionResumed:
    number: str
    label: ClassVar = _("Resolution goes on")


@news("complaint.customer_wrote")
@dataclass(frozen=True)
class CustomerWrote:
    number: str
    text: str
    channel: str
    label: ClassVar = _("The customer wrote")
    visible_to_customer: ClassVar = True


@news("complaint.time_gone")
@dataclass(frozen=True)
class TimeGone:
    number: str
    clock: str
    percent: int
    label: ClassVar = _("Time is running out")


@news("complaint.promise_broken")
@dataclass(frozen=True)
class PromiseBroken:
    number: str
    clock: str
    label: ClassVar = _("Promise broken")


@news("complaint.hold_decided")
@dataclass(frozen=True)
class HoldDecided:
    number: str
    batch: str
    held: bool
    label: ClassVar = _("Hold of the batch decided")


@news("complaint.measure_done")
@dataclass(frozen=True)
class MeasureDone:
    number: str
    text: str
    label: ClassVar = _("Measure confirmed as done")


@news("inquiry.asked")
@dataclass(frozen=True)
class InquiryAsked:
    inquiry_id: int
    department: str
    text: str
    label: ClassVar = _("Department asked")


@news("inquiry.answered")
@dataclass(frozen=True)
class InquiryAnswered:
    inquiry_id: int
    department: str
    text: str
    label: ClassVar = _("Department answered")
