"""News of campaigns (state C8) and of the monthly plan."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from microstore.core.events import news


@news("campaign.drafted")
@dataclass(frozen=True)
class CampaignDrafted:
    number: str
    label: ClassVar = _("Draft saved")


@news("campaign.moved")
@dataclass(frozen=True)
class CampaignMoved:
    """A step that concerns marketing alone: proposed, taken back, handed on, reworked, archived."""

    number: str
    move: str
    label: ClassVar = _("Campaign went on")


@news("campaign.submitted")
@dataclass(frozen=True)
class CampaignSubmitted:
    number: str
    label: ClassVar = _("Submitted to operations")


@news("campaign.approved")
@dataclass(frozen=True)
class CampaignApproved:
    number: str
    label: ClassVar = _("Approved, and announced to the departments")


@news("campaign.rejected")
@dataclass(frozen=True)
class CampaignRejected:
    number: str
    label: ClassVar = pgettext_lazy("decision", "Rejected")


@news("campaign.acknowledged")
@dataclass(frozen=True)
class CampaignAcknowledged:
    number: str
    department: str
    label: ClassVar = _("Acknowledged for a department")


@news("campaign.rules_checked")
@dataclass(frozen=True)
class RulesChecked:
    number: str
    side: str
    label: ClassVar = _("Rules checked and confirmed")


@news("campaign.rules_confirmed")
@dataclass(frozen=True)
class RulesConfirmed:
    number: str
    label: ClassVar = _("Rules confirmed by sales and marketing")


@news("campaign.deviation")
@dataclass(frozen=True)
class DeviationAllowed:
    number: str
    kind: str
    label: ClassVar = _("Deviation allowed")


@news("campaign.scheduled")
@dataclass(frozen=True)
class CampaignScheduled:
    number: str
    label: ClassVar = _("Scheduled")


@news("campaign.started")
@dataclass(frozen=True)
class CampaignStarted:
    number: str
    label: ClassVar = _("Campaign started")


@news("campaign.paused")
@dataclass(frozen=True)
class CampaignPaused:
    """``guard`` names the guard rail when no person paused it."""

    number: str
    guard: str = ""
    label: ClassVar = _("Campaign paused")


@news("campaign.resumed")
@dataclass(frozen=True)
class CampaignResumed:
    number: str
    label: ClassVar = _("Campaign resumed")


@news("campaign.ended")
@dataclass(frozen=True)
class CampaignEnded:
    number: str
    label: ClassVar = _("Campaign ended")


@news("campaign.changed")
@dataclass(frozen=True)
class CampaignChanged:
    """Something that was approved was changed; ``fields`` names what. The values stand in ``CampaignChange``."""

    number: str
    fields: list[str]
    label: ClassVar = _("Changed after approval, back to review")


@news("campaign.cancelled")
@dataclass(frozen=True)
class CampaignCancelled:
    number: str
    label: ClassVar = _("Campaign cancelled")


@news("campaign.issue")
@dataclass(frozen=True)
class IssueLogged:
    number: str
    solved: bool
    label: ClassVar = _("Problem logged")


@news("campaign.checked")
@dataclass(frozen=True)
class NumbersChecked:
    number: str
    day: str
    label: ClassVar = _("Numbers of the day checked")


@news("campaign.costs")
@dataclass(frozen=True)
class CostsChanged:
    number: str
    label: ClassVar = _("Costs changed")


@news("campaign.evaluated")
@dataclass(frozen=True)
class CampaignEvaluated:
    number: str
    label: ClassVar = _("Evaluated")


@news("plan.changed")
@dataclass(frozen=True)
class PlanChanged:
    month: str
    label: ClassVar = _("Plan changed")


@news("plan.submitted")
@dataclass(frozen=True)
class PlanSubmitted:
    month: str
    label: ClassVar = _("Plan submitted to operations")


@news("plan.decided")
@dataclass(frozen=True)
class PlanDecided:
    month: str
    approved: bool
    label: ClassVar = _("Plan decided")
