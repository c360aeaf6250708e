"""What an order costs, exactly, down to the unit. Pure: no database."""

from dataclasses import asdict, dataclass
from datetime import datetime

from marketing import engine
from microstore.compliance.goods import NO_PARCEL
from microstore.core.money import share_fen
from orders.freight import Tariff, freight_fen

SIGNS = {"goods": 1, "freight": 1, "promotion": -1, "coupon": -1}


def unit_paid_fen(line) -> list[int]:
    """What each unit of an order line cost in the end, freight included: its components with their signs."""
    return [sum(SIGNS[name] * parts[unit] for name, parts in line.shares.items()) for unit in range(line.units)]


def unit_freight_fen(line) -> list[int]:
    """How much of that was freight."""
    freight = line.shares.get("freight") or [0] * line.units
    return [min(part, paid) for part, paid in zip(freight, unit_paid_fen(line), strict=True)]


@dataclass(frozen=True)
class QuoteLine:
    """``shares`` maps each component to its fen per unit; the parts add up to the line's amounts."""

    sku_id: int
    bundle_id: int
    units: int
    unit_fen: int
    goods_fen: int
    freight_fen: int
    discount_fen: int
    coupon_fen: int
    shares: dict[str, list[int]]
    savings: list[dict]


@dataclass(frozen=True)
class Quote:
    """``outcome`` is what the price engine said of promotions and coupon; ``sent_fen``: the goods that go into a parcel."""

    lines: tuple[QuoteLine, ...]
    goods_fen: int
    freight_fen: int
    total_fen: int
    outcome: engine.Outcome
    sent_fen: int = 0

    @property
    def discount_fen(self) -> int:
        return self.outcome.fen("promotion")

    @property
    def coupon_fen(self) -> int:
        return self.outcome.fen("coupon")

    @property
    def off_fen(self) -> int:
        return self.outcome.off_fen

    def lines_of(self, sku_id: int) -> list[QuoteLine]:
        """What a line of the cart became: itself, or of a bundle one line for each part."""
        return [line for line in self.lines if (line.bundle_id or line.sku_id) == sku_id]


def quote(wanted: list[engine.Goods], tariff: Tariff, *, promotions=(), coupon=None, now: datetime | None = None) -> Quote:
    """Price every line, take promotions and coupon off, and split the freight, so that any refund adds up.

    Freight looks at the goods of the parcel before savings: a saving never costs freight. It is split over their lines by their goods, over
    units evenly.
    """
    outcome = engine.apply(wanted, list(promotions), coupon, now)
    goods = [line.goods_fen for line in wanted]
    sent = [0 if line.product_class in NO_PARCEL else fen for fen, line in zip(goods, wanted, strict=True)]
    freight = freight_fen(sum(sent), tariff) if any(line.product_class not in NO_PARCEL for line in wanted) else 0
    parts = share_fen(freight, sent)
    lines = tuple(_line(priced, part) for priced, part in zip(outcome.lines, parts, strict=True))
    return Quote(lines, sum(goods), freight, outcome.total_fen + freight, outcome, sum(sent))


def _line(priced: engine.PricedLine, freight: int) -> QuoteLine:
    goods = priced.goods
    shares = {"goods": goods.unit_prices, "freight": share_fen(freight, [1] * goods.units), **priced.shares()}
    return QuoteLine(
        goods.sku_id, goods.bundle_id, goods.units, goods.unit_fen, goods.goods_fen, freight,
        priced.fen("promotion"), priced.fen("coupon"), shares,
        [asdict(part) for part in priced.parts],
    )  # fmt: skip
