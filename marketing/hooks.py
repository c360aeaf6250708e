"""What campaigns ask of higher departments: declared there, asked here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_tell_sales: list[Callable] = []


@dataclass(frozen=True)
class HourSales:
    """Paid orders of one hour (its first moment, Asia/Shanghai). ``profit_fen``: goods as paid, less their cost where it is known."""

    hour: datetime
    orders: int
    customers: int
    new_customers: int
    sales_fen: int
    profit_fen: int
    refunds_fen: int


def tells_sales(function: Callable) -> Callable:
    """Ask ``function(*references)``, each a query of order numbers, for the sales by hour of the orders named in any of them."""
    if function not in _tell_sales:
        _tell_sales.append(function)
    return function


def sales_of(*references) -> list[HourSales]:
    return [row for function in _tell_sales for row in function(*references)]
