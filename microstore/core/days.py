"""Business days: Asia/Shanghai, with the Chinese calendar of holidays and make-up work days."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from microstore.core.clock import SHANGHAI

CALENDAR = Path(__file__).parent / "data" / "holidays_cn.csv"


@lru_cache(maxsize=1)
def _exceptions() -> dict[date, bool]:
    """Maps a date of the State Council's list to whether people work on it."""
    with CALENDAR.open(encoding="utf-8") as file:
        return {date.fromisoformat(row["date"]): row["kind"] == "makeup_workday" for row in csv.DictReader(file)}


def last_listed_day() -> date:
    """The end of the published calendar; beyond it only weekends are known."""
    return max(_exceptions())


def business_day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of the business day and of the next one, in UTC: filter with ``>=`` and ``<``."""
    start = datetime.combine(day, time(), SHANGHAI)
    return start.astimezone(UTC), datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def is_workday(day: date) -> bool:
    return _exceptions().get(day, day.weekday() < 5)


def add_workdays(day: date, count: int) -> date:
    """The ``count``-th work day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
