"""What customers are told about their orders."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

LINK = "/orders/{number}/"

declare(
    "orders.paid",
    label=_("Order paid"),
    inbox=Text(title=_("{amount} received"), body=_("Thank you. We check order {number} and send it within 48 hours."), link=LINK),
)
declare(
    "orders.paid_to_read",
    label=_("Order to be read here paid"),
    inbox=Text(title=_("{amount} received"), body=_("Thank you. What you bought with order {number} is under My e-books."), link=LINK),
)
declare(
    "orders.held",
    label=_("Question about an order"),
    inbox=Text(title=_("A question about your order"), body=_("Order {number} waits for your answer: {question}"), link=LINK),
    sms=_("We have a question about your order {number}. Please answer it on the order page."),
)
declare(
    "orders.expired",
    label=_("Order not paid in time"),
    inbox=Text(
        title=_("Order not paid in time"),
        body=_("Order {number} was not paid in time and has been closed. You can order it again."),
        link=LINK,
    ),
)
declare(
    "orders.withdrawn",
    label=_("Order of goods that may not be sold any more"),
    inbox=Text(
        title=_("Your order was cancelled, nothing was charged"),
        body=_("{why} So we have cancelled order {number}. You can order the rest of it again."),
        link=LINK,
    ),
    sms=_("Your order {number} was cancelled before you paid: some of it may not be sold any more. Nothing was charged."),
)
declare(
    "orders.revived",
    label=_("Payment arrived late"),
    inbox=Text(
        title=_("Your payment arrived"),
        body=_("The payment of {number} arrived late. The goods are still there: the order goes on."),
        link=LINK,
    ),
)
declare(
    "orders.refund_started",
    label=_("Refund started"),
    inbox=Text(title=_("{amount} on the way back"), body=_("Order {number} is cancelled. {amount} goes back the way it came."), link=LINK),
)
declare(
    "orders.refunded",
    label=_("Refund arrived"),
    inbox=Text(title=_("{amount} refunded"), body=_("{amount} of order {number} has gone back the way it came."), link=LINK),
    sms=_("{amount} of order {number} has been refunded the way it was paid."),
)
declare(
    "orders.surplus",
    label=_("Paid more than once"),
    inbox=Text(
        title=_("{amount} paid twice"), body=_("Order {number} was already paid. We send {amount} back the way it came."), link=LINK
    ),
    sms=_("Order {number} was already paid. {amount} goes back the way it came."),
)
declare(
    "orders.late",
    label=_("Paid too late"),
    inbox=Text(
        title=_("Paid too late"),
        body=_("Order {number} was closed and its goods cannot be sold any more. We send {amount} back the way it came."),
        link=LINK,
    ),
    sms=_("Order {number} was closed before your payment arrived. {amount} goes back the way it came."),
)
