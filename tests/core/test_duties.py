"""Periods and due times of duties, at the edges of week, month and year."""

from datetime import UTC, date, datetime, time

import pytest

from microstore.core.declarations import Department, Post
from microstore.core.duties import Cadence, Evidence, Period, clause_of, period_of
from tests.factories.duties import make_duty


@pytest.mark.parametrize(
    ("cadence", "day", "first", "last"),
    [
        (Cadence.DAILY, date(2026, 2, 28), date(2026, 2, 28), date(2026, 2, 28)),
        (Cadence.WEEKLY, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (Cadence.WEEKLY, date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 8)),
        (Cadence.WEEKLY, date(2026, 3, 8), date(2026, 3, 2), date(2026, 3, 8)),
        (Cadence.MONTHLY, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (Cadence.MONTHLY, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Cadence.QUARTERLY, date(2026, 11, 1), date(2026, 10, 1), date(2026, 12, 31)),
        (Cadence.QUARTERLY, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (Cadence.YEARLY, date(2026, 6, 15), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_holds_its_day_and_ends_with_week_month_quarter_or_year(cadence, day, first, last):
    assert period_of(cadence, day) == Period(first, last)


def test_the_bounds_of_a_period_are_midnights_of_shanghai():
    assert Period(date(2026, 12, 31), date(2026, 12, 31)).bounds == (
        datetime(2026, 12, 30, 16, tzinfo=UTC),
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )


def test_a_duty_is_owed_on_the_last_day_at_its_hour():
    duty = make_duty(cadence=Cadence.MONTHLY, by=time(17, 30), grace_days=2)
    period = duty.period(date(2026, 2, 3))
    assert duty.due_at(period) == datetime(2026, 2, 28, 9, 30, tzinfo=UTC)
    assert duty.overdue_at(period) == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_duty_of_work_days_is_owed_on_the_last_work_day():
    weekly = make_duty(cadence=Cadence.WEEKLY, workdays_only=True)
    assert weekly.due_on(weekly.period(date(2026, 3, 3))) == date(2026, 3, 6)


def test_a_daily_duty_of_work_days_is_not_owed_on_a_sunday():
    daily = make_duty(workdays_only=True)
    assert daily.is_owed(daily.period(date(2026, 3, 3)))
    assert not daily.is_owed(daily.period(date(2026, 3, 8)))


def test_evidence_is_complete_when_nothing_is_open():
    assert Evidence(2, 3, missed=1).is_complete
    assert not Evidence(2, 3).is_complete
    assert Evidence(0, 0).is_complete


def test_a_duty_knows_its_clause_and_department():
    duty = make_duty("P8b", post=Post.PURCHASING)
    assert (duty.clause, duty.department) == ("P8", Department.PRODUCT)
    assert clause_of("L15") == "L15"
