"""What customers searched for and how it went, counted in Redis and brought into the days by a task: no row per question.

Nobody is named: neither who asked nor where from is kept, and a text that may be a phone number, a card or a mail address is not kept.
"""

import json
import re
from collections import OrderedDict, defaultdict
from datetime import date
from threading import Lock

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import TextChoices
from redis.exceptions import RedisError, ResponseError

from catalog.search.spelling import plain
from microstore.core import clock
from microstore.stores.models import Store

SLOW_MS = 100
MOST_LETTERS = 60
REMEMBERED = 2000
PRIVATE = re.compile(r"\d{7,}|@|\d{3,4}-\d{7,8}")
_outcomes: OrderedDict[tuple, str] = OrderedDict()
_lock = Lock()


class Outcome(TextChoices):
    FULL = "full"
    LOOSE = "loose"
    NOTHING = "nothing"
    ILLNESS = "illness"


def remember(store, text: str, found, total: int) -> None:
    """How a question was answered, for those who see the kept page."""
    outcome = Outcome.NOTHING if not total else Outcome.LOOSE if found.is_loose else Outcome.FULL
    with _lock:
        _outcomes[store.pk, text] = outcome
        while len(_outcomes) > REMEMBERED:
            _outcomes.popitem(last=False)


def note(store, text: str, outcome: Outcome | None, took_ms: int) -> None:
    """Count a question. One trip to Redis; lost while it is away."""
    folded = plain(text)[:MOST_LETTERS]
    if not folded or PRIVATE.search(text):
        return
    outcome = outcome or _outcomes.get((store.pk, text), Outcome.FULL)
    mark = json.dumps([store.pk, f"{clock.today()}", folded, outcome, took_ms > SLOW_MS], ensure_ascii=False)
    cache.attempt(lambda: _count(mark, took_ms), None)


def _count(mark: str, took_ms: int) -> None:
    pipe = _client().pipeline(transaction=False)
    pipe.hincrby(_key("now"), mark, 1)
    if took_ms > SLOW_MS:
        pipe.zadd(_key("worst"), {mark: took_ms}, gt=True)
    pipe.execute()


def _key(name: str) -> str:
    return f"{cache.key_prefix}:searches:{name}"


def _client():
    return cache._cache.get_client(write=True)


WRITE = """
INSERT INTO catalog_searchlog AS log (store_id, day, text, asked, found_nothing, found_loosely, about_illness, slow, worst_ms)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (store_id, day, text) DO UPDATE SET
    asked = log.asked + excluded.asked, found_nothing = log.found_nothing + excluded.found_nothing,
    found_loosely = log.found_loosely + excluded.found_loosely, about_illness = log.about_illness + excluded.about_illness,
    slow = log.slow + excluded.slow, worst_ms = greatest(log.worst_ms, excluded.worst_ms)
"""


def flush() -> int:
    """Bring what was counted into the days. A heap is taken away first: whoever dies in between loses some counts and doubles none."""
    try:
        heap, worst = _take("now"), _take("worst")
    except (RedisError, OSError):
        return 0
    rows: dict[tuple, dict] = defaultdict(lambda: defaultdict(int))
    known = set(Store.objects.values_list("pk", flat=True))
    for mark, count in heap.items():
        store, day, text, outcome, is_slow = json.loads(mark)
        if store in known:
            row = rows[store, day, text]
            row["asked"] += count
            row[outcome] += count
            row["slow"] += count if is_slow else 0
            row["worst"] = max(row["worst"], worst.get(mark, 0))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(WRITE, [
            (store, date.fromisoformat(day), text, row["asked"], row[Outcome.NOTHING], row[Outcome.LOOSE], row[Outcome.ILLNESS],
             row["slow"], row["worst"]) for (store, day, text), row in sorted(rows.items())])  # fmt: skip
    return sum(row["asked"] for row in rows.values())


def _take(name: str) -> dict[str, int]:
    """The heap as text → number, and nothing of it left behind."""
    client, place = _client(), _key(f"{name}:taken")
    try:
        client.rename(_key(name), place)
    except ResponseError:  # nothing was counted
        return {}
    read = client.hgetall(place).items() if name == "now" else client.zrange(place, 0, -1, withscores=True)
    client.delete(place)
    return {mark.decode(): int(number) for mark, number in read}
