"""What runs by itself: Celery's timetable beside the diary of last runs."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from celery import current_app
from celery.schedules import crontab, maybe_schedule
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import news, publish
from microstore.core.models import Run

RESULT_WORDS = {
    "lapsed": _("lapsed"), "told": _("told"), "escalated": _("passed up"), "suspended": _("suspended"), "reopened": _("reopened"),
    "created": _("new rows"), "due": _("fell due"), "done": _("done"), "checked": _("looked at"), "faulty": _("with faults"),
    "backup": _("backup"), "drill": _("trial to restore"), "verified": _("verified"), "failed": _("failed"), "ok": _("in order"),
}  # fmt: skip
LATE_AFTER = timedelta(minutes=2)
labels: dict[str, str] = {}
"""What each line of the timetable does, by its code, in words for people."""


@news("run.asked")
@dataclass(frozen=True)
class RunAsked:
    task: str
    label: ClassVar = _("Started by hand")


@dataclass(frozen=True)
class Entry:
    """One line of the timetable: what runs when, and how it went last. ``run`` is None before the first time."""

    code: str
    task: str
    when: str
    run: Run | None
    next_at: datetime | None

    @property
    def label(self) -> str:
        return labels.get(self.code, self.code)

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
    def said(self) -> str:
        """What the last run said, in the reader's language; an error stays as the program wrote it."""
        if self.run is None:
            return ""
        return self.run.error or in_reader_words(self.run.result)

    @property
    def is_late(self) -> bool:
        return self.next_at is not None and clock.now() - self.next_at > LATE_AFTER

    @property
    def seconds(self) -> float | None:
        """How long the last run took."""
        return (self.run.finished_at - self.run.started_at).total_seconds() if self.run and self.run.finished_at else None


def in_reader_words(result: str) -> str:
    """The words that tasks answer with, in the reader's language."""
    return re.sub(r"\b[a-z]+\b", lambda word: str(RESULT_WORDS.get(word[0], word[0])), result)


def declare(lines: dict[str, dict]) -> dict[str, dict]:
    """Keep the labels of a department's lines; the lines as Celery wants them."""
    labels.update({code: line["label"] for code, line in lines.items() if "label" in line})
    return {code: {name: value for name, value in line.items() if name != "label"} for code, line in lines.items()}


def diary_name(task: str) -> str:
    """Under which name the diary keeps a task: that of its function, whatever name Celery calls it by."""
    function = current_app.tasks[task].run
    return f"{function.__module__}.{function.__name__}"


def lines() -> list[tuple[str, dict]]:
    """What Celery runs, by code. Departments hand in their schedules when Celery is finalized; in a fresh web process nobody did yet."""
    current_app.finalize(auto=True)
    current_app.loader.import_default_modules()
    return sorted(current_app.conf.beat_schedule.items())


def with_diary() -> dict[str, tuple[dict, str]]:
    """Code → the line and the name in the diary. The heartbeat keeps none: the system check reads how old it is."""
    kept = [(code, line) for code, line in lines() if getattr(current_app.tasks[line["task"]].run, "has_diary", False)]
    return {code: (line, diary_name(line["task"])) for code, line in kept}


def entries() -> list[Entry]:
    """The whole timetable, by code. One query."""
    runs = {run.task: run for run in Run.objects.all()}
    return [_entry(code, line, runs.get(name)) for code, (line, name) in with_diary().items()]


def run_of(code: str) -> Run | None:
    """The last run of a line of the timetable; before the first time one that is not saved. None for what is not on it."""
    line, name = with_diary().get(code, (None, ""))
    return (Run.objects.filter(task=name).first() or Run(task=name)) if line else None


def label_of(task: str) -> str:
    """What the diary's task does, in words for people; what is no longer on the timetable keeps its name."""
    return next((str(labels.get(code, code)) for code, (__, name) in with_diary().items() if name == task), task)


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
        return gettext("every %(hours)s h") % {"hours": seconds // 3600}
    if seconds % 60 == 0:
        return gettext("every %(minutes)s min") % {"minutes": seconds // 60}
    return gettext("every %(seconds)s s") % {"seconds": seconds}


def _crontab_in_words(schedule: crontab) -> str:
    minute, hour = str(schedule._orig_minute), str(schedule._orig_hour)
    if not (minute.isdigit() and hour.isdigit()):
        return _in_hours(hour, minute)
    told = {"time": f"{int(hour):02d}:{int(minute):02d}", "day": schedule._orig_day_of_week}
    if str(schedule._orig_day_of_week) != "*":
        return gettext("on weekday %(day)s at %(time)s") % told
    if str(schedule._orig_day_of_month) != "*":
        return gettext("on day %(day)s at %(time)s") % (told | {"day": schedule._orig_day_of_month})
    return gettext("daily at %(time)s") % told


def _in_hours(hour: str, minute: str) -> str:
    """Several times a day: at which minutes of which hours."""
    minutes = ", ".join(f":{int(part):02d}" for part in minute.split(","))
    if hour == "*":
        return gettext("every hour at %(minutes)s") % {"minutes": minutes}
    return gettext("hours %(hours)s, at %(minutes)s") % {"hours": hour.replace(",", ", "), "minutes": minutes}


@transaction.atomic
def run_now(code: str, *, by) -> None:
    """Start a task of the timetable at once, whether it ever ran or not. Refuses one that is no longer on it."""
    from microstore.core.tasks import ask  # celery shells import what runs by itself

    line, name = with_diary().get(code, (None, ""))
    if line is None:
        raise Refused(gettext("This task is no longer on the timetable."))
    run, __ = Run.objects.get_or_create(task=name, defaults={"started_at": clock.now()})
    publish(RunAsked(code), about=run, by=by)
    ask(current_app.tasks[line["task"]])
