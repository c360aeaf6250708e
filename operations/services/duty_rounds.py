"""The round of the duties: rows of the running periods, what the facts say of each, what fell due and what lapsed.

Every step asks which rows are due, so a round that was missed is made up for by the next, and two at once do no harm.
"""

import logging
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction

from microstore.core import clock, sentences
from microstore.core.clock import SHANGHAI
from microstore.core.duties import Cadence, Duty, Evidence, Period
from operations.models import DutyRow
from operations.models.duty import OPEN
from operations.services import duties

log = logging.getLogger(__name__)

BATCH = 300
DAYS_MADE_UP = 7
EVIDENCE_SECONDS = 4
REST = timedelta(seconds=30)


def go_round() -> dict[str, int]:
    """One whole round; how many rows each step changed."""
    return {"created": create_missing(), "due": fall_due(), "done": look(), "lapsed": lapse()}


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
def create_missing() -> int:
    """Rows of every period that holds a day since the last round, at most a week back."""
    today = clock.today()
    newest = DutyRow.objects.filter(cadence=Cadence.DAILY).order_by("-last").values_list("last", flat=True).first()
    first = max(newest or today, today - timedelta(days=DAYS_MADE_UP))
    return sum(create_rows(first + timedelta(days=n)) for n in range((today - first).days + 1))


def create_rows(day: date) -> int:
    """Rows of the periods that hold ``day``; those that are there stay as they are. Safe to run twice at once."""
    wanted = [row for duty in Duty.registry.values() for row in rows_of(duty, duty.period(day))]
    there = set(DutyRow.objects.of_day(day).values_list("duty", "first", "person_id"))
    missing = [row for row in wanted if (row.duty, row.first, row.person_id) not in there]
    before = DutyRow.objects.of_day(day).count() if missing else 0
    DutyRow.objects.bulk_create(missing, ignore_conflicts=True)
    return DutyRow.objects.of_day(day).count() - before if missing else 0


def rows_of(duty: Duty, period: Period) -> Iterator[DutyRow]:
    """Unsaved rows of one duty: one for the post, or one for each person who owes it."""
    if not duty.is_owed(period):
        return
    for person in people_of(duty, period):
        falls_due = datetime.combine(duty.due_on(period), time(), SHANGHAI)
        yield DutyRow(
            duty=duty.id, post=duty.post, department=duty.department, cadence=duty.cadence, first=period.first, last=period.last,
            person_id=person, falls_due_at=falls_due, due_at=duty.due_at(period), overdue_at=duty.overdue_at(period),
            state="due" if falls_due <= clock.now() else "scheduled",
        )  # fmt: skip


def people_of(duty: Duty, period: Period) -> list[int | None]:
    if duty.each is None:
        return [None]
    try:
        with transaction.atomic():
            return list(duty.each(period))
    except Exception:  # a department's broken query must not keep the others' rows from being made
        log.exception("people of a duty not found", extra={"duty": duty.id})
        return []


# ── the clock ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def fall_due() -> int:
    rows = DutyRow.objects.filter(state="scheduled", falls_due_at__lte=clock.now()).order_by("falls_due_at")[:BATCH]
    return sum(duties.fall_due(row) for row in rows)


def lapse() -> int:
    rows = DutyRow.objects.filter(state="due", overdue_at__lte=clock.now()).order_by("overdue_at")[:BATCH]
    return sum(duties.lapse(row) for row in rows)


# ── evidence ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def look() -> int:
    """Read the facts of the open rows, those not looked at for longest first; complete what is owed now and has nothing open."""
    now = clock.now()
    with_evidence = [id for id, duty in Duty.registry.items() if duty.evidence]
    rows = DutyRow.objects.open().filter(duty__in=with_evidence).exclude(looked_at__gt=now - REST)
    done = 0
    for row in rows.order_by("looked_at", "due_at")[:BATCH]:
        found = keep_evidence(row)
        if found is not None and found.is_complete and row.due_at <= now:
            done += duties.complete_by_facts(row)
    return done


def keep_evidence(row: DutyRow) -> Evidence | None:
    """Ask the facts and keep the answer with the row while it is open. A query that fails is kept as an error and harms nobody else."""
    found, error = ask_facts(row)
    kept = {key: sentences.of(value) if key in ("text", "url") else value for key, value in asdict(found).items()} if found else {}
    if error:
        kept = {**row.evidence, "error": error}
    row.evidence, row.looked_at, row.missed = kept, clock.now(), found.missed if found else row.missed
    open_rows = DutyRow.objects.filter(pk=row.pk, state__in=OPEN)
    open_rows.update(evidence=row.evidence, looked_at=row.looked_at, missed=row.missed)
    return found


def ask_facts(row: DutyRow) -> tuple[Evidence | None, str]:
    duty, period = row.declared, Period(row.first, row.last)
    if duty is None or duty.evidence is None:
        return None, ""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{EVIDENCE_SECONDS}s"])
            found = duty.evidence(period) if duty.each is None else duty.evidence(period, row.person_id)
            return found, ""
    except Exception as error:  # whatever a department's query raises is shown on the duty and kept in the log
        log.exception("evidence failed", extra={"duty": row.duty})
        return None, f"{type(error).__name__}: {error}"[:300]
