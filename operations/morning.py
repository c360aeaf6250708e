"""What the director sees in the morning: figures per department and store, what waits and since when. At most a minute old."""

from django.core.cache import cache
from django.utils.translation import get_language

from microstore.core import clock, replica
from microstore.core.backoffice.workbench import address
from microstore.core.declarations import Department
from microstore.core.pages import queues
from microstore.core.pages.page import may_open
from microstore.stores.models import Store

FRESH_SECONDS = 60


def of(user) -> dict:
    """Everything but approvals and duties, which must be true to the second."""
    return cache.get_or_set(f"morning:{user.pk}:{get_language()}:{clock.today()}", lambda: _gather(user), FRESH_SECONDS)


@replica.reads
def _gather(user) -> dict:
    """Also of departments whose work this person may not do: whoever opens the morning answers for all of them."""
    waiting = [line for queue in sorted(queues.queues, key=lambda one: one.position) if (line := _waiting(queue, user))]
    numbers = [_number(number, user) for number in queues.open_to(user, queues.numbers)]
    return {
        "as_of": clock.now(),
        "departments": _by_department(numbers, waiting),
        "stores": _by_store(user, numbers, waiting),
        "waiting": sorted(waiting, key=lambda line: (line["due"] or line["since"] or clock.now().replace(year=9999))),
        "breaches": [line for line in waiting if line["due"] and line["due"] < clock.now()],
    }


def _waiting(queue, user) -> dict | None:
    count = queue.count(user)
    if not count:
        return None
    return {
        "code": queue.code, "label": str(queue.label), "count": count, "minutes": queue.minutes,
        "url": address(queue, user) if may_open(user, queue.permission) else "",
        "icon": queue.icon, "position": queue.position,
        "due": queue.due(user) if queue.due else None, "since": queue.since(user) if queue.since else None,
        "department": queue.department or Department.OPERATIONS, "per_store": queue.per_store(user) if queue.per_store else None,
    }  # fmt: skip


def _number(number, user) -> dict:
    value = number.value(user)
    given = value if isinstance(value, dict) else {"value": value}
    return {
        "label": str(number.label), "url": address(number, user), "department": number.department or Department.OPERATIONS,
        "per_store": number.per_store(user) if number.per_store else None, **given,
    }  # fmt: skip


def _by_department(numbers, waiting) -> list[dict]:
    """One card per department that has something to tell, in the order of the menu."""
    cards = []
    for department in Department:
        tiles = [tile for tile in numbers if tile["department"] == department]
        lines = [line for line in waiting if line["department"] == department]
        if tiles or lines:
            late = any(line["due"] and line["due"] < clock.now() for line in lines)
            cards.append({"code": department.value, "label": str(department.label), "tiles": tiles, "lines": lines, "is_late": late})
    return cards


def _by_store(user, numbers, waiting) -> dict:
    """A row per open store, a column for each number and queue that knows its stores."""
    columns = [one for one in [*numbers, *waiting] if one["per_store"] is not None]
    stores = Store.objects.visible_to(user).exclude(state=Store.State.CLOSED) if columns else []
    rows = [
        {"store": store.name, "cells": [(column["label"], column["per_store"].get(store.pk, 0)) for column in columns]}
        for store in stores
    ]
    return {"heads": [column["label"] for column in columns], "rows": rows}
