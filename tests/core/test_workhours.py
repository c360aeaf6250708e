"""Working time: several intervals a day, weekends, holidays and the days worked instead."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from microstore.core.clock import SHANGHAI
from microstore.core.workhours import OFFICE, add_working, is_working, spans_of, worked_between

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30), timezones=st.just(UTC))
SPANS = st.integers(0, 40 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds))


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def test_friday_evening_before_a_make_up_saturday_goes_on_on_saturday():
    """2026-05-08 is a Friday; Saturday the 9th is worked instead of Labour Day."""
    assert add_working(at(2026, 5, 8, 17, 55), timedelta(minutes=30)) == at(2026, 5, 9, 9, 25)


def test_friday_evening_before_a_free_saturday_goes_on_on_monday():
    assert add_working(at(2026, 5, 15, 17, 55), timedelta(minutes=30)) == at(2026, 5, 18, 9, 25)


def test_the_lunch_hour_is_not_working_time():
    assert worked_between(at(2026, 11, 20, 11, 30), at(2026, 11, 20, 14, 0)) == timedelta(hours=1)
    assert add_working(at(2026, 11, 20, 11, 30), timedelta(hours=1)) == at(2026, 11, 20, 14, 0)
    assert not is_working(at(2026, 11, 20, 12, 0)) and is_working(at(2026, 11, 20, 13, 30))


def test_holidays_have_no_working_time():
    assert spans_of(date(2026, 10, 1)) == []
    assert worked_between(at(2026, 9, 30, 18), at(2026, 10, 8, 9)) == timedelta()


def test_a_working_day_has_seven_and_a_half_hours():
    assert worked_between(at(2026, 11, 20), at(2026, 11, 21)) == timedelta(hours=7, minutes=30)


def test_intervals_may_be_others():
    night = ((time(0), time(2)), (time(20), time(23)))
    assert worked_between(at(2026, 11, 19, 21), at(2026, 11, 20, 1), night) == timedelta(hours=3)


@given(MOMENTS, SPANS)
def test_adding_and_measuring_are_each_others_inverse(start, span):
    assert worked_between(start, add_working(start, span)) == span


@given(MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(one, two, three):
    first, middle, last = sorted((one, two, three))
    assert worked_between(first, middle) + worked_between(middle, last) == worked_between(first, last)


@given(MOMENTS, MOMENTS)
def test_working_time_is_never_longer_than_the_clock(one, other):
    assert timedelta() <= worked_between(one, other, OFFICE) <= max(other - one, timedelta())


@given(MOMENTS, SPANS, SPANS)
def test_more_work_ends_later(start, one, more):
    assert add_working(start, one) <= add_working(start, one + more)
