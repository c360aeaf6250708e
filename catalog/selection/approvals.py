"""What the departments leave to the director."""
from django.utils.translation import gettext_lazy as _

from catalog.selection.services import proposals, scorecard
from microstore.core import approvals


@approvals.kind("selection.decide", permission="catalog.decide_selectionproposal")
class Decide:
    """Four departments voted, and it is not settled."""
    label = _("Decide a selection")

    @staticmethod
    def yes(proposal, approval):
        proposals.decide(proposal, is_yes=True, reason=approval.decision_reason or approval.reason, by=approval.decided_by)

    @staticmethod
    def no(proposal, approval):
        proposals.decide(proposal, is_yes=False, reason=approval.decision_reason or str(approval), by=approval.decided_by)

    @staticmethod
    def describe(proposal, approval):
        scored = [(one.get_criterion_display(), f"{one.points} / 5 · {one.evidence}") for one in proposal.scores.all()]
        votes = [(one.get_department_display(), f"{'+' if one.is_yes else '−'} {one.reason}") for one in proposal.votes.all()]
        if not votes:
            votes = [(_("Votes of the departments"), _("An exception: the departments have not voted."))]
        facts = [(_("Facts"), " ".join(line for lines in scorecard.said(proposal.facts).values() for line in lines))]
        return [*scored, *votes, *facts]
