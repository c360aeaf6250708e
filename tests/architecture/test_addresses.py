"""Every address says who may open it."""
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from microstore.core.access import KINDS


def walk(patterns, prefix=""):
    """Yield (address, view) of every address; the admin's own are guarded by the admin site."""
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from walk(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here, pattern.callback


def has_rule(view):
    """A view declares its audience by ``open_to``; a back-office page by the right it needs, a part of a page by its page's."""
    page = getattr(view, "view_class", None)
    owners = [page, *getattr(view, "view_initkwargs", {}).values()]
    declared = {getattr(each, "access", None) for each in (view, page)}
    return bool(declared & set(KINDS)) or any(getattr(each, "permission", "") for each in owners)


def test_every_address_has_a_rule():
    assert [address for address, view in walk(get_resolver().url_patterns) if not has_rule(view)] == []
