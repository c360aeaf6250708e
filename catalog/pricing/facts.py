"""What a price stands beside while it is changed: price before, cost, margin, lowest price, competitors, promotions ahead."""
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from catalog import hooks
from catalog.bundles import contents
from catalog.pricing import deciding, limits, norms
from catalog.pricing.setting import Wanted
from catalog.selection.services import market
from microstore.core import clock


@dataclass(frozen=True)
class Look:
    """One wanted price with all that is known. ``swing`` is the larger of the changes against now and against a while ago."""
    wanted: Wanted
    old_fen: int | None
    percent: Decimal | None
    swing: Decimal | None
    cost_fen: int | None
    batch: str
    floor_fen: int | None
    gap: market.Gap | None
    promotion: str
    needs: list[str] = field(default_factory=list)

    @property
    def new_fen(self) -> int:
        return self.wanted.amount_fen

    @property
    def margin_fen(self) -> int | None:
        return None if self.cost_fen is None else self.new_fen - self.cost_fen

    @property
    def margin_percent(self) -> Decimal | None:
        return limits.margin_percent(self.new_fen, self.cost_fen)

    @property
    def rival_fen(self) -> int | None:
        """The cheapest price of a competitor that still counts."""
        return self.gap.theirs_fen if self.gap else None

    @property
    def gap_by_day(self) -> market.DayGap | None:
        return self.gap.by_day_at(self.new_fen) if self.gap else None

    @property
    def gap_percent(self) -> Decimal | None:
        """By how much we are dearer (or, below zero, cheaper) than the competitor."""
        return limits.percent_of(self.rival_fen, self.new_fen)

    @property
    def is_below_cost(self) -> bool:
        return self.cost_fen is not None and self.new_fen < self.cost_fen

    @property
    def is_below_floor(self) -> bool:
        return self.floor_fen is not None and self.new_fen < self.floor_fen

    @property
    def need_labels(self) -> list[str]:
        return [limits.Needs(post).label for post in self.needs]


def looks(wanted: list[Wanted], starts=None) -> list[Look]:
    """Set-based: as many queries for many prices as for one."""
    ids = [row.sku.pk for row in wanted]
    now = clock.now()
    before, then = _in_force(ids, now), _in_force(ids, now - norms.MEASURED.span)
    costs, rivals, ahead = costs_of([row.sku for row in wanted]), market.gaps(ids, prices={}), _promotions(wanted, starts or now)
    return [_look(row, before, then, costs.get(row.sku.pk, (None, "")), rivals.get(row.sku.pk), ahead) for row in wanted]


def _look(wanted, before, then, cost, rival, ahead) -> Look:  # noqa: PLR0913
    old, earlier = _amount(before, wanted), _amount(then, wanted)
    percent = limits.percent_of(old, wanted.amount_fen)
    swing = max((one for one in (percent, limits.percent_of(earlier, wanted.amount_fen)) if one is not None), key=abs, default=None)
    cost_fen, batch = cost
    floor = floor_of(wanted.sku, cost_fen)
    promotion = ahead.get(wanted, "") if percent is not None and percent > norms.RAISE.value else ""
    needs = limits.needed(swing, wanted.amount_fen, cost_fen=cost_fen, floor_fen=floor, is_raise_ahead=bool(promotion))
    return Look(wanted, old, percent, swing, cost_fen, batch, floor, rival, promotion, needs)


def _in_force(sku_ids, at):
    """Prices of every place by SKU: a change may name several stores at once. One query."""
    return deciding.by_sku(deciding.everywhere(sku_ids, at))


def _amount(found, wanted: Wanted) -> int | None:
    """What these buyers pay at that moment, whichever price it is."""
    rows = [row for row in found.get(wanted.sku.pk, ()) if row.channel in ("", wanted.channel) and row.tier in ("", wanted.tier)]
    decision = deciding.choose(rows, wanted.store.pk if wanted.store else None, wanted.from_units)
    return decision.amount_fen if decision else None


def costs_of(skus) -> dict[int, tuple[int | None, str]]:
    """SKU id → (cost of one unit, the batch it is known of); without a batch the cost of its own page. A bundle costs what is inside."""
    inside = contents.of(sku.pk for sku in skus if sku.is_bundle)
    single = [sku for sku in skus if not sku.is_bundle] + [part.component for parts in inside.values() for part in parts]
    told = hooks.costs_now({sku.pk for sku in single})
    costs = {sku.pk: (told[sku.pk].fen, told[sku.pk].batch) if sku.pk in told else (sku.cost_fen, "") for sku in single}
    for pk, parts in inside.items():
        each = [costs[part.component_id][0] for part in parts]
        costs[pk] = (None if None in each else sum(part.units * fen for part, fen in zip(parts, each, strict=True)), "")
    return costs


def floor_of(sku, cost_fen: int | None) -> int | None:
    """The lowest price that somebody set, else the one that leaves the least margin."""
    return sku.floor_fen if sku.floor_fen is not None else limits.floor_by_margin(cost_fen)


def _promotions(wanted: list[Wanted], starts) -> dict[Wanted, str]:
    """Wanted price → the first promotion of its product that begins soon after it (rule PR-06). A query per store."""
    found, last = {}, starts + timedelta(days=norms.AHEAD.value)
    for store_id in {row.store.pk if row.store else None for row in wanted}:
        here = [row for row in wanted if (row.store.pk if row.store else None) == store_id]
        told = hooks.promotions_between({row.sku.product_id for row in here}, store_id, starts, last)
        for row in here:
            if coming := sorted(told.get(row.sku.product_id, ()), key=lambda one: one[1]):
                name, begins = coming[0]
                found[row] = f"{name} {begins.astimezone(clock.SHANGHAI):%m-%d}"
    return found


def spans(look: Look) -> list[tuple[list[str], int, int]]:
    """For the form: which posts a price needs, as ranges around the price now: (posts, lowest fen, highest fen)."""
    if look.old_fen is None:
        return []
    least = max(look.floor_fen or 1, look.cost_fen or 1)
    ranges = []
    for percent, posts in ((norms.ALONE.value, []), (norms.MANAGER.value, [limits.Needs.MANAGER])):
        low, high = -(-look.old_fen * (100 - percent) // 100), look.old_fen * (100 + percent) // 100
        if max(low, least) <= high:
            ranges.append(([post.label for post in posts], max(low, least), high))
    return ranges
