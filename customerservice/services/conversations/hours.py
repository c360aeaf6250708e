"""The time in which customers are answered: the clocks of the response standard run then and rest at night (duty C2)."""

from datetime import datetime, time, timedelta

from customerservice import norms
from microstore.core import clock
from microstore.core.clock import SHANGHAI


def span_of(day) -> tuple[datetime, datetime]:
    """When the chat opens and closes on this business day."""
    start = datetime.combine(day, time(), SHANGHAI)
    opens, closes = norms.OPENS.value, norms.CLOSES.value
    return start + timedelta(hours=opens), start + timedelta(hours=closes if closes > opens else 24)


def is_open(moment: datetime | None = None) -> bool:
    local = (moment or clock.now()).astimezone(SHANGHAI)
    opens, closes = span_of(local.date())
    return opens <= local < closes


def next_opening(moment: datetime) -> datetime:
    """The moment itself while the chat is open, else when it opens next."""
    local = moment.astimezone(SHANGHAI)
    opens, closes = span_of(local.date())
    if local < closes:
        return max(local, opens)
    return span_of(local.date() + timedelta(days=1))[0]


def after(moment: datetime, seconds: int) -> datetime:
    """The moment at which ``seconds`` of service time have passed since ``moment``."""
    left = timedelta(seconds=seconds)
    at = next_opening(moment)
    while at + left > (closes := span_of(at.date())[1]):
        left -= closes - at
        at = next_opening(closes)
    return (at + left).astimezone(moment.tzinfo)


def between(start: datetime, end: datetime) -> int:
    """Whole seconds of service time from ``start`` to ``end``."""
    passed, at, until = timedelta(), next_opening(start), end.astimezone(SHANGHAI)
    while at < until:
        closes = span_of(at.date())[1]
        passed += min(closes, until) - at
        at = next_opening(closes)
    return int(passed.total_seconds())


def words() -> dict:
    """Opening and closing time as people write them."""
    opens, closes = span_of(clock.today())
    return {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}" if norms.CLOSES.value < 24 else "24:00"}
