"""A solution: proposed within the limit of the post, offered, accepted or refused, carried out (duty L15)."""

from django.db import transaction

from customerservice import norms
from customerservice.events.complaints import (
    ComplaintEscalated,
    ComplaintImplementing,
    ComplaintResolved,
    OfferDeclined,
    OfferWaits,
    SatisfactionAsked,
    SolutionAccepted,
    SolutionOffered,
    SolutionRefused,
)
from customerservice.models import ClockKind, Complaint, Solution, Survey
from customerservice.services.complaints import clocks, people
from customerservice.services.complaints.handling import acknowledge, give_to
from microstore.core import approvals, clock, sentences
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

LEVELS = 2


def limit_of(by) -> int | None:
    """How many fen this person may offer without asking; None without limit."""
    if by.has_perm("customerservice.approve_compensation"):
        return None
    return norms.LEAD_LIMIT.value if by.has_perm("customerservice.lead_complaint") else norms.AGENT_LIMIT.value


@transaction.atomic
def offer(complaint: Complaint, *, kind: str, text: str, amount_fen: int = 0, by) -> Solution:
    """Offered at once within the limit of ``by``; above it an approval is asked for, and the clock runs on meanwhile."""
    complaint.lock()
    if not text.strip():
        raise Refused(_("Say in a sentence what we offer."))
    if complaint.order and amount_fen > complaint.order.total_fen:
        raise Refused(_("More than the order cost cannot be offered."))
    if complaint.is_open("acknowledge"):
        acknowledge(complaint, by=by)
    complaint.require("offer")
    if complaint.solutions.filter(state=Solution.State.WAITING).exists():
        raise Refused(_("A solution is waiting for approval already."))
    values = {"kind": kind, "text": text.strip()[:1000], "amount_fen": amount_fen, "made_by": by, "made_at": clock.now()}
    limit = limit_of(by)
    if limit is not None and amount_fen > limit:
        return _wait_for_approval(complaint, values, by)
    solution = Solution.objects.create(complaint=complaint, state=Solution.State.OFFERED, offered_at=clock.now(), **values)
    _tell(complaint, solution, by)
    return solution


def _wait_for_approval(complaint: Complaint, values: dict, by) -> Solution:
    solution = Solution.objects.create(complaint=complaint, state=Solution.State.WAITING, **values)
    facts = {"complaint": complaint.number, "kind": sentences.word_of(solution, "kind")}
    approvals.ask(
        "complaint.compensation", subject=solution, reason=values["text"], by=by, amount_fen=solution.amount_fen,
        store_id=complaint.store_id, facts=facts,
    )  # fmt: skip
    publish(OfferWaits(complaint.number, solution.kind, solution.amount_fen), about=complaint, by=by)
    return solution


def _tell(complaint: Complaint, solution: Solution, by) -> None:
    told = SolutionOffered(complaint.number, solution.pk, solution.kind, solution.amount_fen, solution.text)
    complaint.finish("offer", told, by=by)
    clocks.settle(complaint)


@transaction.atomic
def approve_offer(solution: Solution, *, by) -> None:
    """The approver says yes: now the customer sees it."""
    complaint = solution.complaint
    complaint.begin("offer")
    solution.state, solution.offered_at = Solution.State.OFFERED, clock.now()
    solution.save(update_fields=["state", "offered_at"])
    _tell(complaint, solution, by)


@transaction.atomic
def decline_offer(solution: Solution, *, reason: str, by) -> None:
    solution.state, solution.answered_at, solution.answer = Solution.State.DECLINED, clock.now(), reason[:500]
    solution.save(update_fields=["state", "answered_at", "answer"])
    told = OfferDeclined(solution.complaint.number, solution.kind, solution.amount_fen)
    publish(told, about=solution.complaint, by=by, reason=reason)


def _answer(complaint: Complaint, state: str, answer: str) -> Solution:
    solution = locked(complaint.solutions.filter(state=Solution.State.OFFERED)).get()
    solution.state, solution.answered_at, solution.answer = state, clock.now(), answer.strip()[:500]
    solution.save(update_fields=["state", "answered_at", "answer"])
    return solution


@transaction.atomic
def accept(complaint: Complaint, *, by=None, note: str = "") -> Solution:
    """By the customer, or by an agent who heard it from them."""
    complaint.begin("accept")
    solution = _answer(complaint, Solution.State.ACCEPTED, note)
    order = complaint.order.number if complaint.order else ""
    told = SolutionAccepted(complaint.number, solution.pk, solution.kind, solution.amount_fen, order)
    complaint.finish("accept", told, by=by, reason=note)
    return solution


@transaction.atomic
def refuse(complaint: Complaint, *, reason: str, by=None) -> None:
    """A new three hours begin at once, and the matter goes one step up: supervisor, then director (decision 0018)."""
    complaint.begin("refuse")
    require_reason(reason)
    solution = _answer(complaint, Solution.State.REFUSED, reason)
    promised = clocks.promises(clock.now(), ClockKind.SOLUTION)
    complaint.finish("refuse", SolutionRefused(complaint.number, solution.pk, promised), by=by, reason=reason)
    escalate(complaint, by=by, reason=reason)
    clocks.settle(complaint)


def escalate(complaint: Complaint, *, by=None, reason: str) -> None:
    """One level up; the superior handles it from now on. On the highest level it stays."""
    complaint.level = min(LEVELS, complaint.level + 1)
    complaint.finish("escalate", ComplaintEscalated(complaint.number, complaint.level), by=by, reason=reason, save=["level"])
    superior = people.superior_of(complaint, complaint.level)
    if superior and superior != complaint.owner:
        give_to(complaint, superior, reason=reason)


@transaction.atomic
def implement(complaint: Complaint, *, text: str, by) -> None:
    """Say what is being done: the number of the refund, the new parcel, the letter."""
    complaint.begin("implement")
    if not text.strip():
        raise Refused(_("Say what is being carried out."))
    complaint.implementation = text.strip()[:500]
    complaint.finish("implement", ComplaintImplementing(complaint.number, complaint.implementation), by=by, save=["implementation"])


@transaction.atomic
def resolve(complaint: Complaint, *, by) -> Survey:
    """All is carried out; the customer is asked at once whether they are satisfied."""
    complaint.begin("resolve")
    now = complaint.resolved_at = clock.now()
    complaint.paused_for = ""
    complaint.finish("resolve", ComplaintResolved(complaint.number), by=by, save=["resolved_at", "paused_for"])
    clocks.settle(complaint)
    survey = Survey.objects.create(
        complaint=complaint, sent_at=now, expires_at=now + norms.LINK_DAYS.span, call_at=now + norms.CALL_AFTER.span
    )
    complaint.finish("ask_satisfaction", SatisfactionAsked(complaint.number, survey.pk), by=by)
    return survey
