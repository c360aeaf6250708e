"""Finding every page that a visitor can open: by following links, one page for each kind of address."""

import html
import re
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
LEFT_OUT = ("/admin/", "/media/", "/static/", "/hooks/")


def kind_of(path: str) -> str:
    """The name of the page behind an address; stores share their pages."""
    try:
        return resolve(re.sub(r"^/s/[^/]+", "", path) or "/").view_name
    except Resolver404:
        return ""


class Walk:
    """``pages`` maps the kind of each page found to its addresses, in the order they were found."""

    def __init__(self, shop, context, known=frozenset(), looked_into: int = 3):
        """``looked_into`` pages of one kind are followed, as rows differ by state; of the kinds ``known`` from an earlier walk one."""
        self.shop, self.context, self.known, self.looked_into = shop, context, known, looked_into
        self.pages: dict[str, list[str]] = {}

    def _has_enough(self, kind: str) -> bool:
        return len(self.pages.get(kind, ())) >= (1 if kind in self.known else self.looked_into)

    def follow(self, *starts: str) -> "Walk":
        waiting, known = list(starts), set(starts)
        while waiting:
            address = waiting.pop(0)
            for link in self._links_of(address):
                if link not in known and self._is_wanted(link):
                    known.add(link)
                    waiting.append(link)
        return self

    def _links_of(self, address: str) -> list[str]:
        kind = kind_of(urlsplit(address).path)
        if not kind or self._has_enough(kind):
            return []
        answer = self.context.request.get(self.shop.url + address)
        if answer.status >= 400 or "text/html" not in answer.headers.get("content-type", ""):
            return []
        landed = answer.url.removeprefix(self.shop.url)
        found = self.pages.setdefault(kind_of(urlsplit(landed).path) or kind, [])
        if landed not in found:
            found.append(landed)
        return [self._within(landed, html.unescape(link)) for link in LINK.findall(answer.text())]

    def _within(self, page: str, link: str) -> str:
        absolute = urljoin(self.shop.url + page, link)
        return absolute.removeprefix(self.shop.url) if absolute.startswith(self.shop.url + "/") else ""

    def _is_wanted(self, link: str) -> bool:
        if not link or link.startswith(LEFT_OUT):
            return False
        kind = kind_of(urlsplit(link).path)
        return bool(kind) and not self._has_enough(kind)
