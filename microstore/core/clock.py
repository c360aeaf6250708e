"""The one clock of the house. Business code asks it, never the system, so that demo and tests can move it."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)
_shift = timedelta()


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _pinned.get() or timezone.now() + _shift


def real_now() -> datetime:
    """The machine's own time, for what is compared with the database's clock."""
    return timezone.now()


def local(moment: datetime) -> datetime:
    """``moment`` as read in Shanghai."""
    return moment.astimezone(SHANGHAI)


def local_now() -> datetime:
    return now().astimezone(SHANGHAI)


def today() -> date:
    """The business day, Asia/Shanghai."""
    return local_now().date()


def is_pinned() -> bool:
    """Whether this thread of work tells of another moment: then nobody outside is asked for anything."""
    return _pinned.get() is not None


@contextmanager
def at(moment: datetime):
    """Pin the clock for this thread of work alone; ``moment`` must be aware."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)


@contextmanager
def shifted(by: timedelta):
    """Move the clock of the whole process, all its threads included; it goes on ticking."""
    global _shift
    before, _shift = _shift, _shift + by
    try:
        yield
    finally:
        _shift = before
