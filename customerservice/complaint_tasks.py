"""Celery shells of complaints."""

from celery import shared_task

from customerservice.services.complaints import escalation
from microstore.core.tasks import diary

SCHEDULE = {"customerservice.escalate_complaints": {"task": "customerservice.complaint_tasks.escalate_complaints", "schedule": 60.0}}


@shared_task(queue="events")
@diary
def escalate_complaints() -> int:
    """Every minute: whose time is running out."""
    return sum(escalation.escalate(pk) for pk in escalation.due())
