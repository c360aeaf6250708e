"""The shop decides, or proposes something else and the customer answers. The order is locked before its case, always."""

from django.db import transaction
from django.db.models import Sum

from customerservice import norms
from customerservice.events.aftersales import CaseProposed, CaseRejected, OfferRefused, RefundApproved, ReturnApproved
from customerservice.models import AftersaleCase, CaseKind, CaseState
from customerservice.services.aftersales.ending import close
from customerservice.services.aftersales.facts import amount_of, claim_of, offer_for, require_unopened
from inventory.services import returning
from microstore.core import approvals, clock, sentences
from microstore.core.errors import Refused, require_reason
from microstore.core.faults import fault_point
from microstore.core.models import Approval
from microstore.core.sentences import gettext as _
from orders.services import partial_refunds

FOUR_EYES = "aftersale.refund"


@transaction.atomic
def approve(case: AftersaleCase, *, by, reason: str = "") -> Approval | None:
    """Say yes: goods are sent for, or the money goes back at once. Above the limit a second person is asked instead."""
    _begin(case, "approve_refund")
    fault_point("aftersales.decide.checked")
    amount = amount_of(case)
    if amount > norms.AFTERSALE_FOUR_EYES.value:
        why = reason or _("Above the limit for one person")
        return approvals.ask(FOUR_EYES, subject=case, reason=why, by=by, amount_fen=amount, store_id=case.order.store_id)
    _go_on(case, by=by, reason=reason)
    return None


@transaction.atomic
def approve_for_two(case: AftersaleCase, *, by, reason: str = "") -> None:
    """The second person has said yes."""
    case.order.lock()
    case.begin("approve_refund")
    _go_on(case, by=by, reason=reason)


@transaction.atomic
def reject(case: AftersaleCase, *, by, reason: str) -> None:
    _begin(case, "reject")
    require_reason(reason)
    case.answer, case.decided_by, case.decided_at = reason.strip()[:500], by, clock.now()
    close(case, "reject", CaseRejected(case.number), by=by, reason=reason, save=("answer", "decided_by", "decided_at"))


@transaction.atomic
def propose(case: AftersaleCase, *, kind: str, amount_fen: int, text: str, by) -> None:
    """Offer another amount, or money without a return. Never more than was paid; large amounts need two and are approved instead."""
    _begin(case, "propose")
    exact = offer_for(case).total_fen
    if kind not in CaseKind or not 0 < amount_fen <= exact:
        raise Refused(_("No more than was paid can go back."))
    if amount_fen > norms.AFTERSALE_FOUR_EYES.value:
        raise Refused(_("An amount above the limit needs a second person: approve the case instead."))
    if case.state == CaseState.CHECKING and kind == CaseKind.RETURN:
        kind = CaseKind.REFUND  # the goods are here already
    case.offered_kind, case.offered_fen, case.offer_text = kind, amount_fen, text.strip()[:300]
    case.decided_by = by
    _set_times(case, norms.AFTERSALE_OFFER.span)
    saved = ("offered_kind", "offered_fen", "offer_text", "decided_by", "due_at", "timer_at")
    case.finish("propose", CaseProposed(case.number, amount_fen), by=by, reason=text, save=saved)


@transaction.atomic
def accept_offer(case: AftersaleCase, *, by) -> None:
    _begin(case, "refuse_offer")
    case.agreed_fen, case.kind = case.offered_fen, case.offered_kind
    case.save(update_fields=["agreed_fen", "kind"])
    _go_on(case, by=by, reason=_("Proposal accepted"))


@transaction.atomic
def refuse_offer(case: AftersaleCase, *, by=None, reason: str = "") -> None:
    """Back to the shop, with a new clock; also when the customer does not answer in time."""
    _begin(case, "refuse_offer")
    _set_times(case, norms.AFTERSALE_ANSWER.span, norms.AFTERSALE_ESCALATE.span)
    case.finish("refuse_offer", OfferRefused(case.number), by=by, reason=reason, save=("due_at", "timer_at", "escalated_at"))


def pay_back(case: AftersaleCase, *, by, reason: str) -> None:
    """With order and case locked: the money goes on its way, exactly or as agreed."""
    require_unopened(case)
    case.refund = partial_refunds.request_units(
        case.order, claim_of(case), reference=case.number, reason=reason or sentences.word_of(case, "reason"), by=by
    )
    case.due_at = case.timer_at = None
    _note_decision(case, by, reason)
    news = RefundApproved(case.number, case.refund.number, case.refund.amount_fen)
    case.finish("approve_refund", news, by=by, reason=reason, save=("refund", "due_at", "timer_at", *DECISION))


DECISION = ("decided_by", "decided_at", "answer")


def _go_on(case: AftersaleCase, *, by, reason: str) -> None:
    if case.kind == CaseKind.RETURN and case.state != CaseState.CHECKING:
        return _send_for_goods(case, by=by, reason=reason)
    return pay_back(case, by=by, reason=reason)


def _send_for_goods(case: AftersaleCase, *, by, reason: str) -> None:
    wants = dict(case.lines.order_by().values_list("order_line__sku_id").annotate(Sum("units")))
    parcel = returning.announce_return(case.number, case.order.number, wants, by=by)
    _set_times(case, norms.AFTERSALE_SEND.span)
    _note_decision(case, by, reason)
    news = ReturnApproved(case.number, parcel.number)
    case.finish("approve_return", news, by=by, reason=reason, save=("due_at", "timer_at", "escalated_at", *DECISION))


def _note_decision(case: AftersaleCase, by, reason: str) -> None:
    """Who of the house decided; the customer's yes to a proposal keeps the name of who proposed."""
    if by is not None and by.is_staff:
        case.decided_by = by
    case.decided_at, case.answer = clock.now(), reason.strip()[:500] or case.answer


def _set_times(case: AftersaleCase, due, timer=None) -> None:
    case.due_at = clock.now() + due
    case.timer_at, case.escalated_at = clock.now() + (timer or due), None


def _begin(case: AftersaleCase, move: str) -> None:
    """Lock order and case; refuse what is not open, and what a second person is deciding."""
    case.order.lock()
    case.begin(move)
    if approvals.waiting_about(case):
        raise Refused(_("A second person is deciding about %(case)s.") % {"case": case})
