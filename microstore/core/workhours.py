"""Working time: how much of it lies between two moments, and when so much of it will have passed. Pure; knows the make-up days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from microstore.core.clock import SHANGHAI
from microstore.core.days import business_day, is_workday

Intervals = tuple[tuple[time, time], ...]
OFFICE: Intervals = ((time(9), time(12)), (time(13, 30), time(18)))
"""The intervals of a working day, in order and apart from each other, Asia/Shanghai."""


def spans_of(day: date, intervals: Intervals = OFFICE) -> list[tuple[datetime, datetime]]:
    """The working spans of ``day`` in UTC; none on a day off."""
    if not is_workday(day):
        return []
    return [
        (datetime.combine(day, start, SHANGHAI).astimezone(UTC), datetime.combine(day, end, SHANGHAI).astimezone(UTC))
        for start, end in intervals
    ]


def spans_from(moment: datetime, intervals: Intervals = OFFICE) -> Iterator[tuple[datetime, datetime]]:
    """The working spans from ``moment`` on, without end; the first one may have begun before."""
    day = business_day(moment)
    while True:
        yield from ((max(start, moment), end) for start, end in spans_of(day, intervals) if end > moment)
        day += timedelta(days=1)


def is_working(moment: datetime, intervals: Intervals = OFFICE) -> bool:
    return any(start <= moment < end for start, end in spans_of(business_day(moment), intervals))


def worked_between(start: datetime, end: datetime, intervals: Intervals = OFFICE) -> timedelta:
    """Working time from ``start`` to ``end``; none when ``end`` is not later."""
    worked = timedelta()
    if end <= start:
        return worked
    for begins, ends in spans_from(start, intervals):
        if begins >= end:
            return worked
        worked += min(ends, end) - begins
    return worked


def add_working(start: datetime, span: timedelta, intervals: Intervals = OFFICE) -> datetime:
    """The first moment by which ``span`` of working time has passed since ``start``."""
    if span <= timedelta():
        return start
    for begins, ends in spans_from(start, intervals):
        if span <= ends - begins:
            return begins + span
        span -= ends - begins
    raise AssertionError("working days never end")
