"""Open every link that a store's customers can press from its pages, the way their browser would, and keep the result (duty O3).

The requests stay in this process: they go through the same middleware and views, need no network and no running web server.
"""

import io
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import transaction
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation

from microstore.core.events import publish
from microstore.stores import previews
from operations import norms
from operations.events import LinksChecked
from operations.models import LinkCheck, Opening
from operations.services.acceptance import POLICIES

GOOD = (200, 301, 302, 304)
FRUITLESS = ("preferences/", "language/", "media/", "static/")  # nothing a page of this store leads to


class Anchors(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        target = dict(attrs).get("href") or ""
        if tag == "a" and target:
            self.found.append(target)


def check(opening: Opening, *, by=None) -> LinkCheck:
    """Walk the published pages and policies of the store and whatever they lead to inside it; outside addresses are not called."""
    opened, broken = _walk(opening.store)
    with transaction.atomic():
        row = LinkCheck.objects.create(opening=opening, by=by, opened=opened, broken=broken)
        publish(LinksChecked(opening.code, opened, len(broken)), about=opening, by=by)
    return row


def _walk(store) -> tuple[int, list]:
    base = store.get_absolute_url()
    starts = [base, *(base + reverse(name).removeprefix(get_script_prefix()) for name in POLICIES)]
    waiting, seen, broken = [(path, "") for path in starts], set(starts), []
    opened, most, house = 0, norms.OPENING_LINKS.value, WSGIHandler()
    while waiting and opened < most:
        path, from_page = waiting.pop(0)
        status, page = visit(house, store, path)
        opened += 1
        if status not in GOOD:
            broken.append({"path": path, "status": status, "from": from_page})
        fresh = [target for target in _inside(page, base) if target not in seen] if path in starts else []
        seen.update(fresh)
        waiting += [(target, path) for target in fresh]
    return opened, broken


def _inside(page: str, base: str) -> list[str]:
    """Addresses of this store, without fragments, in their order, each once."""
    own = [urldefrag(target)[0] for target in Anchors(page).found]
    paths = [target for target in own if target.startswith(base) and not urlsplit(target).netloc]
    return list(dict.fromkeys(path for path in paths if not path.removeprefix(base).startswith(FRUITLESS)))


def visit(house: WSGIHandler, store, path: str) -> tuple[int, str]:
    """Status and text of a page as somebody with the preview link sees it."""
    prefix = get_script_prefix()
    try:
        with translation.override(settings.LANGUAGE_CODE):
            answer = house.get_response(WSGIRequest(_environ(store, path)))
            text = "" if answer.streaming else answer.content.decode(answer.charset, "replace")
        return answer.status_code, text
    finally:
        set_script_prefix(prefix)


def _environ(store, path: str) -> dict:
    site, asked = urlsplit(settings.SITE_URL), urlsplit(path)
    port = site.port or (443 if site.scheme == "https" else 80)
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": asked.path, "QUERY_STRING": asked.query,
        "SERVER_NAME": site.hostname, "SERVER_PORT": str(port), "HTTP_HOST": site.netloc, "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": site.scheme, "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "HTTP_COOKIE": f"{previews.cookie_of(store)}={previews.token_of(store)}",
    }  # fmt: skip
