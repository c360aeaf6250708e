"""Which pages were slow today: a counter per page in the cache, touched by slow answers alone (duty X7: a core page within two seconds)."""

from datetime import date

from django.core.cache import cache

from microstore.core import clock

SLOW_SECONDS = 2
KEPT_SECONDS = 2 * 24 * 3600
MOST_PAGES = 50


def _key(day: date) -> str:
    return f"slow:{day}"


def note(page: str) -> None:
    """Count one slow answer. Two at the same moment may count as one: this is a hint for people, not an account."""
    found = of_day(clock.today())
    if page in found or len(found) < MOST_PAGES:
        cache.set(_key(clock.today()), {**found, page: found.get(page, 0) + 1}, KEPT_SECONDS)


def of_day(day: date) -> dict[str, int]:
    """Page → how many slow answers."""
    return cache.get(_key(day)) or {}
