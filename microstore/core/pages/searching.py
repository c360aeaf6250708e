"""One search for everything: each department declares providers in its ``search.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from microstore.core.pages import registry
from microstore.core.pages.page import may_open

providers: list["Provider"] = []


@dataclass(frozen=True)
class Hit:
    """One thing found. ``exact`` hits (a whole number scanned in) open at once."""

    title: str
    url: str
    text: str = ""
    icon: str = "doc"
    exact: bool = False


@dataclass(frozen=True)
class Provider:
    label: str
    permission: str
    find: Callable
    icon: str


@dataclass(frozen=True)
class Found:
    label: str
    hits: list


def searchable(label, permission, icon="doc"):
    """Declare a provider: ``def find(text, user, limit) -> iterable of Hit``."""

    def declare(find):
        providers.append(Provider(label, permission, find, icon))
        return find

    return declare


def pages_called(text, user, limit) -> list[Hit]:
    """Pages whose title holds ``text``: lists by their menu name, acts that need no row by their own."""
    words = text.casefold()
    named = (page for page in registry.all_pages if not registry.parameters(page.url) and page.title)
    return [
        Hit(str(page.title), page.get_url(), icon=page.menu.icon if page.menu else "cr")
        for page in named
        if words in str(page.title).casefold() and page.is_open_to(user)
    ][:limit]


def search(text, user, limit=5) -> list[Found]:
    """What ``text`` means to this person, grouped by kind; an empty text finds nothing."""
    text = text.strip()
    if not text:
        return []
    found = [Found(provider.label, list(provider.find(text, user, limit))) for provider in providers if may_open(user, provider.permission)]
    return [group for group in found if group.hits]
