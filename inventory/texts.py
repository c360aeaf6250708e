"""What colleagues are told about low stock (duties P8, W7)."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

_LOW = _("{count} products are below their level: {items}. Please order, or say why not.")
_UNANSWERED = _("{count} alerts about low stock were not answered or not kept: {items}.")

declare(
    "inventory.stock_low",
    label=_("Stock is low"),
    inbox=Text(title=_("Stock is low"), body=_LOW, link="{link}"),
    mail=Text(title=_("Stock is low"), body=_LOW, link="{link}"),
    sms=_LOW,
)
declare(
    "inventory.stock_unanswered",
    label=_("Nobody answered an alert about low stock"),
    inbox=Text(title=_("Low stock without an answer"), body=_UNANSWERED, link="{link}"),
    mail=Text(title=_("Low stock without an answer"), body=_UNANSWERED, link="{link}"),
    sms=_UNANSWERED,
)
