"""Limits on how often something may be tried: per phone, per account, per session; only widely per address."""
import time
from collections import OrderedDict

from django.core.cache import cache
from django.utils.translation import ngettext

from microstore.core.sentences import gettext as _

from .errors import Refused

KEPT = 10_000
own_counts: OrderedDict[str, tuple[int, float]] = OrderedDict()


class TooMany(Refused):
    """Tried too often. ``seconds`` says when it may be tried again; the 429 page shows it."""

    def __init__(self, seconds):
        minutes = max(1, -(-seconds // 60))
        wait = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}
        super().__init__(_("Too many attempts. Please try again in %(wait)s.") % {"wait": wait})
        self.seconds = seconds


def limit(key, times, seconds):
    """Count one attempt at ``key`` and refuse when there were more than ``times`` in this window of ``seconds``.

    Windows are fixed, so nobody waits longer than ``seconds``. While Redis does not answer each process counts for itself.
    """
    now = time.time()
    window, ends_at = f"limit:{key}:{int(now // seconds)}", (int(now // seconds) + 1) * seconds
    if count_attempt(window, seconds, now) > times:
        raise TooMany(max(1, int(ends_at - now)))


def count_attempt(window, seconds, now):
    cache.add(window, 0, timeout=seconds + 5)
    try:
        count = cache.incr(window)
    except ValueError:
        count = 0
    return count or count_in_process(window, now + seconds, now)


def count_in_process(window, ends_at, now):
    """The fallback: a small table in memory, the oldest windows forgotten first."""
    count = own_counts.get(window, (0, ends_at))[0] + 1
    own_counts[window] = (count, ends_at)
    while own_counts and (len(own_counts) > KEPT or next(iter(own_counts.values()))[1] < now):
        own_counts.popitem(last=False)
    return count
