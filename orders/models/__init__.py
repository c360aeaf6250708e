"""The nouns of the orders department."""

from orders.models.cart import Cart, CartLine
from orders.models.display import Display
from orders.models.freight import FreightRule
from orders.models.ledger import LedgerEntry
from orders.models.notice import Notice
from orders.models.order import (
    AftersaleState,
    FulfilmentState,
    HoldState,
    Order,
    OrderLine,
    PaymentState,
    ReviewState,
)
from orders.models.payment import Payment
from orders.models.refund import Refund, RefundPart
from orders.models.review import AddressChange, Hold

__all__ = [
    "AddressChange",
    "AftersaleState",
    "Cart",
    "CartLine",
    "Display",
    "FreightRule",
    "FulfilmentState",
    "Hold",
    "HoldState",
    "LedgerEntry",
    "Notice",
    "Order",
    "OrderLine",
    "Payment",
    "PaymentState",
    "Refund",
    "RefundPart",
    "ReviewState",
]
