"""What a page weighs: drawn once as a stranger on a phone sees it, counted, and held against the budget (duty D6)."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string

from microstore.core import clock
from microstore.core.sentences import gettext as _
from microstore.stores import block_registry, norms
from microstore.stores.models import PageMeasure, PageRevision
from microstore.stores.standing import standing_in

KILO = 1000
PUBLIC = "public/"


@dataclass
class Weight:
    html_bytes: int
    server_ms: int
    requests: int
    pictures: list[dict] = field(default_factory=list)

    @property
    def picture_bytes(self) -> int:
        return sum(one["bytes"] for one in self.pictures)

    @property
    def seconds(self) -> str:
        return f"{self.server_ms / 1000:.2f}"

    def warnings(self) -> list[str]:
        """What is over the budget, in words."""
        return over_budget(self.html_bytes, self.server_ms, self.pictures)


def over_budget(html_bytes: int, server_ms: int, pictures: list[dict]) -> list[str]:
    found = []
    if html_bytes > norms.HTML_WEIGHT.value * KILO:
        found.append(_("The HTML weighs %(weight)d kB, more than %(most)d kB.") % {
            "weight": html_bytes // KILO, "most": norms.HTML_WEIGHT.value})  # fmt: skip
    if server_ms > norms.SERVER_TIME.value:
        found.append(_("The server took %(ms)d ms, more than %(most)d ms.") % {"ms": server_ms, "most": norms.SERVER_TIME.value})
    for one in pictures:
        if one["bytes"] > norms.PICTURE_WEIGHT.value * KILO:
            found.append(_("The picture %(name)s weighs %(weight)d kB, more than %(most)d kB.") % {
                "name": one["name"], "weight": one["bytes"] // KILO, "most": norms.PICTURE_WEIGHT.value})  # fmt: skip
    return found


def of(revision: PageRevision) -> Weight:
    """Draw the revision as a whole page and weigh it."""
    request = _stranger()
    begun = time.perf_counter()
    with standing_in(request, revision.page.store):
        body = block_registry.draw(request, revision.blocks)
        html = render_to_string("stores/storefront/preview.html", {"body": body, "page_title": revision.page.title}, request)
    took = round((time.perf_counter() - begun) * 1000)
    parts = _Parts()
    parts.feed(html)
    pictures = [{"name": source.rpartition("/")[2], "bytes": _size_of(source)} for source in parts.pictures]
    return Weight(len(html.encode()), took, 1 + len(parts.pictures) + len(parts.others), pictures)


def keep(revision: PageRevision) -> PageMeasure:
    """Write down what a publication weighs."""
    weight = of(revision)
    return PageMeasure.objects.create(
        page=revision.page, revision=revision, at=revision.published_at or clock.now(), html_bytes=weight.html_bytes,
        picture_count=len(weight.pictures), picture_bytes=weight.picture_bytes, pictures=weight.pictures, requests=weight.requests,
        server_ms=weight.server_ms,
    )  # fmt: skip


def _stranger() -> HttpRequest:
    """A request of nobody in particular."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/", "/"
    host = urlsplit(settings.SITE_URL)
    request.META = {"SERVER_NAME": host.hostname or "localhost", "SERVER_PORT": str(host.port or 80)}
    request.user, request.customer, request.session = AnonymousUser(), None, {}
    request._messages = CookieStorage(request)
    return request


class _Parts(HTMLParser):
    """The addresses a browser fetches for the page; each once."""

    def __init__(self):
        super().__init__()
        self.pictures: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "img" and given.get("src"):
            self.pictures[given["src"]] = None
        elif tag == "video" and given.get("poster"):
            self.pictures[given["poster"]] = None
        elif tag == "script" and given.get("src"):
            self.others[given["src"]] = None
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon") and given.get("href"):
            self.others[given["href"]] = None
        elif tag == "use" and given.get("href"):
            self.others[given["href"].partition("#")[0]] = None


def _size_of(source: str) -> int:
    """Bytes of one of our own files; pictures inside the HTML weigh there."""
    path = unquote(urlsplit(source).path)
    kept = path[path.find(PUBLIC):] if PUBLIC in path else ""
    if kept and default_storage.exists(kept):
        return default_storage.size(kept)
    return _static_size(path.removeprefix(settings.STATIC_URL))


def _static_size(path: str) -> int:
    """Of a file of the product: as collected, or where it lies in the sources."""
    root = settings.STATIC_ROOT
    if root and (file := Path(root) / path).is_file():
        return file.stat().st_size
    found = finders.find(path)
    return Path(found).stat().st_size if found else 0
