"""Four eyes on money that goes out above the limit."""

from django.utils.translation import gettext_lazy as _

from customerservice.services import aftersales
from microstore.core import approvals
from microstore.core.money import format_yuan


@approvals.kind("aftersale.refund", permission="customerservice.approve_large_refund")
class LargeRefund:
    """Four eyes on money that goes out above the limit."""

    label = _("Refund above the limit")

    @staticmethod
    def describe(case, approval):
        return [
            (_("Order"), case.order.number), (_("Amount"), format_yuan(approval.amount_fen or 0)), (_("Request"), case.get_kind_display()),
            (_("Reason"), case.get_reason_display()), (_("Description"), case.text or "—"),
        ]  # fmt: skip

    @staticmethod
    def yes(case, approval):
        aftersales.approve_for_two(case, by=approval.decided_by, reason=approval.decision_reason or approval.reason)

    @staticmethod
    def no(case, approval):
        """The case stays with the agent, who reads the reason in its timeline."""
