"""What the decisions of operations, the director and quality do to a campaign (duties M6, O6)."""

from marketing.campaign_events import CampaignApproved, CampaignMoved, CampaignRejected
from marketing.models import Campaign, CampaignState
from marketing.services.campaigns import facts
from microstore.core import approvals, clock


def granted(campaign: Campaign, approval) -> None:
    """Operations says yes. Where the scan wants it quality reads the texts as well; there is no third level."""
    if campaign.scan_level in ("review", "warn"):
        campaign.begin("pass_on")
        campaign.finish("pass_on", CampaignMoved(campaign.number, "pass_on"), by=approval.decided_by, reason=approval.decision_reason)
        approvals.ask(
            "campaign.texts", subject=campaign, reason=approval.reason, by=approval.asked_by, store_id=approval.store_id,
            facts={"operations": str(approval.decided_by)},
        )  # fmt: skip
        return
    approve(campaign, approval)


def approve(campaign: Campaign, approval) -> None:
    """Binds what was decided on, and announces it to every department at once."""
    campaign.begin("approve")
    campaign.approved_at, campaign.approved_facts = clock.now(), facts.binding(campaign)
    campaign.departments.update(announced_at=campaign.approved_at)
    campaign.finish(
        "approve", CampaignApproved(campaign.number), by=approval.decided_by, reason=approval.decision_reason,
        save=["approved_at", "approved_facts"],
    )  # fmt: skip


def rejected(campaign: Campaign, approval) -> None:
    if campaign.state == CampaignState.CANCELLED:
        return
    campaign.begin("reject")
    reason = approval.decision_reason or str(approval)
    campaign.finish("reject", CampaignRejected(campaign.number), by=approval.decided_by, reason=reason)
