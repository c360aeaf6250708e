"""How one person likes one list: which columns in which order, how dense, how many rows."""

from microstore.core.models import Preference

SIZES = (20, 50, 100)


def of(user, page_name) -> dict:
    found = Preference.objects.filter(owner=user, page=page_name).values_list("value", flat=True).first()
    return found or {}


def keep(user, page_name, **changes) -> None:
    """Merge ``changes`` into what is kept; a value of None forgets that key."""
    value = {**of(user, page_name), **changes}
    Preference.objects.update_or_create(owner=user, page=page_name, defaults={"value": {k: v for k, v in value.items() if v is not None}})


def arranged(names, kept) -> tuple[list[str], list[str]]:
    """(columns shown in order, all columns in order) from the names a table has and what the person kept."""
    order = [name for name in kept.get("order", []) if name in names]
    order += [name for name in names if name not in order]
    hidden = set(kept.get("hidden", []))
    return [name for name in order if name not in hidden], order


def moved(order, name, step) -> list[str]:
    """``order`` with ``name`` one place up (−1) or down (+1)."""
    order = list(order)
    if name in order:
        at = order.index(name)
        to = min(max(at + step, 0), len(order) - 1)
        order.insert(to, order.pop(at))
    return order
