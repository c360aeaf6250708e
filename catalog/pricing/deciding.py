"""Which price counts, and why. The only place that chooses among prices.

The store's own prices go before those of all stores, and within them a channel's before the general ones. Of what is left, for
this many units and this tier, the lowest counts: buying more or being a member never costs more. A price for a time stands in the
timeline of its scope, so it needs no rule of its own."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, OuterRef, Subquery

from catalog.models import Price
from microstore.core import clock
from microstore.core.sentences import gettext as _

GOES_FIRST = (F("store_id").asc(nulls_last=True), F("channel").desc(), F("amount_fen").asc(), F("valid_from").desc(), F("pk").desc())


def in_order(prices: Iterable[Price]) -> list[Price]:
    """``GOES_FIRST`` for rows at hand."""
    newest_first = sorted(prices, key=lambda row: (row.valid_from, row.pk), reverse=True)
    narrow_first = sorted(newest_first, key=lambda row: (row.channel, -row.amount_fen), reverse=True)
    return sorted(narrow_first, key=lambda row: (row.store_id is None, row.store_id or 0))


@dataclass(frozen=True)
class Decision:
    """``price`` counts; ``candidates`` are all that were in force for this place, in the order in which they go."""
    price: Price
    candidates: tuple[Price, ...]
    units: int = 1

    @property
    def amount_fen(self) -> int:
        return self.price.amount_fen

    @cached_property
    def steps(self) -> list[tuple[int, int]]:
        """(from how many units, price of one): the price of one unit, then each quantity from which it is lower."""
        steps = []
        for units in sorted({1, *(row.from_units for row in self.candidates)}):
            row = next((row for row in self.candidates if row.from_units <= units), None)
            if row and (not steps or row.amount_fen < steps[-1][1]):
                steps.append((units, row.amount_fen))
        return steps

    def of(self, units: int) -> int:
        """The price of one of so many."""
        return next((row.amount_fen for row in self.candidates if row.from_units <= units), self.amount_fen)

    @property
    def why(self) -> str:
        return why(self.price)


def why(price: Price) -> str:
    """In a sentence, narrowest reason first."""
    parts = []
    if price.is_dated:
        parts.append(_("a price for a time"))
    if price.from_units > 1:
        parts.append(_("from %(units)d units") % {"units": price.from_units})
    if price.tier:
        parts.append(_("for members of %(tier)s") % {"tier": price.tier})
    if price.channel:
        parts.append(_("on channel %(channel)s") % {"channel": price.channel})
    parts.append(_("set for this store") if price.store_id else _("base price of all stores"))
    return _(", ").join(parts)


def rows(sku_ids: Iterable[int], store_ids: Iterable[int], at=None, *, tier: str = "", channel: str = ""):
    """Every price that may count in these stores, in the order in which they go. One query."""
    found = Price.objects.in_force(at or clock.now()).of_place(store_ids, tier=tier, channel=channel)
    return found.filter(sku_id__in=list(sku_ids)).order_by("sku_id", *GOES_FIRST)


def everywhere(sku_ids: Iterable[int], at=None):
    """The same of every store, channel and tier, for whoever looks at several places at once."""
    return Price.objects.in_force(at or clock.now()).filter(sku_id__in=list(sku_ids)).order_by("sku_id", *GOES_FIRST)


def by_sku(found: Iterable[Price]) -> dict[int, list[Price]]:
    grouped = defaultdict(list)
    for price in found:
        grouped[price.sku_id].append(price)
    return grouped


def choose(candidates: Iterable[Price], store_id: int | None, units: int = 1) -> Decision | None:
    """Of the prices of one SKU, in the order of ``rows``."""
    here = tuple(row for row in candidates if row.store_id in (None, store_id))
    price = next((row for row in here if row.from_units <= units), None)
    return Decision(price, here, units) if price else None


def decide(sku_ids, store, at=None, units: int | Mapping[int, int] = 1, tier=None, channel=None) -> dict[int, Decision]:  # noqa: PLR0913
    """SKU id → the price that counts in ``store`` (None: apart from any store). One query; SKUs without a price are absent.

    ``units``: how many are bought, of each or by SKU id."""
    store_id = getattr(store, "pk", store)
    found = by_sku(rows(sku_ids, [store_id] if store_id else [], at, tier=tier or "", channel=channel or ""))
    several = units if isinstance(units, Mapping) else defaultdict(lambda: units)
    decided = {sku: choose(candidates, store_id, several[sku]) for sku, candidates in found.items()}
    return {sku: decision for sku, decision in decided.items() if decision}


def current(sku_ids, store, at=None, units: int | Mapping[int, int] = 1) -> dict[int, Price]:
    """``decide`` for whoever needs the price alone."""
    return {sku: decision.price for sku, decision in decide(sku_ids, store, at, units).items()}


def at(sku, store, moment) -> Price | None:
    """The price of one unit of a SKU in a store at any moment of its history."""
    return current([sku.pk], store, moment).get(sku.pk)


def in_store(store, sku: str = "sku", units: int | str = 1) -> Subquery:
    """The amount that ``decide`` chooses, as an expression for rows that name their SKU in ``sku`` and, if it is a name, how many
    in ``units``."""
    bought = OuterRef(units) if isinstance(units, str) else units
    found = Price.objects.in_force(clock.now()).of_place([store.pk if store else None]).filter(sku=OuterRef(sku), from_units__lte=bought)
    return Subquery(found.order_by(*GOES_FIRST).values("amount_fen")[:1])


def has_steps(store, sku: str = "sku"):
    """Rows of the quantity prices of a SKU here, for ``Exists``: buying more changes what one costs."""
    return Price.objects.in_force(clock.now()).of_place([store.pk]).filter(sku=OuterRef(sku), from_units__gt=1)
