"""Celery shells of customer service. Each sweep asks which rows are due, never what time it is."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from customerservice.models import Conversation, ConversationState, Wait
from customerservice.norms import CLOSE
from customerservice.services import aftersales
from customerservice.services.complaints import escalation
from customerservice.services.conversations import ending, handing
from microstore.core import clock
from microstore.core.tasks import diary

SCHEDULE: dict = {
    "customerservice.keep_case_times": {
        "task": "customerservice.aftersale_tasks.keep_case_times", "schedule": 60.0, "label": _("Keep the times of after-sales cases"),
    },
    "customerservice.escalate_complaints": {
        "task": "customerservice.complaint_tasks.escalate_complaints", "schedule": 60.0, "label": _("Pass up complaints that run late"),
    },
    "customerservice.hand_up_late": {
        "task": "customerservice.tasks.hand_up_late", "schedule": 20.0, "label": _("Pass up conversations that wait too long"),
    },
    "customerservice.hand_out": {"task": "customerservice.tasks.hand_out", "schedule": 20.0, "label": _("Hand out waiting conversations")},
    "customerservice.wake_put_off": {
        "task": "customerservice.tasks.wake_put_off", "schedule": 60.0, "label": _("Wake conversations that were put off"),
    },
    "customerservice.close_resolved": {
        "task": "customerservice.tasks.close_resolved", "schedule": 600.0, "label": _("Close resolved conversations"),
    },
}
BATCH = 200
CASES_AT_A_TIME = 100


@shared_task(queue="default")
@diary
def hand_up_late() -> int:
    """Waits beyond the standard: told to the supervisors, and given to somebody who is there."""
    due = Wait.objects.filter(ended_at=None, escalated_at=None, due_at__lt=clock.now()).order_by("due_at").values_list("pk", flat=True)
    return sum(handing.hand_up(pk) for pk in list(due[:BATCH]))


@shared_task(queue="default")
@diary
def hand_out() -> int:
    """Conversations of nobody, the longest wait first, to agents who have come online."""
    if not handing.present().exists():
        return 0
    rows = Conversation.objects.unassigned().waiting().order_by("due_at").values_list("pk", flat=True)
    return sum(handing.hand_out(pk) for pk in list(rows[:BATCH]))


@shared_task(queue="default")
@diary
def wake_put_off() -> int:
    due = Conversation.objects.filter(state=ConversationState.SNOOZED, snoozed_until__lte=clock.now()).values_list("pk", flat=True)
    return sum(ending.wake(pk) for pk in list(due[:BATCH]))


@shared_task(queue="default")
@diary
def close_resolved() -> int:
    due = Conversation.objects.filter(state=ConversationState.RESOLVED, resolved_at__lte=clock.now() - CLOSE.span)
    return sum(ending.close_due(pk) for pk in list(due.order_by("resolved_at").values_list("pk", flat=True)[:BATCH]))


@shared_task(queue="events", name="customerservice.complaint_tasks.escalate_complaints")
@diary
def escalate_complaints() -> int:
    """Every minute: whose time is running out."""
    return sum(escalation.escalate(pk) for pk in escalation.due())


@shared_task(queue="default", name="customerservice.aftersale_tasks.keep_case_times")
@diary
def keep_case_times() -> int:
    """Silent shops are reported, silent customers' cases expire."""
    return sum(aftersales.act_on_time(pk) for pk in aftersales.due_ids(CASES_AT_A_TIME))
