"""What the shelf asks of higher departments: declared there, asked here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from microstore.core import clock

_tell_batches: list[Callable] = []
_tell_offers: list[Callable] = []
_page_sections: list[Callable] = []
_tell_costs: list[Callable] = []
_tell_promotions: list[Callable] = []
_tell_freight: list[Callable] = []
_tell_channels: list[Callable] = []
_tell_units: list[Callable] = []
_tell_unsellable: list[Callable] = []
_tell_sales: list[Callable] = []
_tell_turnover: list[Callable] = []
_tell_traffic: list[Callable] = []
_tell_lots: list[Callable] = []
_tell_askers: list[Callable] = []


@dataclass(frozen=True)
class BatchNow:
    """The batch a SKU is shipped from now: the sign of the shop, shown before anybody orders. ``report``: its key when it has a report."""

    number: str
    made_on: date
    expires_on: date
    is_near_expiry: bool
    report: int | None = None

    @property
    def months_left(self) -> int:
        return max(0, (self.expires_on - clock.today()).days // 30)

    @property
    def share_gone(self) -> int:
        """How much of its life is over, per cent."""
        whole = (self.expires_on - self.made_on).days
        return min(100, max(0, (clock.today() - self.made_on).days * 100 // whole)) if whole > 0 else 100


def tells_batches(function: Callable) -> Callable:
    """Ask ``function(sku_ids, store_id or None)`` which batch each SKU ships from; it answers ``{sku_id: BatchNow}`` in one query."""
    if function not in _tell_batches:
        _tell_batches.append(function)
    return function


def batches_now(sku_ids: Iterable[int], store_id: int | None = None) -> dict[int, BatchNow]:
    found = {}
    for function in _tell_batches:
        found |= function(list(sku_ids), store_id)
    return found


def on_product_page(function: Callable) -> Callable:
    """Show the HTML of ``function(listing)`` under the label. It is kept with the page: nothing in it may be of one visitor,
    and whoever changes it calls ``catalog.services.cards.draw_anew``."""
    if function not in _page_sections:
        _page_sections.append(function)
    return function


def page_sections(listing) -> list[str]:
    return [function(listing) for function in _page_sections]


@dataclass(frozen=True)
class OfferNow:
    """A promotion, or a coupon to be claimed, that counts for a product now; ``texts`` say its terms in the visitor's language."""

    name: str
    texts: tuple[str, ...]
    until: datetime
    is_coupon: bool = False


def tells_offers(function: Callable) -> Callable:
    """Ask ``function(store_id, goods)`` which offers count for goods that have a product, a category and a class; it answers a
    tuple of OfferNow from memory, for it is asked for every card."""
    if function not in _tell_offers:
        _tell_offers.append(function)
    return function


def offers_now(store_id: int, goods) -> tuple[OfferNow, ...]:
    return tuple(offer for function in _tell_offers for offer in function(store_id, goods))


@dataclass(frozen=True)
class CostNow:
    """What one unit of the batch that ships now was bought for."""

    batch: str
    fen: int


def tells_costs(function: Callable) -> Callable:
    """Ask ``function(sku_ids)`` what the batch that ships now was bought for; it answers ``{sku_id: CostNow}`` in one query."""
    if function not in _tell_costs:
        _tell_costs.append(function)
    return function


def costs_now(sku_ids: Iterable[int]) -> dict[int, CostNow]:
    found = {}
    for function in _tell_costs:
        found |= function(list(sku_ids))
    return found


def tells_promotions(function: Callable) -> Callable:
    """Ask ``function(product_ids, store_id or None, first, last)`` which promotions of these products begin between two moments; it
    answers ``{product_id: [(name, begins)]}``."""
    if function not in _tell_promotions:
        _tell_promotions.append(function)
    return function


def promotions_between(product_ids: Iterable[int], store_id: int | None, first: datetime, last: datetime) -> dict[int, list[tuple]]:
    found: dict[int, list[tuple]] = {}
    for function in _tell_promotions:
        for product, rows in function(list(product_ids), store_id, first, last).items():
            found.setdefault(product, []).extend(rows)
    return found


def tells_freight(function: Callable) -> Callable:
    """Ask ``function(store)`` for one sentence about freight, before anybody is at the checkout; it answers from memory."""
    if function not in _tell_freight:
        _tell_freight.append(function)
    return function


def freight_of(store) -> str:
    return " ".join(function(store) for function in _tell_freight)


def tells_channels(function: Callable) -> Callable:
    """Ask ``function()`` for (code, name) of every channel that may have prices of its own."""
    if function not in _tell_channels:
        _tell_channels.append(function)
    return function


def channels() -> list[tuple[str, str]]:
    return [row for function in _tell_channels for row in function()]


def tells_units(function: Callable) -> Callable:
    """Ask ``function(sku_ids)`` how many units can be sold now; it answers ``{sku_id: units}`` in one query."""
    if function not in _tell_units:
        _tell_units.append(function)
    return function


def units_now(sku_ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for function in _tell_units:
        found |= function(list(sku_ids))
    return found


def tells_unsellable(function: Callable) -> Callable:
    """Ask ``function(sku_ids)`` which SKUs have goods of which nothing may be sold: ``{sku_id: "quality" | "expired"}``."""
    if function not in _tell_unsellable:
        _tell_unsellable.append(function)
    return function


def unsellable_now(sku_ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for function in _tell_unsellable:
        found |= function(list(sku_ids))
    return found


def tells_sales(function: Callable) -> Callable:
    """Ask ``function(product_ids, since)`` how many units were paid for since a moment; it answers ``{product_id: units}``."""
    if function not in _tell_sales:
        _tell_sales.append(function)
    return function


def tells_of_sales() -> bool:
    """Whether anybody knows: without sales nothing is slow."""
    return bool(_tell_sales)


def units_sold(product_ids: Iterable[int], since: datetime) -> dict[int, int]:
    found: dict[int, int] = {}
    for function in _tell_sales:
        found |= function(list(product_ids), since)
    return found


def tells_turnover(function: Callable) -> Callable:
    """Ask ``function(product_ids)`` how much of what lies in the house leaves in a year, in per cent; what does not lie there is left
    out. One query."""
    if function not in _tell_turnover:
        _tell_turnover.append(function)
    return function


def turnover_of(product_ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for function in _tell_turnover:
        found |= function(list(product_ids))
    return found


def tells_traffic(function: Callable) -> Callable:
    """Ask ``function(product_ids, first, last)`` for (visitors, put into carts) of whole days; it answers by product."""
    if function not in _tell_traffic:
        _tell_traffic.append(function)
    return function


def traffic_of(product_ids: Iterable[int], first: date, last: date) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for function in _tell_traffic:
        found |= function(list(product_ids), first, last)
    return found


@dataclass(frozen=True)
class LotNow:
    """Units of one batch that lie in the house. ``free``: those that a new order could get."""

    sku_id: int
    number: str
    made_on: date
    expires_on: date
    free: int
    on_hand: int
    url: str


def tells_lots(function: Callable) -> Callable:
    """Ask ``function(sku_ids)`` for the batches of which something lies in the house; it answers LotNow rows in one query."""
    if function not in _tell_lots:
        _tell_lots.append(function)
    return function


def lots_now(sku_ids: Iterable[int]) -> list[LotNow]:
    return [lot for function in _tell_lots for lot in function(list(sku_ids))]


def tells_askers(function: Callable) -> Callable:
    """Ask ``function(product_id, since)`` for the ids of customers who asked about a product since a moment."""
    if function not in _tell_askers:
        _tell_askers.append(function)
    return function


def askers_of(product_id: int, since: datetime) -> set[int]:
    return {pk for function in _tell_askers for pk in function(product_id, since)}
