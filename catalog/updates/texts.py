"""What customers are told about a new pack."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "catalog.new_pack",
    label=_("Goods come in a new pack"),
    inbox=Text(
        title=_("{product} now comes in the new pack"),
        body=_("You asked about this product or keep it in mind. Its page shows the new pack; what is ordered from now on comes in it."),
        link="/p/{slug}/"),
)
