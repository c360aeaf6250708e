"""Bundles in the demo shop, and orders of them at every step between payment and signature."""

from dataclasses import replace
from datetime import datetime, timedelta

from catalog.bundles import demo
from microstore.core.events import deliver_all
from operations.demo.company import casts
from operations.demo.shoppers import Visit
from operations.demo.walk import Walk

NUMBER = 900_000
HOURS_AGO = (100, 52, 27, 4, 1)


def load(now: datetime) -> int:
    """Returns how many orders were written."""
    bundles = demo.load(now)
    deliver_all()
    cast = replace(next(cast for cast, _weight in casts() if cast.store.is_default), sku_ids=[bundle.pk for bundle in bundles])
    walks = [Walk(_visit(place, now - timedelta(hours=hours)), cast, now) for place, hours in enumerate(HOURS_AGO)]
    return sum(walk.go() is not None for walk in walks)


def _visit(place: int, at: datetime) -> Visit:
    """Some buy one bundle, some both."""
    return Visit(
        number=NUMBER + place, at=at, fate="is_kept", line_count=1 + place % 2, note="", minutes_to_pay=3, minutes_to_review=20,
        hours_on_the_way=30, confirms_after_days=0)
