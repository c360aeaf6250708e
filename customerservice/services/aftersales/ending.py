"""How cases end, and what the order learns of it."""

from django.db import transaction

from customerservice.events.aftersales import CaseRefunded, CaseWithdrawn
from customerservice.models import AftersaleCase
from inventory.services import returning
from microstore.core import approvals, clock, sentences
from orders.models import AftersaleState
from orders.services import orders


def close(case: AftersaleCase, move: str, news, *, by=None, reason: str = "", save=()) -> None:
    """With order and case locked: end the case; nothing is expected back; the last one to end frees the order."""
    case.closed_at, case.due_at, case.timer_at = clock.now(), None, None
    case.finish(move, news, by=by, reason=reason, save=("closed_at", "due_at", "timer_at", *save))
    returning.call_off(case.number, reason=reason or sentences.of(news.label), by=by)
    others = AftersaleCase.objects.open().filter(order=case.order).exclude(pk=case.pk)
    if case.order.aftersale_state == AftersaleState.OPEN and not others.exists():
        orders.close_case(case.order, by=by, reason=reason)


@transaction.atomic
def withdraw(case: AftersaleCase, *, by) -> None:
    """The customer thinks again. Goods that are under way or here are decided on by the shop."""
    case.order.lock()
    case.begin("withdraw")
    waiting = approvals.waiting_about(case)
    if waiting:
        approvals.withdraw(waiting, by=waiting.asked_by)
    close(case, "withdraw", CaseWithdrawn(case.number), by=by)


@transaction.atomic
def note_refunded(case: AftersaleCase) -> None:
    """The provider has proved that the money is back. Told twice, it ends once."""
    case.order.lock()
    case.lock()
    if case.is_open("pay_back"):
        close(case, "pay_back", CaseRefunded(case.number, case.refund.amount_fen))
