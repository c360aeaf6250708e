"""The nouns of the orders department."""

from orders.models.block import CustomerBlock
from orders.models.bundle import OrderBundle
from orders.models.cart import Cart, CartLine
from orders.models.channel import Channel, Reconciliation, SkuMapping, SyncCursor
from orders.models.channel_file import ChannelFile
from orders.models.channel_order import ChannelLine, ChannelOrder, Platform, PlatformRefund, Trouble
from orders.models.channel_work import InboxItem, PushHint, ShipPush, StockPush
from orders.models.display import Display
from orders.models.freight import FreightRule
from orders.models.ledger import LedgerEntry
from orders.models.notice import Notice
from orders.models.order import (
    AftersaleState,
    Delivery,
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
    "Channel",
    "ChannelFile",
    "ChannelLine",
    "ChannelOrder",
    "CustomerBlock",
    "Delivery",
    "Display",
    "FreightRule",
    "FulfilmentState",
    "Hold",
    "HoldState",
    "InboxItem",
    "LedgerEntry",
    "Notice",
    "Order",
    "OrderBundle",
    "OrderLine",
    "Payment",
    "PaymentState",
    "Platform",
    "PlatformRefund",
    "PushHint",
    "Reconciliation",
    "Refund",
    "RefundPart",
    "ReviewState",
    "ShipPush",
    "SkuMapping",
    "StockPush",
    "SyncCursor",
    "Trouble",
]
