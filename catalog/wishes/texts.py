"""What customers are told about goods they wait for."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "catalog.back_in_stock",
    label=_("Goods are back in stock"),
    inbox=Text(
        title=_("{product} is back"), body=_("What you wait for can be bought again. We tell you only this once."), link="/p/{slug}/"),
)
