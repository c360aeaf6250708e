"""What overlapping offers cost at worst: adversarial baskets of real goods at real prices, reckoned by the engine."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from catalog.models import Sku
from catalog.pricing import Decision, decide
from marketing.engine import CouponTerms, Goods, Outcome, Rule, apply
from marketing.models import CouponKind, Promotion
from marketing.services.live import as_rules, family_of, scope_of

MOST_UNITS = 20
LEANEST = 24  # goods of the thinnest margin that are tried alone
PAIRED = 8  # of these, how many are tried two by two
SHOWN = 5


@dataclass(frozen=True)
class Basket:
    """A basket with what it pays; ``cost_fen`` is None when the cost of something in it is not known."""

    goods: tuple[tuple[Sku, int], ...]
    outcome: Outcome
    cost_fen: int | None

    @cached_property
    def off_percent(self) -> float:
        return round(100 * self.outcome.off_fen / self.outcome.goods_fen, 1)

    @cached_property
    def margin_percent(self) -> float | None:
        """What is left over the cost, of what the customer pays for the goods."""
        if self.cost_fen is None:
            return None
        return round(100 * (self.outcome.total_fen - self.cost_fen) / self.outcome.total_fen, 1)


@dataclass(frozen=True)
class Answer:
    """``worst`` by margin, or by the depth of the saving where no cost is known; ``offers`` are all that were reckoned together."""

    worst: list[Basket]
    offers: list
    tried: int
    is_costed: bool
    most_fen: int | None


def overlapping(offer) -> list:
    """The offer and everything else that is switched on in a store and at a moment of its own."""
    found = [offer]
    for model in (Promotion, CouponKind):
        rows = model.objects.filter(is_active=True, starts_at__lt=offer.ends_at, ends_at__gt=offer.starts_at).order_by("pk")
        found += [row for row in rows if (type(row), row.pk) != (type(offer), offer.pk) and _meet(row, offer)]
    return found


def _meet(one, other) -> bool:
    return not one.store_ids or not other.store_ids or bool(set(one.store_ids) & set(other.store_ids))


def simulate(offer, store) -> Answer:
    """All offers are reckoned as if they ran at once, with the coupon that saves most."""
    offers = [row for row in overlapping(offer) if not row.store_ids or store.pk in row.store_ids]
    rules = as_rules([row for row in offers if isinstance(row, Promotion)])
    tickets = _tickets([row for row in offers if isinstance(row, CouponKind)])
    moment = offer.starts_at
    rules = [_always(rule, moment) for rule in rules]
    shelf = _shelf(store)
    baskets = [_reckon(goods, shelf, rules, tickets, moment) for goods in _adversaries(shelf, rules, tickets)]
    hit = [basket for basket in baskets if basket.outcome.off_fen]
    is_costed = any(basket.cost_fen is not None for basket in hit)
    worst = sorted(hit, key=_badness)[:SHOWN]
    return Answer(worst, offers, len(baskets), is_costed, _exposure(offers))


def _always(rule: Rule, moment) -> Rule:
    return Rule(**{**vars(rule), "starts_at": moment, "ends_at": moment.max.replace(tzinfo=moment.tzinfo), "left_fen": None})


def _tickets(kinds: list[CouponKind]) -> list[CouponTerms]:
    tree = family_of(kinds)
    return [
        CouponTerms(
            kind.pk, kind.code, kind.name, kind.threshold_fen, kind.off_fen, kind.starts_at.min.replace(tzinfo=kind.starts_at.tzinfo),
            kind.ends_at.max.replace(tzinfo=kind.ends_at.tzinfo), scope_of(kind, tree),
        )
        for kind in kinds
    ]  # fmt: skip


def _shelf(store) -> dict[int, tuple[Sku, Decision]]:
    """SKU id → (SKU, what decides its price) of all that the store sells."""
    skus = list(Sku.objects.sellable(store).select_related("product"))
    found = decide([sku.pk for sku in skus], store)
    return {sku.pk: (sku, found[sku.pk]) for sku in skus if sku.pk in found}


def _leanness(entry: tuple[Sku, Decision]) -> tuple:
    """Thinnest margin first; goods of unknown cost by price, cheapest first."""
    sku, fen = entry[0], entry[1].amount_fen
    return (0, (fen - sku.cost_fen) / fen) if sku.cost_fen is not None and fen else (1, fen)


def _adversaries(shelf, rules: list[Rule], tickets: list[CouponTerms]) -> Iterable[tuple[tuple[int, int], ...]]:
    """Baskets that just reach a threshold with the goods that earn least: one SKU alone, or two together."""
    thresholds = sorted({step[0] for rule in rules for step in rule.steps} | {ticket.threshold_fen for ticket in tickets})
    scopes = [offer.scope for offer in (*rules, *tickets)]
    lean = sorted((entry for entry in shelf.values() if any(scope.fits(_goods(*entry, 1)) for scope in scopes)), key=_leanness)[:LEANEST]
    found = set()
    for threshold in thresholds:
        for sku, price in lean:
            found.add(((sku.pk, _units(threshold, price)),))
        for (one, price), (two, other) in itertools.permutations(lean[:PAIRED], 2):
            found.add(tuple(sorted([(one.pk, _units(max(threshold - other.amount_fen, 1), price)), (two.pk, 1)])))
    return sorted(found)


def _units(threshold_fen: int, price: Decision) -> int:
    """The fewest that reach the threshold, at the price of so many."""
    least = max(1, math.ceil(threshold_fen / max(price.amount_fen, 1)))
    return next((units for units in range(least, MOST_UNITS) if units * price.of(units) >= threshold_fen), MOST_UNITS)


def _goods(sku: Sku, price: Decision, units: int) -> Goods:
    return Goods(sku.pk, units, price.of(units), sku.product_id, sku.product.category_id, sku.product.product_class)


def _reckon(wanted, shelf, rules, tickets, moment) -> Basket:
    lines = [_goods(*shelf[pk], units) for pk, units in wanted]
    outcomes = [apply(lines, rules, ticket, moment) for ticket in (None, *tickets)]
    goods = tuple((shelf[pk][0], units) for pk, units in wanted)
    costs = [sku.cost_fen * units if sku.cost_fen is not None else None for sku, units in goods]
    return Basket(goods, min(outcomes, key=lambda outcome: outcome.total_fen), None if None in costs else sum(costs))


def _badness(basket: Basket) -> tuple:
    """Lowest margin first; baskets of unknown cost after those, deepest saving first."""
    known = basket.margin_percent is not None
    return (not known, basket.margin_percent if known else -basket.off_percent, -basket.off_percent)


def _exposure(offers) -> int | None:
    """The most that all offers together can cost; None as soon as one of them has no limit."""
    budgets = [row.budget_fen for row in offers if isinstance(row, Promotion)]
    coupons = sum(row.off_fen * row.quota for row in offers if isinstance(row, CouponKind))
    return None if None in budgets else sum(budgets) + coupons
