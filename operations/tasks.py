"""Celery shells and long jobs of the operations centre."""

from datetime import date

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import User
from microstore.core import jobs
from microstore.core.tasks import ask, diary
from operations import backups
from operations.backups import due
from operations.services import duty_rounds, system_checks

SCHEDULE = {
    "operations.keep_duties": {"task": "operations.tasks.keep_duties", "schedule": 300.0, "label": _("Judge the duties of the day")},
    "operations.back_up": {"task": "operations.tasks.back_up", "schedule": 600.0, "label": _("Back up and restore on trial")},
    "operations.check_system": {
        "task": "operations.tasks.check_system", "schedule": crontab(hour="1,7,13", minute=15), "label": _("Look over the whole system"),
    },
}


@shared_task(queue="default")
@diary
def keep_duties() -> str:
    """Rows of the running periods, their evidence, and what lapsed (state C18)."""
    return ", ".join(f"{name} {count}" for name, count in duty_rounds.go_round().items())


@shared_task(queue="outside")
@diary
def check_system() -> str:
    return str(system_checks.run())


@shared_task(queue="slow")
@diary
def back_up() -> str:
    """A backup and a trial to restore it, when the last ones are too old (duties T4 to T6)."""
    return due.go_round()


@jobs.handler("backup.make", label=_("Backup"))
def make_backup(work: jobs.Work) -> None:
    backup = backups.make(by=work.job.owner)
    work.finish(message=_("%(name)s, %(mb)s MB") % {"name": backup.name, "mb": backup.size // 1_000_000})


@jobs.handler("backup.drill", label=_("Trial of a restore"))
def try_restore(work: jobs.Work) -> None:
    row = backups.drill(by=work.job.owner)
    work.finish(message=row.why or _("All figures agree; restored in %(seconds)s s.") % {"seconds": row.restore_seconds})


def look_now(user_id: int) -> None:
    """A person wants a round at once."""
    ask(check_system_for, user_id)


@shared_task(queue="outside")
def check_system_for(user_id: int) -> None:
    system_checks.run(by=User.objects.get(pk=user_id))


@jobs.handler("demo.year", label=_("Complete the demo company's year"))
def complete_demo_year(work: jobs.Work) -> None:
    from operations.demo import history  # only the demo needs these
    from orders import demo_payments

    first, recent = (date.fromisoformat(work.params[name]) for name in ("first", "recent"))
    written = history.tell_year(first, recent, work.progress)
    demo_payments.tell_provider()
    work.finish(message=_("%(count)d orders of the past written") % {"count": written})
