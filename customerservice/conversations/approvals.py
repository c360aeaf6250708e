"""Four eyes on words that every agent may send."""

from django.utils.translation import gettext_lazy as _

from customerservice.services import scripts
from microstore.core import approvals


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
