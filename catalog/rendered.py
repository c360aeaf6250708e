"""Rendered pages and pieces kept in this process. A key names the version of what is shown; what no version tells lives a minute.

Nothing of one visitor is kept: the token of a page's forms is a mark, replaced for each.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from microstore.core import preferences
from microstore.core.templatetags.shop import units_in_cart


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


pages = Kept(600)
bodies = Kept(1000)
cards = Kept(5000)
TOKEN = "token-of-the-visitor"  # noqa: S105


def forget() -> None:
    for kept in (pages, bodies, cards):
        kept.clear()


def page(request, key: Hashable | None, template: str, context: Callable[[], dict]):
    """Answer with a page. ``key`` names all it shows but the visitor's preferences and the count of their cart; None keeps nothing.

    A page that has something to say to this visitor alone is drawn for them."""
    if key is None or "messages" in request.COOKIES:
        return render(request, template, context())
    store = request.store
    key = (key, request.get_full_path(), preferences.of(request), units_in_cart(request), store.name, store.theme, _minute())
    html = pages.get(key, lambda: render_to_string(template, {**context(), "csrf_token": TOKEN}, request))
    return HttpResponse(html.replace(TOKEN, get_token(request)))


def card(listing, eager: bool = False, level: int = 3) -> SafeString:
    """The card of a listing; ``level`` of its heading."""
    context = {"listing": listing, "eager": eager, "level": level}
    return cards.get((listing.pk, listing.version, eager, level), lambda: render_to_string("storefront/_product_card.html", context))


def _minute() -> int:
    return int(time.time() // 60)
