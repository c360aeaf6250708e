"""Goods on their way back, and what the warehouse found."""

from django.db import transaction

from customerservice import norms
from customerservice.events.aftersales import GoodsCameBack, GoodsSentBack
from customerservice.models import AftersaleCase
from customerservice.services.aftersales.deciding import pay_back
from inventory.services import returning
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@transaction.atomic
def send_back(case: AftersaleCase, *, carrier: str, waybill: str, by) -> None:
    """The customer says which parcel the goods are in."""
    case.order.lock()
    case.begin("send_back")
    if not waybill.strip():
        raise Refused(_("Enter the waybill number."))
    returning.note_sent(case.number, carrier=carrier.strip(), waybill=waybill.strip().upper(), by=by)
    case.due_at = case.timer_at = clock.now() + norms.AFTERSALE_RECEIVE.span
    case.escalated_at = None
    case.finish("send_back", GoodsSentBack(case.number), by=by, save=("due_at", "timer_at", "escalated_at"))


@transaction.atomic
def take_inspection(case: AftersaleCase, *, is_complete: bool, is_same_batch: bool, is_sealed: bool) -> None:
    """The warehouse has looked at what came. As agreed, the refund starts by itself; otherwise an agent decides."""
    case.order.lock()
    case.lock()
    if not case.is_open("arrive"):
        return
    wrong = _differences(case, is_complete, is_same_batch, is_sealed)
    case.inspection = "; ".join(wrong)[:200] or _("As agreed")
    case.due_at, case.timer_at = clock.now() + norms.AFTERSALE_ANSWER.span, clock.now() + norms.AFTERSALE_ESCALATE.span
    case.escalated_at = None
    saved = ("inspection", "due_at", "timer_at", "escalated_at")
    case.finish("arrive", GoodsCameBack(case.number, not wrong), reason=case.inspection, save=saved)
    if not wrong:
        pay_back(case, by=None, reason="")


def _differences(case: AftersaleCase, is_complete: bool, is_same_batch: bool, is_sealed: bool) -> list[str]:
    found = []
    if not is_complete:
        found.append(_("Fewer units came than agreed"))
    if not is_same_batch:
        found.append(_("Another batch than the one that was shipped"))
    if case.must_be_sealed and not is_sealed:
        found.append(_("Not unopened any more"))
    return found
