"""What the operations centre asks the director to allow."""

from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.money import format_yuan
from operations.services import opening as openings


@approvals.kind("store.plan", permission="operations.approve_opening")
class StorePlan:
    """The development plan of a new store, with its research and goals (duties O1, O3)."""

    label = _("Approve the plan of a store")

    @staticmethod
    def yes(opening, approval):
        openings.approve(opening, by=approval.decided_by, reason=approval.decision_reason)

    @staticmethod
    def no(opening, approval):
        reason = approval.decision_reason or str(_("Request withdrawn"))
        openings.send_back(opening, by=approval.decided_by, reason=reason)

    @staticmethod
    def describe(opening, approval):
        goals = opening.store.goals.all()
        said = "; ".join(f"{goal.year}{f' Q{goal.quarter}' if goal.quarter else ''}: {format_yuan(goal.sales_fen)}" for goal in goals)
        return [
            (_("Store"), opening.store), (_("Target customers"), opening.customers), (_("Competitors"), opening.competitors),
            (_("Market trends"), opening.trends), (_("Positioning"), opening.positioning), (_("Development plan"), opening.plan),
            (_("Planned opening day"), opening.planned_for), (_("Sales goals"), said),
        ]  # fmt: skip
