"""All pages of the back office, in the order they were declared."""

import re

from django.core.exceptions import ImproperlyConfigured

all_pages: list[type] = []

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


def register(page) -> None:
    """Add ``page``; refuses a page without permission, or with a name or address already taken."""
    if not page.permission:
        raise ImproperlyConfigured(f"{page.__module__}.{page.__name__} declares no permission.")
    for other in all_pages:
        if page.name == other.name or page.url == other.url:
            raise ImproperlyConfigured(f"{page.__name__} and {other.__name__} share the name or address {page.name!r} {page.url!r}.")
    all_pages.append(page)


def find(name: str):
    """The page called ``name``, or None."""
    return next((page for page in all_pages if page.name == name), None)


def parameters(url: str) -> list[str]:
    """Names of the converted parts of an address: ``orders/<str:number>/`` → ``["number"]``."""
    return CONVERTED.findall(url)


def in_order_of_precedence(pages) -> list[type]:
    """Plain addresses before converted ones, so that ``orders/new/`` is not read as an order number."""
    return sorted(pages, key=lambda page: [part.startswith("<") for part in page.url.split("/")] + [page.url.count("/")])
