"""One stamp per store that changes when anything its pages show does: what is kept rendered is kept under the stamp."""

import time
from collections.abc import Iterable

from django.core.cache import cache
from django.db import transaction


def stamp(store) -> tuple | None:
    """Changes with every ``touch`` of the store, and each minute for what nobody tells; None while the cache is down."""
    key = _key(store.pk)
    now = cache.get(key)
    if now is None and cache.add(key, time.time_ns(), None):
        now = cache.get(key)
    return None if now is None else (store.pk, now, int(time.time() // 60))


def touch(store_ids: Iterable[int]) -> None:
    """After the commit, let the pages of these stores be drawn anew."""
    ids = set(store_ids)
    transaction.on_commit(lambda: cache.set_many({_key(pk): time.time_ns() for pk in ids}, None))


def _key(store_id: int) -> str:
    return f"stores.stamp:{store_id}"
