"""Housekeeping of people."""

from celery import shared_task

from microstore.accounts.services import codes
from microstore.core.tasks import diary

SCHEDULE = {"accounts.clear_codes": {"task": "accounts.clear_codes", "schedule": 6 * 3600.0}}


@shared_task(name="accounts.clear_codes", queue="slow")
@diary
def clear_codes():
    """Forget the codes of last week."""
    codes.clear_old()
