"""Business days are Asia/Shanghai days, and work days follow the published calendar."""

from datetime import UTC, date, datetime

from microstore.core import clock, days


def test_a_moment_after_sixteen_utc_belongs_to_the_next_business_day():
    assert days.business_day(datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert days.business_day(datetime(2026, 11, 21, 16, 0, tzinfo=UTC)) == date(2026, 11, 22)


def test_day_bounds_are_the_first_moments_of_two_days_in_utc():
    assert days.day_bounds(date(2026, 11, 21)) == (datetime(2026, 11, 20, 16, tzinfo=UTC), datetime(2026, 11, 21, 16, tzinfo=UTC))


def test_a_holiday_is_no_work_day_and_a_make_up_sunday_is_one():
    assert not days.is_workday(date(2026, 10, 1))
    assert days.is_workday(date(2026, 10, 10))  # the Saturday worked in exchange for the National Day week
    assert not days.is_workday(date(2026, 11, 21))
    assert days.is_workday(date(2026, 11, 20))


def test_work_days_are_counted_over_weekends():
    assert days.add_workdays(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert days.add_workdays(date(2026, 11, 20), 0) == date(2026, 11, 20)


def test_a_pinned_clock_stands_still_and_names_the_business_day():
    with clock.at(datetime(2026, 1, 31, 17, tzinfo=UTC)):
        assert clock.now() == datetime(2026, 1, 31, 17, tzinfo=UTC)
        assert clock.today() == date(2026, 2, 1)
