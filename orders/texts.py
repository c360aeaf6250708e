"""What customers are told about their orders."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import about

of_order = about("/orders/{number}/")

of_order(
    "orders.paid", _("Order paid"),
    title=_("{amount} received"), body=_("Thank you. We check order {number} and send it within 48 hours."))
of_order(
    "orders.paid_to_read", _("Order to be read here paid"),
    title=_("{amount} received"), body=_("Thank you. What you bought with order {number} is under My e-books."))
of_order(
    "orders.held", _("Question about an order"),
    title=_("A question about your order"), body=_("Order {number} waits for your answer: {question}"),
    sms=_("We have a question about your order {number}. Please answer it on the order page."))
of_order(
    "orders.expired", _("Order not paid in time"),
    title=_("Order not paid in time"), body=_("Order {number} was not paid in time and has been closed. You can order it again."))
of_order(
    "orders.withdrawn", _("Order of goods that may not be sold any more"),
    title=_("Your order was cancelled, nothing was charged"),
    body=_("{why} So we have cancelled order {number}. You can order the rest of it again."),
    sms=_("Your order {number} was cancelled before you paid: some of it may not be sold any more. Nothing was charged."))
of_order(
    "orders.revived", _("Payment arrived late"),
    title=_("Your payment arrived"), body=_("The payment of {number} arrived late. The goods are still there: the order goes on."))
of_order(
    "orders.refund_started", _("Refund started"),
    title=_("{amount} on the way back"), body=_("Order {number} is cancelled. {amount} goes back the way it came."))
of_order(
    "orders.refunded", _("Refund arrived"),
    title=_("{amount} refunded"), body=_("{amount} of order {number} has gone back the way it came."),
    sms=_("{amount} of order {number} has been refunded the way it was paid."))
of_order(
    "orders.surplus", _("Paid more than once"),
    title=_("{amount} paid twice"), body=_("Order {number} was already paid. We send {amount} back the way it came."),
    sms=_("Order {number} was already paid. {amount} goes back the way it came."))
of_order(
    "orders.late", _("Paid too late"),
    title=_("Paid too late"),
    body=_("Order {number} was closed and its goods cannot be sold any more. We send {amount} back the way it came."),
    sms=_("Order {number} was closed before your payment arrived. {amount} goes back the way it came."))
