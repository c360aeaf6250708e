"""What an order costs, exactly, down to the unit. Pure: no database."""

from dataclasses import dataclass

from microstore.core.money import share_fen
from orders.freight import Tariff, freight_fen


@dataclass(frozen=True)
class Wanted:
    """``units`` of one SKU at ``unit_fen`` each."""

    sku_id: int
    units: int
    unit_fen: int


@dataclass(frozen=True)
class QuoteLine:
    """``shares`` maps each component to its fen per unit; the parts add up to the line's amounts."""

    sku_id: int
    units: int
    unit_fen: int
    goods_fen: int
    freight_fen: int
    shares: dict[str, list[int]]


@dataclass(frozen=True)
class Quote:
    lines: tuple[QuoteLine, ...]
    goods_fen: int
    freight_fen: int
    total_fen: int


def quote(wanted: list[Wanted], tariff: Tariff) -> Quote:
    """Price every line and split the freight over lines by their goods, and over units evenly, so that any refund adds up."""
    goods = [line.unit_fen * line.units for line in wanted]
    freight = freight_fen(sum(goods), tariff) if wanted else 0
    lines = tuple(_line(line, goods_fen, part) for line, goods_fen, part in zip(wanted, goods, share_fen(freight, goods), strict=True))
    return Quote(lines, sum(goods), freight, sum(goods) + freight)


def _line(line: Wanted, goods_fen: int, freight: int) -> QuoteLine:
    shares = {"goods": [line.unit_fen] * line.units, "freight": share_fen(freight, [1] * line.units)}
    return QuoteLine(line.sku_id, line.units, line.unit_fen, goods_fen, freight, shares)
