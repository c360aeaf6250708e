"""Count visits beside the request: in Redis at once, into the days by a round of the beat, each heap once (duties M7, M12, M19).

Nobody is recognised the day after: a visitor is a hash with the salt of the day, and only their number is kept.
"""

import hashlib
import re
import secrets
from collections import defaultdict

from django.core.cache import cache

from microstore.core import clock

BOTS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|headless|lighthouse|scan", re.IGNORECASE)
SALT_SECONDS, SEEN_SECONDS = 2 * 86400, 3 * 86400
STORE = ""  # the page is one of the store and of nothing in particular
_salts: dict[str, str] = {}


def key(name: str) -> str:
    return f"{cache.key_prefix}:traffic:{name}"


def client():
    return cache._cache.get_client(write=True)


def is_person(agent: str, purpose: str) -> bool:
    """A browser that shows the page to somebody, as far as it says so itself."""
    return bool(agent) and not BOTS.search(agent) and "prefetch" not in purpose.lower() and "preview" not in purpose.lower()


def seen(store_id: int, *pages: str, address: str, agent: str) -> None:
    """One view of a page: ``p/<slug>`` of a product, ``a/<code>`` of a campaign, or STORE; ``b/<code>`` beside it when somebody came by
    the link of a colleague. One trip to Redis; lost while it is away."""
    cache.attempt(lambda: _count_view(store_id, {STORE, *pages}, address, agent), None)


def put_into_cart(store_id: int, sku_id: int) -> None:
    cache.attempt(lambda: _add(client().pipeline(transaction=False), store_id, {STORE, f"s/{sku_id}"}, "carts").execute(), None)


def _count_view(store_id: int, pages: set[str], address: str, agent: str) -> None:
    day, pipe = f"{clock.today():%Y%m%d}", client().pipeline(transaction=False)
    visitor = hashlib.blake2b(f"{_salt(day)}|{address}|{agent}".encode(), digest_size=12).digest()
    _add(pipe, store_id, pages, "views")
    for one in pages:
        pipe.pfadd(seen_key(store_id, one, day), visitor)
        pipe.expire(seen_key(store_id, one, day), SEEN_SECONDS)
    pipe.execute()


def _add(pipe, store_id: int, pages: set[str], what: str):
    hour = f"{clock.local_now():%Y%m%d%H}"
    for page in pages:
        pipe.hincrby(key("now"), f"{store_id}|{page}|{hour}|{what}", 1)
    return pipe


def seen_key(store_id: int, page: str, day: str) -> str:
    return key(f"seen:{day}:{store_id}:{page}")


def _salt(day: str) -> str:
    """The same for all processes for one day, then gone for ever."""
    if day not in _salts:
        place = key(f"salt:{day}")
        client().set(place, secrets.token_hex(16), nx=True, ex=SALT_SECONDS)
        _salts.clear()
        _salts[day] = client().get(place).decode()
    return _salts[day]


def read(raw: dict[bytes, bytes]) -> dict[tuple[int, str, str], dict[str, dict[int, int]]]:
    """(store, page, day as yyyymmdd) → what → hour → count."""
    found: dict = defaultdict(lambda: {"views": defaultdict(int), "carts": defaultdict(int)})
    for field, count in raw.items():
        store_id, page, stamp, what = field.decode().split("|")
        found[int(store_id), page, stamp[:8]][what][int(stamp[8:])] += int(count)
    return found


def visitors(*keys: str) -> int:
    return client().pfcount(*keys)
