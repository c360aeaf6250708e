"""Housekeeping of people: old codes, copies of their data, closed accounts."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from microstore.accounts.services import codes
from microstore.accounts.services.privacy import copies, erasing
from microstore.core import jobs
from microstore.core.tasks import diary

SCHEDULE = {
    "accounts.clear_codes": {"task": "accounts.clear_codes", "schedule": 6 * 3600.0, "label": _("Forget old sign-in codes")},
    "accounts.carry_out_closings": {"task": "accounts.carry_out_closings", "schedule": 600.0, "label": _("Carry out closings of accounts")},
    "accounts.tend_copies": {"task": "accounts.tend_copies", "schedule": 600.0, "label": _("Make and delete copies of personal data")},
}


@shared_task(name="accounts.clear_codes", queue="slow")
@diary
def clear_codes():
    """Forget the codes of last week."""
    codes.clear_old()


@shared_task(name="accounts.carry_out_closings", queue="slow")
@diary
def carry_out_closings() -> int:
    """Closings whose days are over, and kept records whose time is."""
    return erasing.carry_out_due()


@shared_task(name="accounts.tend_copies", queue="slow")
@diary
def tend_copies() -> int:
    """Make the copies that a lost job left behind, and delete those that were there long enough."""
    return copies.make_late() + copies.drop_expired()


@jobs.handler(copies.JOB, label=_("Copy of the own data"))
def copy_of_own_data(work: jobs.Work) -> None:
    copies.make(work.params["request"])
