"""Rendered pieces kept in this process. A key names the version of all that is shown, so nothing is ever out of date."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog import hooks


class Kept:
    """The pieces used last, at most ``most`` of them."""

    made: list["Kept"] = []

    def __init__(self, most: int):
        Kept.made.append(self)
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


bodies = Kept(1000)
cards = Kept(5000)


def forget() -> None:
    """Start empty, as a new process does."""
    for kept in Kept.made:
        kept.clear()


def card(listing, eager: bool = False, level: int = 3) -> SafeString:
    """The card of a listing; ``level`` of its heading."""
    offers = hooks.offers_now(listing.store_id, listing)
    context = {"listing": listing, "eager": eager, "level": level, "offers": offers}
    key = (listing.pk, listing.version, eager, level, offers)
    return cards.get(key, lambda: render_to_string("storefront/_product_card.html", context))
