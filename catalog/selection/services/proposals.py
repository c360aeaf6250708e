"""A proposal's way: made, scored, handed in, voted on by four departments, decided by rule or by the director (duties P1, P2)."""
from datetime import date

from django.db import transaction

from catalog.gate import origin
from catalog.models import Product, ProposalScore, ProposalVote, SelectionProposal
from catalog.selection import norms
from catalog.selection.events import (
    ProposalApproved,
    ProposalExcepted,
    ProposalHandedIn,
    ProposalMade,
    ProposalReferred,
    ProposalRejected,
    ProposalScored,
    ProposalVoted,
)
from catalog.selection.services import scorecard
from catalog.services import products
from microstore.core import approvals, clock, sentences
from microstore.core.declarations import Department
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

REVIEWERS = (Department.PRODUCT, Department.OPERATIONS, Department.SERVICE, Department.WAREHOUSE)
Criterion, State = ProposalScore.Criterion, SelectionProposal.State


@transaction.atomic
def propose(facts: dict, *, by) -> SelectionProposal:
    """``facts`` are fields of the proposal. Refuses a planned listing in the past."""
    if facts["planned_on"] < clock.today():
        raise Refused(_("The planned listing lies in the past."))
    proposal = SelectionProposal.objects.create(number=next_number("SP"), proposed_by=by, proposed_at=clock.now(), **facts)
    publish(ProposalMade(proposal.number), about=proposal, by=by)
    return proposal


def require_open(proposal) -> None:
    """What reviewers look at does not change under their hands."""
    if proposal.state != State.PROPOSED:
        raise Refused(_("This proposal is in review or decided already."))


@transaction.atomic
def score(proposal, given: dict[str, tuple[int, str]], *, by) -> None:
    """``given``: criterion → (points, evidence). Written anew as often as wanted, until it is handed in."""
    proposal.lock()
    require_open(proposal)
    for criterion, (points, evidence) in given.items():
        if not evidence.strip():
            raise Refused(_("Give the evidence for “%(criterion)s”.") % {"criterion": Criterion(criterion).label})
        written = {"points": points, "evidence": evidence.strip()[:500], "by": by, "at": clock.now()}
        row, is_new = ProposalScore.objects.get_or_create(proposal=proposal, criterion=criterion, defaults=written)
        if is_new or (row.points, row.evidence) != (points, written["evidence"]):
            ProposalScore.objects.filter(pk=row.pk).update(**written)
            publish(ProposalScored(proposal.number, str(criterion), points), about=proposal, by=by)


@transaction.atomic
def hand_in(proposal, *, by) -> None:
    """The departments vote from now on, over the facts of this moment. Refuses while a criterion has no points and evidence."""
    proposal.begin("review_proposal")
    scored = set(proposal.scores.values_list("criterion", flat=True))
    if lacking := [one.label for one in Criterion if one not in scored]:
        raise Refused(_("Still to be scored: %(criteria)s.") % {"criteria": ", ".join(str(one) for one in lacking)})
    proposal.facts, proposal.handed_in_at = scorecard.facts_of(proposal), clock.now()
    proposal.finish("review_proposal", ProposalHandedIn(proposal.number), by=by, save=["facts", "handed_in_at"])


@transaction.atomic
def ask_exception(proposal, *, reason: str, by) -> None:
    """Straight to the director, without a vote of the departments: for goods of a range that is sold already."""
    require_reason(reason)
    proposal.begin("except_proposal")
    proposal.facts = scorecard.facts_of(proposal)
    proposal.finish("except_proposal", ProposalExcepted(proposal.number), by=by, reason=reason, save=["facts"])
    approvals.ask("selection.decide", subject=proposal, reason=reason, by=by)


def department_of(user) -> str:
    """The reviewing department this person speaks for; empty for others."""
    staff = getattr(user, "staff", None)
    return staff.department if staff and staff.department in REVIEWERS else ""


def missing_departments(proposal) -> list[Department]:
    voted = set(proposal.votes.values_list("department", flat=True))
    return [one for one in REVIEWERS if one not in voted]


def waiting_for(user):
    """Proposals in review on which this person's department has not voted yet."""
    department = department_of(user)
    if not department:
        return SelectionProposal.objects.none()
    rows = SelectionProposal.objects.filter(state=State.IN_REVIEW).exclude(proposed_by=user)
    return rows.exclude(votes__department=department)


@transaction.atomic
def vote(proposal, *, is_yes: bool, reason: str, by) -> ProposalVote:
    """One vote for each department, with a reason; with the last one the decision is taken. Nobody votes on their own proposal."""
    proposal.lock()
    if proposal.state != State.IN_REVIEW:
        raise Refused(_("There is nothing to vote on now."))
    department = department_of(by)
    if not department:
        raise Refused(_("Your department does not vote on selections."))
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Nobody votes on their own proposal."))
    require_reason(reason)
    if proposal.votes.filter(department=department).exists():
        raise Refused(_("Your department has voted already."))
    cast = ProposalVote.objects.create(
        proposal=proposal, department=department, is_yes=is_yes, reason=reason.strip()[:500], by=by, at=clock.now())
    publish(ProposalVoted(proposal.number, department, is_yes), about=proposal, by=by, reason=reason)
    if not missing_departments(proposal):
        _conclude(proposal)
    return cast


def _conclude(proposal) -> None:
    """All four for it and no criterion weak: selected. Two or more against it: not selected. Else the director decides."""
    votes = list(proposal.votes.all())
    against = [one for one in votes if not one.is_yes]
    if len(against) >= 2:
        _reject(proposal, sentences.listed(map(_said, against)))
    elif against or (doubts := weaknesses(proposal)):
        _refer(proposal, [_said(one) for one in against] or doubts)
    else:
        _approve(proposal, _("All departments voted for it."))


def _said(vote) -> str:
    return _("%(department)s: %(reason)s") % {"department": sentences.word_of(vote, "department"), "reason": vote.reason}


def weaknesses(proposal) -> list[str]:
    """What keeps four yeses from being enough."""
    weak = [
        _("%(criterion)s: %(points)d points") % {"criterion": sentences.word_of(one, "criterion"), "points": one.points}
        for one in proposal.scores.all() if one.points < norms.SCORE_FLOOR.value]
    fault = proposal.facts["supplier"]["fault"]
    return [*weak, *([fault] if fault else [])]


def _refer(proposal, doubts: list[str]) -> None:
    proposal.finish("refer_proposal", ProposalReferred(proposal.number))
    reason = _("The departments do not settle it: %(doubts)s") % {"doubts": sentences.listed(doubts)}
    approvals.ask("selection.decide", subject=proposal, reason=reason, by=proposal.proposed_by)


def _approve(proposal, reason: str, by=None) -> None:
    proposal.decided_at, proposal.decision_reason = clock.now(), reason.strip()[:500]
    proposal.finish("approve_proposal", ProposalApproved(proposal.number), by=by, reason=reason, save=["decided_at", "decision_reason"])


def _reject(proposal, reason: str, by=None) -> None:
    proposal.decided_at, proposal.decision_reason = clock.now(), reason.strip()[:500]
    proposal.finish("reject_proposal", ProposalRejected(proposal.number), by=by, reason=reason, save=["decided_at", "decision_reason"])


@transaction.atomic
def decide(proposal, *, is_yes: bool, reason: str, by) -> None:
    """The director's word on what the departments did not settle."""
    proposal.begin("approve_proposal" if is_yes else "reject_proposal")
    (_approve if is_yes else _reject)(proposal, reason, by)


@transaction.atomic
def make_product(proposal, *, by, facts: dict | None = None, shelf: dict | None = None, sku: dict | None = None) -> Product:
    """From the approved list into preparation: a draft with what the proposal knows and what is known beyond it. Refuses a second one."""
    product = products.create(
        origin=proposal, facts=page_of(proposal) | (facts or {}), shelf=shelf_of(proposal) | {"owner": by} | (shelf or {}),
        sku={"spec": proposal.spec, "cost_fen": proposal.purchase_fen} | (sku or {}), by=by)
    compare(proposal, product, by=by)
    return product


def page_of(proposal) -> dict:
    """What the proposal knows of the page."""
    return {
        "certificate_name": proposal.name, "title": proposal.name, "subtitle": proposal.spec, "approval_number": proposal.approval_number}


def shelf_of(proposal) -> dict:
    return {name: getattr(proposal, name) for name in ("product_class", "category", "brand", "supplier")}


def compare(proposal, product, *, by) -> None:
    """The competitor's product it was weighed against is compared with it from now on, unless it is compared with another."""
    from catalog.selection.services import market  # stands on prices, which stand on products

    if proposal.rival and proposal.rival.sku_id is None:
        market.link(proposal.rival, product.skus.get(), by=by)


def overdue(day: date | None = None):
    """Selected, planned to be listed by now, and not made yet."""
    return origin.selected().filter(planned_on__lt=day or clock.today())
