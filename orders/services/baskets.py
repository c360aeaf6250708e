"""What a cart would cost now, line by line, with what changed and what cannot be bought and why."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from catalog.bundles import stock
from catalog.models import Listing, Sku
from catalog.services import prices
from marketing.engine import CouponTerms, Goods, Rule
from marketing.services import live
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.sentences import gettext as _
from orders.freight import DEFAULTS, Tariff, missing_for_free_fen, tariff_for
from orders.models import Cart, FreightRule
from orders.pricing import Quote, quote
from orders.services import bundles, using
from orders.services.batches import OnShelf, ShownBatch, on_shelf

FEW_LEFT = 10


@dataclass
class BasketLine:
    """``problem`` says why it cannot be bought; ``was_fen`` is the price seen before, if it changed; ``struck_fen`` what may be
    struck through beside it; ``lasting`` is told when it is not used up before its date; ``inside`` is what a bundle holds, with the
    batch of each part."""

    line: Any
    unit_fen: int
    left: int
    problem: str = ""
    was_fen: int | None = None
    batch: ShownBatch | None = None
    struck_fen: int | None = None
    struck_basis: str = ""
    inside: list = field(default_factory=list)
    lasting: using.Lasting | None = None

    @property
    def sku(self):
        return self.line.sku

    @property
    def units(self) -> int:
        return self.line.units

    @property
    def goods_fen(self) -> int:
        return self.unit_fen * self.line.units

    @property
    def revision(self):
        return self.line.sku.product.live_revision

    @property
    def has_parcel(self) -> bool:
        return self.sku.product.product_class not in NO_PARCEL

    @property
    def few_left(self) -> bool:
        return self.has_parcel and 0 < self.left <= FEW_LEFT

    @property
    def can_reduce(self) -> bool:
        """There is some, only not as many as wanted."""
        return bool(self.problem) and 0 < self.left < self.units


@dataclass
class Basket:
    lines: list[BasketLine]
    unsellable: list[BasketLine]
    tariff: Tariff
    promotions: list[Rule] = field(default_factory=list)
    coupon: CouponTerms | None = None
    inside: dict = field(default_factory=dict)

    @property
    def wanted(self) -> list[Goods]:
        """A bundle counts as what is inside it, at its share of the price."""
        return [each for line in self.lines for each in bundles.wanted_of(line.sku, line.units, line.unit_fen, self.inside)]

    @cached_property
    def quote(self) -> Quote:
        return self.quote_with(self.coupon)

    def quote_with(self, coupon: CouponTerms | None) -> Quote:
        return quote(self.wanted, self.tariff, promotions=self.promotions, coupon=coupon, now=clock.now())

    @property
    def units(self) -> int:
        return sum(line.units for line in self.lines)

    @property
    def missing_for_free_fen(self) -> int:
        return missing_for_free_fen(self.quote.sent_fen, self.tariff)

    @property
    def has_parcel(self) -> bool:
        return any(line.has_parcel for line in self.lines)

    @property
    def free_from_fen(self) -> int | None:
        return self.tariff.free_from_fen

    @property
    def changed(self) -> list[BasketLine]:
        return [line for line in self.lines if line.was_fen is not None]


def tariffs(store) -> tuple[Tariff, ...]:
    """The store's rules first, then those of all stores; the defaults when nobody wrote any. Kept for a minute."""
    return cache.get_or_set(f"{FreightRule.CACHED}:{store.pk}", lambda: _tariffs(store), 60)


def _tariffs(store) -> tuple[Tariff, ...]:
    both = FreightRule.objects.filter(store=store) | FreightRule.objects.filter(store=None)
    rows = sorted(both, key=lambda rule: (rule.store_id is None, rule.position))
    return tuple(Tariff(r.name, frozenset(r.provinces), r.fee_fen, r.free_from_fen, r.delivers) for r in rows) or DEFAULTS


def sellable_lines(cart: Cart) -> QuerySet:
    """The lines of the cart with their page, ``is_sellable`` and ``now_fen``, in one query."""
    sellable = Sku.objects.sellable(cart.store).filter(pk=OuterRef("sku_id"))
    lines = cart.lines.select_related("sku__product__live_revision").order_by("pk")
    return lines.annotate(is_sellable=Exists(sellable), now_fen=prices.in_store(cart.store, units="units"))


def with_struck(lines: QuerySet, store) -> QuerySet:
    """What the card of the same goods may strike through, as ``struck_fen`` and ``struck_basis``."""
    card = Listing.objects.filter(store=store, sku=OuterRef("sku"))
    return lines.annotate(struck_fen=Subquery(card.values("list_fen")[:1]), struck_basis=Subquery(card.values("list_basis")[:1]))


def look(cart: Cart | None, store, *, region_code: str = "", customer=None) -> Basket:
    """Price the cart for ``region_code`` (the standard tariff while it is unknown) with the promotions shown now.

    Refuses regions nobody delivers to.
    """
    tariff = tariff_for(region_code, tariffs(store))
    lines = list(with_struck(sellable_lines(cart), store)) if cart else []
    inside = bundles.inside((line.sku for line in lines), store)
    shelf = Shelf({line.sku_id for line in lines} | {part.component_id for parts in inside.values() for part in parts}, inside, store.pk)
    drawn = [_draw(line, shelf) for line in lines]
    promotions = live.shown(store, customer=customer) if lines else []
    return Basket([d for d in drawn if not d.problem], [d for d in drawn if d.problem], tariff, promotions, inside=inside)


class Shelf:
    """What is left while one line of a cart after the other takes from it: a bundle and its parts meet on the same stock."""

    def __init__(self, sku_ids, inside: dict, store_id: int):
        self.inside, self.found = inside, on_shelf(sku_ids, store_id) if sku_ids else {}
        self.left = {pk: found.left for pk, found in self.found.items()}

    def needs(self, sku) -> dict[int, int]:
        """SKU id → units that one of it takes."""
        return {part.component_id: part.units for part in self.inside[sku.pk]} if sku.is_bundle else {sku.pk: 1}

    def left_of(self, sku) -> int:
        """One copy is enough of what is read, and it is never sold out."""
        if sku.product.product_class in NO_PARCEL:
            return 1
        return min((self.left.get(pk, 0) // units for pk, units in self.needs(sku).items()), default=0)

    def take(self, line) -> None:
        for pk, units in self.needs(line.sku).items():
            if pk in self.left:
                self.left[pk] -= units * line.units

    def batch_of(self, sku_id: int) -> ShownBatch | None:
        return self._found(sku_id).batch

    def _found(self, sku_id: int) -> OnShelf:
        return self.found.get(sku_id) or OnShelf(0, None, [])

    def lasting(self, line) -> using.Lasting | None:
        """Before its units are taken."""
        sku = line.sku
        needs = [(part.component, part.units) for part in self.inside[sku.pk]] if sku.is_bundle else [(sku, 1)]
        return using.look(
            needs, line.units, lambda pk: self._found(pk).lots, lambda pk: self._found(pk).left - self.left.get(pk, 0))

    def parts_of(self, sku) -> list[tuple]:
        """(part of a bundle, the batch a new order would get)."""
        return [(part, self.batch_of(part.component_id)) for part in self.inside.get(sku.pk, ())]


def _draw(line, shelf: Shelf) -> BasketLine:
    if line.now_fen is None or not line.is_sellable:
        return BasketLine(line, 0, 0, problem=_unsold(line, shelf))
    left = shelf.left_of(line.sku)
    changed = line.seen_fen is not None and line.seen_fen != line.now_fen
    drawn = BasketLine(
        line, line.now_fen, left, batch=shelf.batch_of(line.sku_id), was_fen=line.seen_fen if changed else None,
        inside=shelf.parts_of(line.sku),
    )  # fmt: skip
    if line.struck_fen and line.struck_fen > line.now_fen:
        drawn.struck_fen, drawn.struck_basis = line.struck_fen, line.struck_basis
    if left < 1:
        drawn.problem = _("Sold out")
    elif left < line.units and not drawn.has_parcel:
        drawn.problem = _("One copy is enough")
    elif left < line.units:
        drawn.problem = _("Only %(left)d left, you want %(units)d") % {"left": left, "units": line.units}
    else:
        drawn.lasting = shelf.lasting(line)
        shelf.take(line)
    return drawn


def _unsold(line, shelf: Shelf) -> str:
    """Which part of a bundle is the reason, if one is."""
    gone = [part.component.product.name for part, _batch in shelf.parts_of(line.sku) if not stock.is_sold(part.component)]
    if gone:
        return _("“%(part)s” inside is no longer sold, so the bundle is not either") % {"part": gone[0]}
    return _("No longer sold in this store")


def note_seen(basket: Basket) -> None:
    """Remember the prices shown, so that the next change is told and this one is not told twice."""
    for drawn in basket.lines:
        if drawn.was_fen is not None or drawn.line.seen_fen is None:
            type(drawn.line).objects.filter(pk=drawn.line.pk).update(seen_fen=drawn.unit_fen)
