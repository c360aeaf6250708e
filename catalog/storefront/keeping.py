"""Whole pages kept rendered: most visitors see the same one.

Nothing of one visitor is kept: the token of the forms and the list of favourites are marks, replaced for each; what no version
tells lives a minute.
"""

import time
from collections.abc import Callable, Hashable

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from catalog.rendered import Kept
from catalog.wishes.storefront import keeping_in_mind as mind
from microstore.core import preferences
from microstore.core.templatetags.shop import units_in_cart

pages = Kept(600)
TOKEN = "token-of-the-visitor"  # noqa: S105
FAVOURITES = "favourites-of-the-visitor"


def page(request, key: Hashable | None, template: str, context: Callable[[], dict]):
    """Answer with a page. ``key`` names all it shows but the visitor's preferences and the count of their cart; None keeps nothing.

    A page that has something to say to this visitor alone is drawn for them."""
    if key is None or "messages" in request.COOKIES:
        return render(request, template, context())
    store = request.store
    standing = (store.name, store.theme, store.state, store.sells_now)
    key = (key, request.get_full_path(), preferences.of(request), units_in_cart(request), standing, int(time.time() // 60))
    request.kept_token = TOKEN  # for forms of blocks that are drawn apart
    html = pages.get(key, lambda: render_to_string(template, {**context(), "csrf_token": TOKEN}, request))
    html = html.replace(TOKEN, get_token(request))
    return HttpResponse(html.replace(FAVOURITES, mind.favourites_said(request), 1) if FAVOURITES in html else html)
