"""The frame of every page: the menu by rights, what waits for me, and which page this is."""

from itertools import groupby

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from microstore.core.declarations import Department
from microstore.core.models import Job
from microstore.core.pages import registry
from microstore.core.pages.listing import department_of

COUNTED_FOR = 30
"""Seconds a count of the menu may be old."""


def counted(pages, user) -> dict:
    """Page → how many rows wait for this person behind it; remembered for a moment and asked for at once, so that a page costs no
    extra queries and the cache one answer."""
    keys = {page: f"menu:{user.pk}:{page.name}" for page in pages if page.menu.count}
    known = cache.get_many(keys.values()) if keys else {}
    fresh = {key: page.menu.count(user) or 0 for page, key in keys.items() if key not in known}
    if fresh:
        cache.set_many(fresh, COUNTED_FOR)
    return {page: (known | fresh)[key] for page, key in keys.items()}


def entry(page, current, count: int) -> dict:
    return {
        "label": page.menu_label(),
        "url": page.get_url(),
        "icon": page.menu.icon,
        "is_current": current is page,
        "is_hot": page.menu.hot,
        "count": count,
    }


def menu(user, current=None) -> dict:
    """Entries without department first, then one group per department: the person's own first and open, the others folded."""
    pages = [page for page in registry.all_pages if page.menu and not registry.parameters(page.url) and page.is_open_to(user)]
    pages.sort(key=lambda page: (order_of(page.menu.department), page.menu.position))
    grouped = {department: list(those) for department, those in groupby(pages, key=lambda page: page.menu.department)}
    waiting = counted(pages, user)
    top = [entry(page, current, waiting.get(page, 0)) for page in grouped.pop(None, [])]
    own = department_of(user)
    groups = [
        {
            "label": Department(department).label,
            "is_open": department == own or any(page is current for page in those) or len(grouped) <= 2,
            "is_own": department == own,
            "entries": [entry(page, current, waiting.get(page, 0)) for page in those],
        }
        for department, those in grouped.items()
    ]
    return {"top": top, "groups": sorted(groups, key=lambda group: not group["is_own"])}


def order_of(department) -> int:
    return -1 if department is None else list(Department).index(department)


def place_in_menu(page):
    """The menu page that is lit for ``page``: itself, or the nearest one above its address."""
    url = getattr(page, "url", None)
    if url is None:
        return None
    owner = getattr(page, "owner", None) or type(page)
    with_menu = [other for other in registry.all_pages if other.menu and not registry.parameters(other.url)]
    above = [other for other in with_menu if other.url and owner.url and owner.url.startswith(other.url)]
    return owner if owner in with_menu else max(above, key=lambda other: len(other.url), default=None)


def bell(user) -> dict | None:
    """The staff inbox, when some department declares the page ``inbox``."""
    page = registry.find("inbox")
    if page is None or not page.is_open_to(user):
        return None
    return {"url": page.get_url(), "count": counted([page], user).get(page, 0) if page.menu else 0}


def open_jobs(user) -> int:
    return Job.objects.filter(owner=user, state__in=Job.OPEN)[:20].count()


def address_or_none(*names):
    """The first of ``names`` that is an address of this house."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return None
