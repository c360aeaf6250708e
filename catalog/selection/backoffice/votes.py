"""What can be done with a proposal: score, hand in, vote, decide, make the product (duties P1, P2)."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import SelectionProposal
from catalog.selection.backoffice.proposals import ProposalDetail, ProposalEdit, ProposalList, facts_of, to_vote
from catalog.selection.forms import ScoreForm, VoteForm
from catalog.selection.services import proposals, scorecard
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, Decision, Queue, ReasonForm, declare_queue

State = SelectionProposal.State


class OfProposal(ActionPage):
    model = SelectionProposal
    lookup = "number"
    back = ProposalDetail


class ProposalScorePage(OfProposal):
    url = "catalog/proposals/<str:number>/score/"
    name = "proposal-score"
    title = _("Score")
    permission = "catalog.score_selectionproposal"
    form_class = ScoreForm
    icon = "edit"

    def is_open(self, row, user):
        return row.state == State.PROPOSED

    def form_kwargs(self, row):
        facts = scorecard.facts_of(row)
        given = {one.criterion: one for one in row.scores.all()}
        return {"suggested": scorecard.suggested(facts), "said": scorecard.said(facts), "given": given}

    def perform(self, row, form, by):
        proposals.score(row, form.scores(), by=by)
        return gettext("Scored.")


class ProposalHandIn(OfProposal):
    url = "catalog/proposals/<str:number>/hand-in/"
    name = "proposal-hand-in"
    title = _("Hand in for review")
    permission = "catalog.score_selectionproposal"
    move = "review_proposal"
    icon = "send"

    def facts(self, row):
        return [(one.get_criterion_display(), f"{one.points} / 5 · {one.evidence}") for one in row.scores.all()]

    def perform(self, row, form, by):
        proposals.hand_in(row, by=by)
        return gettext("Handed in: four departments vote.")


class ProposalExcept(OfProposal):
    """Goods that need no review: the director decides about them alone."""

    url = "catalog/proposals/<str:number>/exception/"
    name = "proposal-exception"
    title = _("Ask for an exception")
    permission = "catalog.score_selectionproposal"
    form_class = ReasonForm
    move = "except_proposal"
    tone = "plain"

    def warnings(self, row):
        return [gettext("Only for goods that need no review, such as those of a range that is sold already.")]

    def perform(self, row, form, by):
        proposals.ask_exception(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Asked. The director decides.")


class ProposalVotePage(OfProposal):
    url = "catalog/proposals/<str:number>/vote/"
    name = "proposal-vote"
    title = _("Vote")
    permission = "catalog.vote_selectionproposal"
    form_class = VoteForm
    icon = "check"

    def is_open(self, row, user):
        return proposals.waiting_for(user).filter(pk=row.pk).exists()

    def facts(self, row):
        scored = [(one.get_criterion_display(), f"{one.points} / 5 · {one.evidence}") for one in row.scores.all()]
        known = [line for lines in scorecard.said(facts_of(row)).values() for line in lines]
        return [*scored, (_("Facts"), " ".join(known))]

    def perform(self, row, form, by):
        proposals.vote(row, is_yes=form.cleaned_data["is_yes"], reason=form.cleaned_data["reason"], by=by)
        return gettext("Your department has voted.")


class ProposalDecision(Decision, OfProposal):
    """The director's word on what the departments did not settle."""

    permission = "catalog.decide_selectionproposal"

    def said(self, row):
        return gettext("Selected.") if self.says_yes else gettext("Rejected with your reason.")


class ProposalApprove(ProposalDecision):
    url = "catalog/proposals/<str:number>/approve/"
    name = "proposal-approve"
    title = _("Approve")
    icon = "check"


class ProposalReject(ProposalDecision):
    url = "catalog/proposals/<str:number>/reject/"
    name = "proposal-reject"
    title = _("Reject")
    tone = "danger"
    icon = "slash"
    says_yes = False


class ProposalMake(OfProposal):
    url = "catalog/proposals/<str:number>/make/"
    name = "proposal-make"
    title = _("Make the product draft")
    permission = ("catalog.score_selectionproposal", "catalog.add_product")
    icon = "bottle"

    def is_open(self, row, user):
        return row.state == State.APPROVED and row.product_id is None

    def perform(self, row, form, by):
        product = proposals.make_product(row, by=by)
        return gettext("%(product)s is in preparation. See what is still missing.") % {"product": product}

    def back_url(self, row):
        row.refresh_from_db()
        return row.product.get_absolute_url() if row.product_id else super().back_url(row)


ProposalDetail.actions += [
    ProposalScorePage, ProposalHandIn, ProposalVotePage, ProposalApprove, ProposalReject, ProposalMake, ProposalEdit,
    ProposalExcept,
]
declare_queue(
    Queue(
        "catalog.proposals", _("Selections to vote on"), "catalog.vote_selectionproposal", to_vote,
        lambda user: f"{ProposalList.get_url()}?view=review", icon="flag", act=_("Vote"), position=54, department=Department.PRODUCT,
    )  # fmt: skip
)
