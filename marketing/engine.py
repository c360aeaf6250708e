"""What an order saves, exactly, down to the unit. Pure: no database.

The order of calculation is fixed: the price of each unit, then promotions (by priority), then the coupon; freight comes after
and is none of this module's business. Every threshold looks at the price of the goods before anything was saved, so putting one more
thing into the cart never loses a saving, and the order of promotions never decides whether a coupon counts.
"""

from dataclasses import dataclass, field
from datetime import datetime

from microstore.compliance.goods import NEVER_PROMOTED
from microstore.core.money import share_fen

LEAST_FEN = 1  # an order always costs something: a payment of nothing cannot be made
COMPONENTS = ("promotion", "coupon")


@dataclass(frozen=True)
class Goods:
    """``units`` of one SKU at ``unit_fen`` each, or at ``prices`` where units differ, with what scopes ask about it.

    What came out of a bundle names it (``bundle_id``) and answers scopes with the bundle's product and category: that was bought.
    """

    sku_id: int
    units: int
    unit_fen: int
    product_id: int = 0
    category_id: int = 0
    product_class: str = ""
    prices: tuple[int, ...] = ()
    bundle_id: int = 0

    @property
    def unit_prices(self) -> list[int]:
        return list(self.prices) or [self.unit_fen] * self.units

    @property
    def goods_fen(self) -> int:
        return sum(self.unit_prices)


@dataclass(frozen=True)
class Scope:
    """Nothing named means everything; what is excluded stays out however it came in."""

    category_ids: frozenset[int] = frozenset()
    product_ids: frozenset[int] = frozenset()
    without_category_ids: frozenset[int] = frozenset()
    without_product_ids: frozenset[int] = frozenset()

    def fits(self, goods) -> bool:
        """Of anything that has a product, a category and a class of goods."""
        if goods.product_class in NEVER_PROMOTED:
            return False
        if goods.product_id in self.without_product_ids or goods.category_id in self.without_category_ids:
            return False
        named = self.category_ids or self.product_ids
        return not named or goods.category_id in self.category_ids or goods.product_id in self.product_ids


@dataclass(frozen=True)
class Rule:
    """A promotion as the engine reads it. ``left_fen`` is what its budget still allows, None without one."""

    id: int
    code: str
    name: str
    steps: tuple[tuple[int, int], ...]
    starts_at: datetime
    ends_at: datetime
    repeats: bool = False
    priority: int = 100
    group: str = ""
    scope: Scope = field(default_factory=Scope)
    left_fen: int | None = None
    times_per_customer: int | None = None

    def is_running(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at

    def step_of(self, goods_fen: int) -> tuple[int, int]:
        """The highest step these goods reach, (0, 0) below the first."""
        return next((step for step in reversed(self.steps) if goods_fen >= step[0]), (0, 0))

    def off_fen(self, goods_fen: int) -> int:
        if not self.repeats:
            return self.step_of(goods_fen)[1]
        threshold, off = self.steps[-1]
        times, rest = divmod(goods_fen, threshold)
        return times * off + self.step_of(rest)[1]

    def next_step(self, goods_fen: int) -> tuple[int, int] | None:
        """(how much more goods, what would then be saved in all); None where there is no higher step."""
        base, rest = divmod(goods_fen, self.steps[-1][0]) if self.repeats else (0, goods_fen)
        threshold = next((step[0] for step in self.steps if step[0] > rest), None)
        if threshold is None:
            return None
        return threshold - rest, self.off_fen(base * self.steps[-1][0] + threshold)


@dataclass(frozen=True)
class CouponTerms:
    """A coupon as the engine reads it."""

    id: int
    code: str
    name: str
    threshold_fen: int
    amount_fen: int
    starts_at: datetime
    ends_at: datetime
    scope: Scope = field(default_factory=Scope)

    def is_running(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at

    def step_of(self, _goods_fen: int) -> tuple[int, int]:
        return self.threshold_fen, self.amount_fen

    def off_fen(self, goods_fen: int) -> int:
        return self.amount_fen if goods_fen >= self.threshold_fen else 0


@dataclass(frozen=True)
class Part:
    """What one offer takes off one line: the line of the trace, with the amount of each unit."""

    component: str
    code: str
    name: str
    threshold_fen: int
    off_fen: int
    unit_fen: tuple[int, ...]

    @property
    def fen(self) -> int:
        return sum(self.unit_fen)


@dataclass(frozen=True)
class PricedLine:
    goods: Goods
    parts: tuple[Part, ...]

    def shares(self) -> dict[str, list[int]]:
        """Fen per unit of each component that takes something off this line."""
        found = {}
        for name in COMPONENTS:
            several = [part.unit_fen for part in self.parts if part.component == name]
            if several:
                found[name] = [sum(units) for units in zip(*several, strict=True)]
        return found

    def fen(self, component: str) -> int:
        return sum(part.fen for part in self.parts if part.component == component)

    @property
    def left_fen(self) -> int:
        return self.goods.goods_fen - sum(part.fen for part in self.parts)


@dataclass(frozen=True)
class Saving:
    """What one offer takes off the whole basket."""

    component: str
    offer: Rule | CouponTerms
    step: tuple[int, int]
    fen: int


@dataclass(frozen=True)
class Outcome:
    """Lines in the order they were given."""

    lines: tuple[PricedLine, ...]
    savings: tuple[Saving, ...]

    def fen(self, component: str) -> int:
        return sum(saving.fen for saving in self.savings if saving.component == component)

    @property
    def goods_fen(self) -> int:
        return sum(line.goods.goods_fen for line in self.lines)

    @property
    def off_fen(self) -> int:
        return sum(saving.fen for saving in self.savings)

    @property
    def total_fen(self) -> int:
        """Goods less savings, before freight."""
        return self.goods_fen - self.off_fen


def apply(lines: list[Goods], promotions: list[Rule], coupon: CouponTerms | None, now: datetime) -> Outcome:
    """Reckon every promotion that runs ``now``, then the coupon. The order of ``lines`` changes nothing but the order of the answer."""
    table = _Table(lines)
    for rule in _chosen(table, promotions, now):
        table.take_off("promotion", rule)
    if coupon is not None and coupon.is_running(now):
        table.take_off("coupon", coupon)
    return Outcome(tuple(PricedLine(goods, tuple(parts)) for goods, parts in zip(lines, table.parts, strict=True)), tuple(table.savings))


def _chosen(table: "_Table", promotions: list[Rule], now: datetime) -> list[Rule]:
    """Running, within their budget, and of each exclusive group the one that saves most; in the order of reckoning."""
    best, chosen = {}, []
    for rule in sorted((rule for rule in promotions if rule.is_running(now)), key=lambda rule: (rule.priority, rule.id)):
        off = rule.off_fen(table.goods_fen(rule.scope))
        if not off or (rule.left_fen is not None and off > rule.left_fen):
            continue
        if not rule.group:
            chosen.append(rule)
        elif rule.group not in best or off > best[rule.group][0]:
            best[rule.group] = (off, rule)
    return sorted([*chosen, *(rule for _off, rule in best.values())], key=lambda rule: (rule.priority, rule.id))


class _Table:
    """What is left of every unit while one offer after the other is reckoned. Lines stand sorted, each with its place in the answer."""

    def __init__(self, lines: list[Goods]):
        self.lines = sorted(enumerate(lines), key=lambda line: (line[1].sku_id, line[1].unit_fen, line[1].units, line[1].bundle_id))
        self.left = [goods.unit_prices for goods in lines]
        self.parts = [[] for _goods in lines]
        self.savings = []

    def within(self, scope: Scope) -> list[tuple[int, Goods]]:
        return [(place, goods) for place, goods in self.lines if scope.fits(goods)]

    def goods_fen(self, scope: Scope) -> int:
        return sum(goods.goods_fen for _place, goods in self.within(scope))

    def take_off(self, component: str, offer: Rule | CouponTerms) -> None:
        """Split over the lines by what is left of them, then over the units of each, both by largest remainder."""
        goods_fen = self.goods_fen(offer.scope)
        places = [place for place, _goods in self.within(offer.scope)]
        left = [sum(self.left[place]) for place in places]
        off = min(offer.off_fen(goods_fen), sum(left), max(0, sum(map(sum, self.left)) - LEAST_FEN))
        if off <= 0:
            return
        step = offer.step_of(goods_fen)
        self.savings.append(Saving(component, offer, step, off))
        for place, fen in zip(places, share_fen(off, left), strict=True):
            if fen:
                self._take_off_line(component, offer, step, place, fen)

    def _take_off_line(self, component: str, offer: Rule | CouponTerms, step: tuple[int, int], place: int, fen: int) -> None:
        units = share_fen(fen, self.left[place])
        self.left[place] = [left - off for left, off in zip(self.left[place], units, strict=True)]
        self.parts[place].append(Part(component, offer.code, offer.name, *step, tuple(units)))
