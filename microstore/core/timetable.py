"""What runs by itself: Celery's timetable beside the diary of last runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from celery.schedules import crontab, maybe_schedule
from django.db import transaction
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import news, publish
from microstore.core.models import Run

LATE_AFTER = timedelta(minutes=2)


@news("run.asked")
@dataclass(frozen=True)
class RunAsked:
    task: str


@dataclass(frozen=True)
class Entry:
    """One line of the timetable: what runs when, and how it went last. ``run`` is None before the first time."""

    code: str
    task: str
    when: str
    run: Run | None
    next_at: datetime | None

    @property
    def state(self) -> str:
        """never | failed | running | late | ok"""
        if self.run is None:
            return "never"
        if self.run.error:
            return "failed"
        if self.is_late:
            return "late"
        return "ok" if self.run.finished_at else "running"

    @property
    def is_late(self) -> bool:
        return self.next_at is not None and clock.now() - self.next_at > LATE_AFTER

    @property
    def seconds(self) -> float | None:
        """How long the last run took."""
        return (self.run.finished_at - self.run.started_at).total_seconds() if self.run and self.run.finished_at else None


def diary_name(task: str) -> str:
    """Under which name the diary keeps a task: that of its function, whatever name Celery calls it by."""
    function = current_app.tasks[task].run
    return f"{function.__module__}.{function.__name__}"


def entries() -> list[Entry]:
    """The whole timetable, by code. One query."""
    current_app.loader.import_default_modules()
    runs = {run.task: run for run in Run.objects.all()}
    lines = sorted(current_app.conf.beat_schedule.items())
    return [_entry(code, line, runs.get(diary_name(line["task"]))) for code, line in lines]


def _entry(code: str, line: dict, run: Run | None) -> Entry:
    schedule = maybe_schedule(line["schedule"])
    next_at = run.started_at + schedule.remaining_estimate(run.started_at) + (clock.now() - run.started_at) if run else None
    if not isinstance(schedule, crontab):
        next_at = run.started_at + schedule.run_every if run else None
    return Entry(code, line["task"], in_words(schedule), run, next_at)


def in_words(schedule) -> str:
    if isinstance(schedule, crontab):
        return _crontab_in_words(schedule)
    seconds = int(schedule.run_every.total_seconds())
    if seconds % 3600 == 0:
        return _("every %(hours)s h") % {"hours": seconds // 3600}
    return _("every %(minutes)s min") % {"minutes": seconds // 60} if seconds % 60 == 0 else _("every %(seconds)s s") % {"seconds": seconds}


def _crontab_in_words(schedule: crontab) -> str:
    minute, hour = str(schedule._orig_minute), str(schedule._orig_hour)
    if not (minute.isdigit() and hour.isdigit()):
        return _in_hours(hour, minute)
    told = {"time": f"{int(hour):02d}:{int(minute):02d}", "day": schedule._orig_day_of_week}
    if str(schedule._orig_day_of_week) != "*":
        return _("on weekday %(day)s at %(time)s") % told
    if str(schedule._orig_day_of_month) != "*":
        return _("on day %(day)s at %(time)s") % (told | {"day": schedule._orig_day_of_month})
    return _("daily at %(time)s") % told


def _in_hours(hour: str, minute: str) -> str:
    """Several times a day: at which minutes of which hours."""
    minutes = ", ".join(f":{int(part):02d}" for part in minute.split(","))
    if hour == "*":
        return _("every hour at %(minutes)s") % {"minutes": minutes}
    return _("hours %(hours)s, at %(minutes)s") % {"hours": hour.replace(",", ", "), "minutes": minutes}


@transaction.atomic
def run_now(run: Run, *, by) -> None:
    """Start a task of the timetable at once. Refuses one that is no longer on it."""
    from microstore.core.tasks import ask  # celery shells import what runs by itself

    entry = next((entry for entry in entries() if entry.run and entry.run.pk == run.pk), None)
    if entry is None:
        raise Refused(_("This task is no longer on the timetable."))
    publish(RunAsked(entry.code), about=run, by=by)
    ask(current_app.tasks[entry.task])
