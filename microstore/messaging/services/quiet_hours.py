"""Nobody is woken by advertising: marketing leaves between 08:00 and 22:00 Asia/Shanghai (rule of the house)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = time(8)
NIGHT = time(22)


def next_allowed(moment: datetime) -> datetime:
    """``moment`` itself by day; by night the next 08:00."""
    local = moment.astimezone(SHANGHAI)
    if MORNING <= local.time() < NIGHT:
        return moment
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, SHANGHAI).astimezone(moment.tzinfo)
