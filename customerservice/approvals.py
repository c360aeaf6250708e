"""What customer service asks others to decide."""

from django.utils.translation import gettext_lazy as _

from customerservice.services import aftersales, scripts
from microstore.core import approvals
from microstore.core.money import format_yuan


@approvals.kind("aftersale.refund", permission="customerservice.approve_large_refund")
class LargeRefund:
    """Four eyes on money that goes out above the limit."""

    label = _("Refund above the limit")

    @staticmethod
    def describe(case, approval):
        return [
            (_("Order"), case.order.number), (_("Amount"), format_yuan(approval.amount_fen or 0)), (_("Wanted"), case.get_kind_display()),
            (_("Reason"), case.get_reason_display()), (_("Description"), case.text or "—"),
        ]  # fmt: skip

    @staticmethod
    def yes(case, approval):
        aftersales.approve_for_two(case, by=approval.decided_by, reason=approval.decision_reason or approval.reason)

    @staticmethod
    def no(case, approval):
        """The case stays with the agent, who reads the reason in its timeline."""


@approvals.kind("script.use", permission="customerservice.approve_script")
class UseScript:
    """A wording that every agent may send afterwards."""

    label = _("Use a script")

    @staticmethod
    def describe(script, approval):
        return [(_("Shortcut"), f"/{script.shortcut}"), (_("Stage"), script.get_stage_display()), (_("Text"), script.text)]

    @staticmethod
    def yes(script, approval):
        scripts.approve(script, by=approval.decided_by)

    @staticmethod
    def no(script, approval):
        scripts.send_back(script, reason=approval.decision_reason, by=approval.decided_by)
