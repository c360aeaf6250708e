"""What customers of the demo have searched for lately, and the first synonyms of the department."""

import csv
from datetime import timedelta

from catalog.models import SearchLog
from catalog.search import synonyms
from catalog.search.spelling import DATA
from microstore.core import clock

DAYS = 14


def tell_searches(stores, by) -> int:
    """A fortnight of questions, from ``data/demo_searches.csv``, and two synonyms. Returns how many rows; none where there are some."""
    stores = list(stores)
    if SearchLog.objects.exists() or not stores:
        return 0
    with (DATA / "demo_searches.csv").open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file))
    today = clock.today()
    rows = [_row(each, stores[place % len(stores)], today - timedelta(days=day), day + place)
            for day in range(1, DAYS + 1) for place, each in enumerate(asked) if (day + place) % 3]  # fmt: skip
    SearchLog.objects.bulk_create(rows)
    for row in asked:
        if row["synonym_of"]:
            synonyms.add(row["text"], row["synonym_of"], by=by)
    return len(rows)


def _row(asked, store, day, chance: int) -> SearchLog:
    times = int(asked["times"]) + chance % 5
    counts = {name: times if asked["result"] == name else 0 for name in ("found_nothing", "found_loosely", "about_illness")}
    slow = times // 6 if asked["slow_ms"] else 0
    worst = int(asked["slow_ms"]) if slow else 0
    return SearchLog(store=store, day=day, text=asked["text"], asked=times, slow=slow, worst_ms=worst, **counts)
