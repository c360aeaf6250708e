"""News of the orders department. Facts name the order by number; whoever reacts reads the row."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("order.placed")
@dataclass(frozen=True)
class OrderPlaced:
    number: str
    total_fen: int
    label: ClassVar = _("Order placed")
    visible_to_customer: ClassVar = True


@news("order.paid")
@dataclass(frozen=True)
class OrderPaid:
    number: str
    amount_fen: int
    label: ClassVar = _("Payment received")
    visible_to_customer: ClassVar = True


@news("order.reviewed")
@dataclass(frozen=True)
class OrderReviewed:
    """The rules looked at the order; ``hits`` are the codes of those that want a person to look."""

    number: str
    rules_version: str
    hits: list[str]
    label: ClassVar = _("Checked by the review rules")


@news("order.approved")
@dataclass(frozen=True)
class OrderApproved:
    """``by_rules`` is the version of the rules when no person decided."""

    number: str
    by_rules: str = ""
    label: ClassVar = _("Order checked and approved")
    visible_to_customer: ClassVar = True


@news("order.held")
@dataclass(frozen=True)
class OrderHeld:
    number: str
    question: str
    label: ClassVar = _("We have a question about this order")
    visible_to_customer: ClassVar = True


@news("order.question_answered")
@dataclass(frozen=True)
class QuestionAnswered:
    number: str
    answer: str
    label: ClassVar = _("Question answered")
    visible_to_customer: ClassVar = True


@news("order.hold_released")
@dataclass(frozen=True)
class HoldReleased:
    number: str
    label: ClassVar = _("Hold released")


@news("order.address_corrected")
@dataclass(frozen=True)
class AddressCorrected:
    """What it said before and after stands in ``AddressChange``; personal data never enters an event."""

    number: str
    change_id: int
    label: ClassVar = _("Address corrected")
    visible_to_customer: ClassVar = True


@news("order.picking")
@dataclass(frozen=True)
class OrderPicking:
    number: str
    label: ClassVar = _("Being picked in the warehouse")
    visible_to_customer: ClassVar = True


@news("order.packed")
@dataclass(frozen=True)
class OrderPacked:
    number: str
    label: ClassVar = _("Checked and packed")
    visible_to_customer: ClassVar = True


@news("order.shipped")
@dataclass(frozen=True)
class OrderShipped:
    number: str
    label: ClassVar = _("Handed to the carrier")
    visible_to_customer: ClassVar = True


@news("order.delivered")
@dataclass(frozen=True)
class OrderDelivered:
    number: str
    label: ClassVar = _("Delivered")
    visible_to_customer: ClassVar = True


@news("order.completed")
@dataclass(frozen=True)
class OrderCompleted:
    """``how``: ``customer`` confirmed receipt, or the ``timer`` ran out."""

    number: str
    how: str
    label: ClassVar = _("Order completed")
    visible_to_customer: ClassVar = True


@news("order.expired")
@dataclass(frozen=True)
class OrderExpired:
    number: str
    label: ClassVar = _("Not paid in time")
    visible_to_customer: ClassVar = True


@news("order.cancelled")
@dataclass(frozen=True)
class OrderCancelled:
    number: str
    was_paid: bool
    label: ClassVar = _("Order cancelled")
    visible_to_customer: ClassVar = True


@news("order.revived")
@dataclass(frozen=True)
class OrderRevived:
    """Money came after the order had ended, and the goods could be reserved again at the same price."""

    number: str
    label: ClassVar = _("Payment arrived late, the order goes on")
    visible_to_customer: ClassVar = True


@news("order.refund_started")
@dataclass(frozen=True)
class OrderRefundStarted:
    number: str
    amount_fen: int
    label: ClassVar = _("Refund started")
    visible_to_customer: ClassVar = True


@news("order.refunded")
@dataclass(frozen=True)
class OrderRefunded:
    number: str
    amount_fen: int
    label: ClassVar = _("Refund arrived")
    visible_to_customer: ClassVar = True


@news("order.timers_changed")
@dataclass(frozen=True)
class TimersChanged:
    number: str
    paused: bool
    label: ClassVar = _("Timers changed")


@news("order.aftersale_opened")
@dataclass(frozen=True)
class AftersaleOpened:
    number: str
    label: ClassVar = _("After-sale case opened")


@news("order.aftersale_closed")
@dataclass(frozen=True)
class AftersaleClosed:
    number: str
    label: ClassVar = _("After-sale case closed")


@news("payment.presented")
@dataclass(frozen=True)
class PaymentPresented:
    payment: str
    label: ClassVar = _("Payment shown to the customer")


@news("payment.succeeded")
@dataclass(frozen=True)
class PaymentSucceeded:
    payment: str
    order: str
    amount_fen: int
    surplus: bool
    label: ClassVar = _("Payment confirmed")


@news("payment.failed")
@dataclass(frozen=True)
class PaymentFailed:
    payment: str
    label: ClassVar = _("Payment failed")


@news("payment.closed")
@dataclass(frozen=True)
class PaymentClosed:
    payment: str
    label: ClassVar = _("Payment closed unpaid")


@news("payment.doubted")
@dataclass(frozen=True)
class PaymentDoubted:
    """What the provider says does not fit what we asked for: a person of finance looks."""

    payment: str
    order: str
    label: ClassVar = _("Payment needs attention")


@news("payment.dismissed")
@dataclass(frozen=True)
class PaymentDismissed:
    payment: str
    label: ClassVar = _("Payment dismissed")


@news("refund.requested")
@dataclass(frozen=True)
class RefundRequested:
    refund: str
    order: str
    amount_fen: int
    kind: str
    label: ClassVar = _("Refund requested")


@news("refund.sent")
@dataclass(frozen=True)
class RefundSent:
    refund: str
    label: ClassVar = _("Refund sent to the gateway")


@news("refund.succeeded")
@dataclass(frozen=True)
class RefundSucceeded:
    refund: str
    order: str
    amount_fen: int
    label: ClassVar = _("Refunded")


@news("refund.failed")
@dataclass(frozen=True)
class RefundFailed:
    refund: str
    order: str
    label: ClassVar = _("Refund failed")


@news("refund.retried")
@dataclass(frozen=True)
class RefundRetried:
    refund: str
    label: ClassVar = _("Refund tried again")


@news("customer.blocked")
@dataclass(frozen=True)
class CustomerBlocked:
    """``store`` is the store's code; empty for every store. Who it is stands in the row."""

    block_id: int
    store: str
    label: ClassVar = _("Customer blocked")


@news("customer.unblocked")
@dataclass(frozen=True)
class CustomerUnblocked:
    block_id: int
    label: ClassVar = _("Block of the customer lifted")
