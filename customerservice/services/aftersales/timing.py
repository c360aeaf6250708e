"""What happens when a time runs out: a silent shop is reported, a silent customer's case expires or comes back."""

from django.db import transaction

from customerservice.events.aftersales import CaseEscalated, CaseExpired
from customerservice.models import AftersaleCase, CaseState
from customerservice.services.aftersales.deciding import refuse_offer
from customerservice.services.aftersales.ending import close
from microstore.core import clock
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from orders.models import Order


def due_ids(limit: int) -> list[int]:
    return list(AftersaleCase.objects.due(clock.now()).order_by("timer_at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def act_on_time(case_id: int) -> bool:
    """Do what the case's time demands; False when somebody was faster."""
    case = AftersaleCase.objects.get(pk=case_id)
    case.order = locked(Order.objects.filter(pk=case.order_id)).get()
    case.lock()
    if case.timer_at is None or case.timer_at > clock.now():
        return False
    if case.state == CaseState.AWAITING_RETURN:
        close(case, "expire", CaseExpired(case.number), reason=_("Not sent in time"))
    elif case.state == CaseState.PROPOSED:
        refuse_offer(case, reason=_("No answer in time"))
    else:
        _escalate(case)
    return True


def _escalate(case: AftersaleCase) -> None:
    case.escalated_at, case.timer_at = clock.now(), None
    case.save(update_fields=["escalated_at", "timer_at"])
    publish(CaseEscalated(case.number, case.state), about=case, reason=_("No answer in time"))
