"""Rendered pieces kept in this process. A key names the version of all it shows, so nothing is ever out of date."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from django.core.cache import cache
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Kept:
    """The pieces used last, at most ``most`` of them."""

    def __init__(self, most: int):
        self.most, self.pieces, self.lock = most, OrderedDict(), Lock()

    def get(self, key: Hashable, make: Callable[[], SafeString]) -> SafeString:
        """The piece of this key in the language and store of the request, made when it is not there."""
        key = (key, get_language(), get_script_prefix())
        with self.lock:
            if key in self.pieces:
                self.pieces.move_to_end(key)
                return self.pieces[key]
        piece = make()
        with self.lock:
            self.pieces[key] = piece
            while len(self.pieces) > self.most:
                self.pieces.popitem(last=False)
        return piece

    def clear(self) -> None:
        with self.lock:
            self.pieces.clear()


homes = Kept(100)
bodies = Kept(1000)
cards = Kept(5000)


def card(listing, eager: bool = False, level: int = 3) -> SafeString:
    """The card of a listing; ``level`` of its heading."""
    context = {"listing": listing, "eager": eager, "level": level}
    return cards.get((listing.pk, listing.version, eager, level), lambda: render_to_string("storefront/_product_card.html", context))


def shelf_stamp(store) -> tuple | None:
    """Changes when any card of the store does, and each minute for what the cards do not know; None while the cache is down."""
    key = _stamp_key(store.pk)
    stamp = cache.get(key)
    if stamp is None and cache.add(key, stamp := time.time_ns(), None):
        stamp = cache.get(key)
    return None if stamp is None else (store.pk, stamp, int(time.time() // 60))


def shelf_changed(store_ids: Iterable[int]) -> None:
    """After the commit, let the home pages of these stores be drawn anew."""
    ids = set(store_ids)
    transaction.on_commit(lambda: cache.set_many({_stamp_key(pk): time.time_ns() for pk in ids}, None))


def _stamp_key(store_id: int) -> str:
    return f"shelf-stamp:{store_id}"
