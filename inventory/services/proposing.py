"""How much to order and why: plain arithmetic on what is known of one SKU in one scope (duties P8, P10)."""

from dataclasses import dataclass
from math import ceil

from inventory import norms

WEIGHTS = ((7, 5), (30, 3), (90, 2))
"""Days looked back and how much they weigh: the last week counts half, so that a trend is felt and one day does not decide."""
DAYS_OF_A_MONTH = 30
YOUNGEST = 7


@dataclass(frozen=True)
class Rules:
    """The numbers of the register as they stand for one sweep."""

    alert_days: int
    lead_days: int
    wanted_days: int
    floor: int
    min_life_days: int

    @classmethod
    def current(cls) -> "Rules":
        from inventory.models import StockRule

        return cls(
            norms.ALERT_DAYS.value, norms.LEAD_DAYS.value, norms.WANTED_DAYS.value, norms.FLOOR.value, StockRule.current().min_life_days
        )


@dataclass(frozen=True)
class Facts:
    """What is known of a SKU in one warehouse, or in all of them (``warehouse_id`` empty)."""

    sku_id: int
    warehouse_id: int | None
    free: int
    coming: int
    sold: tuple[int, int, int]
    age_days: int
    shelf_life_months: int
    is_listed: bool = True
    units: int | None = None
    cover_days: int | None = None
    lead_days: int | None = None
    moq: int = 1
    pack: int = 1
    alert_id: int | None = None


@dataclass(frozen=True)
class Proposal:
    """The level, and the units to order with every number on the way to them."""

    facts: Facts
    pace: int
    lead_days: int
    wanted_days: int
    level: int
    needed: int
    rounded: int
    life_cap: int
    units: int
    days_left: int | None

    @property
    def is_below(self) -> bool:
        return self.facts.free < self.level

    @property
    def is_capped(self) -> bool:
        return self.units < self.rounded

    @property
    def per_day(self) -> float:
        return self.pace / 1000

    @property
    def demand(self) -> int:
        """What will sell until the delivery arrives and in the wanted days after; never less than the level."""
        return max(_sells(self.pace, self.lead_days + self.wanted_days), self.level)


def pace_of(facts: Facts) -> int:
    """Thousandths of a unit a day. A product younger than a window is measured by its own age."""
    age = max(facts.age_days, YOUNGEST)
    parts = (weight * units * 1000 / min(days, age) for (days, weight), units in zip(WEIGHTS, facts.sold, strict=True))
    return round(sum(parts) / sum(weight for _days, weight in WEIGHTS))


def propose(facts: Facts, rules: Rules) -> Proposal:
    """Order what sells in delivery time and wanted days beyond what is there and coming, in whole cartons, at least the
    smallest order, and never more than sells before it is too old to be sold."""
    pace, lead = pace_of(facts), rules.lead_days if facts.lead_days is None else facts.lead_days
    level = level_of(facts, rules, pace, lead)
    demand = max(_sells(pace, lead + rules.wanted_days), level)
    needed = max(demand - facts.free - facts.coming, 0)
    rounded = ceil(max(needed, facts.moq) / facts.pack) * facts.pack if needed else 0
    cap = life_cap(facts, rules, pace)
    return Proposal(
        facts, pace, lead, rules.wanted_days, level, needed, rounded, cap,
        units=_within(rounded, cap, facts) if pace else rounded,
        days_left=facts.free * 1000 // pace if pace else None,
    )  # fmt: skip


def level_of(facts: Facts, rules: Rules, pace: int, lead: int) -> int:
    if facts.units is not None:
        return facts.units
    if facts.cover_days is not None:
        return _sells(pace, facts.cover_days)
    return max(_sells(pace, lead + rules.alert_days), rules.floor if facts.is_listed else 0)


def life_cap(facts: Facts, rules: Rules, pace: int) -> int:
    """Units of fresh goods that sell, after what is there and coming, before they have too little life left."""
    days = max(facts.shelf_life_months * DAYS_OF_A_MONTH - rules.min_life_days, 0)
    return max(pace * days // 1000 - facts.free - facts.coming, 0)



def _within(rounded: int, cap: int, facts: Facts) -> int:
    """Whole cartons below the cap; nothing where they are fewer than the supplier's smallest order."""
    if rounded <= cap:
        return rounded
    units = cap // facts.pack * facts.pack
    return units if units >= facts.moq else 0


def _sells(pace: int, days: int) -> int:
    return ceil(pace * days / 1000)
