"""What a request can be for. Each department declares its own nouns: campaigns, products, pages.

``declare("marketing.campaign", choices=…, find=…)``: ``choices(user)`` → rows one may ask for, ``store_of(row)`` → its one store or None.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps

kinds: dict[str, "Subject"] = {}


@dataclass(frozen=True)
class Subject:
    what: str
    find: Callable
    url: Callable
    store_of: Callable


def declare(model: str, *, what: str, find: Callable, url: Callable, store_of: Callable = lambda row: None) -> None:
    """``find(text, user)`` → the row that people name by ``text`` (its number, its address), or None."""
    kinds[model] = Subject(what, find, url, store_of)


def named(what: str, text: str, user):
    """The row of this kind that people call ``text``."""
    for subject in kinds.values():
        if subject.what == what and (row := subject.find(text, user)) is not None:
            return row
    return None


def of(request):
    """The row a request is for, if it is still there."""
    if not request.subject_type or request.subject_type not in kinds:
        return None
    return apps.get_model(request.subject_type).objects.filter(pk=request.subject_id).first()


def url_of(request) -> str:
    row = of(request)
    return kinds[request.subject_type].url(row) if row is not None else ""
