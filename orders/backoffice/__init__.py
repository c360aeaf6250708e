"""The back-office pages of the orders department."""

from orders.backoffice import blocks, channels, shares
from orders.backoffice.acts import OrderApprove, OrderCancel, OrderCorrect, OrderHold, OrderRelease, OrderReveal
from orders.backoffice.money import LedgerList, PaymentDetail, PaymentList, RefundDetail, RefundList
from orders.backoffice.orders import OrderDetail, OrderList
from orders.backoffice.review import ReviewCockpit, ReviewQueue

OrderDetail.actions[:0] = [OrderApprove, OrderHold, OrderRelease, OrderCorrect, OrderReveal, OrderCancel]

__all__ = [
    "blocks",
    "channels",
    "LedgerList",
    "OrderDetail",
    "OrderList",
    "PaymentDetail",
    "PaymentList",
    "RefundDetail",
    "RefundList",
    "ReviewCockpit",
    "ReviewQueue",
    "shares",
]
