"""Duties of the tests: declared for one test, forgotten after it."""

from contextlib import contextmanager
from datetime import date, datetime, time

from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Duty
from operations.models import DutyRow
from operations.services import duty_rounds

TUESDAY = date(2026, 3, 3)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


@contextmanager
def only_duties(*duties: Duty):
    """The register of these alone."""
    kept = dict(Duty.registry)
    Duty.registry.clear()
    Duty.registry.update({one.id: one for one in duties})
    try:
        yield
    finally:
        Duty.registry.clear()
        Duty.registry.update(kept)


def make_duty(id="X1", **facts) -> Duty:
    values = {"label": "清点", "post": Post.SERVICE, "cadence": Cadence.DAILY, "page": "orders", "escalate": Post.SERVICE_LEAD}
    return Duty(id, **{**values, **facts})


def row_of(duty: Duty, day: date = TUESDAY) -> DutyRow:
    """The row of the day, as the round makes it."""
    with clock.at(at(day, 6)):
        duty_rounds.create_rows(day)
    return DutyRow.objects.get(duty=duty.id, last__gte=day, first__lte=day)


def counted(id: str, day: date | None = None, *person: int) -> tuple[int, int, int]:
    """(done, owed, missed) of a declared duty in the period that holds the day."""
    duty = Duty.registry[id]
    found = duty.evidence(duty.period(day or clock.today()), *person)
    return found.done, found.owed, found.missed
