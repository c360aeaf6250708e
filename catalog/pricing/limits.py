"""Who must agree to a price. Pure: numbers in, posts out. The stricter of group D3, rule PR-14, rule PR-06 and state C11."""
from decimal import Decimal

from catalog.models import PriceChange
from catalog.pricing import norms

Needs = PriceChange.Needs
ORDER = (Needs.MANAGER, Needs.FINANCE, Needs.DIRECTOR)
LEVELS = ((Needs.MANAGER, Needs.FINANCE), (Needs.DIRECTOR,))
"""Product manager and finance are asked at once; the director last."""
PERMISSIONS = {
    Needs.MANAGER: "catalog.approve_price", Needs.FINANCE: "catalog.approve_price_cost", Needs.DIRECTOR: "catalog.approve_price_floor",
}


def percent_of(old_fen: int | None, new_fen: int) -> Decimal | None:
    """By how much of the old price the new one differs, with its sign; None where there was none."""
    return (Decimal(100 * (new_fen - old_fen)) / old_fen).quantize(Decimal("0.01")) if old_fen else None


def needed(percent, new_fen: int, *, cost_fen=None, floor_fen=None, is_raise_ahead: bool = False) -> list[str]:
    """``percent`` is the larger of the changes against now and against a while ago, whatever its sign."""
    change, posts = abs(percent or 0), set()
    if change > norms.ALONE.value:
        posts.add(Needs.DIRECTOR if change > norms.MANAGER.value else Needs.MANAGER)
    if change > norms.FINANCE.value or (cost_fen is not None and new_fen < cost_fen):
        posts |= {Needs.MANAGER, Needs.FINANCE}
    if floor_fen is not None and new_fen < floor_fen:
        posts.add(Needs.DIRECTOR)
    if is_raise_ahead:
        posts.add(Needs.MANAGER)
    return in_order(posts)


def in_order(posts) -> list[str]:
    return [post.value for post in ORDER if post in posts]


def agreed_by_asking(posts, user) -> list[str]:
    """The asker stands for one post at most, the lowest that they hold: nobody is two of the people who must agree."""
    return next(([post] for post in in_order(posts) if user is not None and user.has_perm(PERMISSIONS[Needs(post)])), [])


def next_level(missing) -> list[str]:
    """Whom to ask now."""
    return next((asked for level in LEVELS if (asked := [post for post in missing if post in level])), [])


def floor_by_margin(cost_fen: int | None) -> int | None:
    """The lowest price that leaves the least margin, rounded up to the fen."""
    return None if cost_fen is None else -(-cost_fen * 100 // (100 - norms.MARGIN.value))


def margin_percent(amount_fen: int, cost_fen: int | None) -> Decimal | None:
    return None if cost_fen is None else (Decimal(100 * (amount_fen - cost_fen)) / amount_fen).quantize(Decimal("0.1"))
