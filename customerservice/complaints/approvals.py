"""Compensation above the limit of whoever offers it."""

from django.utils.translation import gettext_lazy as _

from customerservice.services.complaints import solving
from microstore.core import approvals
from microstore.core.money import format_yuan


@approvals.kind("complaint.compensation", permission="customerservice.approve_compensation")
class Compensation:
    """The customer sees the offer only after the yes."""

    label = _("Compensation for a complaint")

    @staticmethod
    def describe(solution, approval):
        complaint = solution.complaint
        return [
            (_("Complaint"), complaint.number), (_("Severity"), complaint.get_severity_display()),
            (_("The complaint in words"), complaint.text),
            (_("Kind of solution"), solution.get_kind_display()), (_("Amount"), format_yuan(solution.amount_fen)),
            (_("What we offer"), solution.text),
        ]  # fmt: skip

    @staticmethod
    def yes(solution, approval):
        solving.approve_offer(solution, by=approval.decided_by)

    @staticmethod
    def no(solution, approval):
        solving.decline_offer(solution, reason=approval.decision_reason or str(approval), by=approval.decided_by)
