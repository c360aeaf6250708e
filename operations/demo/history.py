"""The orders of the demo company: the last weeks at the first start, the rest of the year in the background."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from random import Random

from django.conf import settings
from django.db import connections

from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import business_day
from microstore.core.errors import Refused
from operations.demo import company
from operations.demo.shoppers import Visit, visits
from operations.demo.walk import Walk
from orders.models import Order

RECENT_DAYS = 24
YEAR_ORDERS = 1900


def tell_recent(now: datetime) -> int:
    """The last weeks up to ``now``, so that every queue of today has something in it; told by as many processes as there are processors."""
    connections.close_all()  # a connection cannot be shared with a forked process
    shares = min(os.cpu_count() or 1, 4)
    with ProcessPoolExecutor(shares, mp_context=get_context("fork")) as pool:
        return sum(pool.map(_tell_share, [now] * shares, range(shares), [shares] * shares))


def _tell_share(now: datetime, share: int, of: int) -> int:
    first = business_day(now - timedelta(days=RECENT_DAYS))
    told = visits(settings.DEMO_ORDERS, first, now, seed=f"recent-{first}")[share::of]
    return _tell(told, now, lambda done, total: None, company.casts(share, of))


def tell_year(founded: date, recent_from: date, progress: Callable[[int, int], None]) -> int:
    """The months before the recent weeks. Called again after a stop, it goes on where it was."""
    until = datetime.combine(recent_from, datetime.min.time(), SHANGHAI) - timedelta(seconds=1)
    return _tell(visits(YEAR_ORDERS, founded, until, seed=f"year-{founded}"), clock.now(), progress, company.casts())


def first_days(now: datetime) -> tuple[date, date]:
    """The first business day with orders, and the first of the recent ones."""
    local = business_day(now)
    return local - timedelta(days=company.OPEN_FOR_DAYS), local - timedelta(days=RECENT_DAYS)


def _tell(told: list[Visit], until: datetime, progress: Callable[[int, int], None], casts: list) -> int:
    written = 0
    for done, visit in enumerate(told):
        cast = Random(f"store-{visit.at.isoformat()}").choices([cast for cast, _ in casts], [weight for _, weight in casts])[0]
        if _walk(visit, cast, until):
            written += 1
        if done % 10 == 0:
            progress(done, len(told))
    progress(len(told), len(told))
    return written


def _walk(visit: Visit, cast, until: datetime) -> Order | None:
    """The visit's order; none if it is there already or if what they wanted was not to be had."""
    try:
        return Walk(visit, cast, until).go()
    except Refused:
        return None
