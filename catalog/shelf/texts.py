"""What people are told about goods that left the shelf."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "catalog.medicines_left",
    label=_("Medicines or devices left the shelf of a store"),
    inbox=Text(
        title=_("{store}: {count} medicines or devices left the shelf"),
        body=_("{why} Off the shelf: {goods}. Record the renewed licence, then list them there again."),
        link="/backoffice/stores/{code}/"),
)
declare(
    "catalog.not_coming_back",
    label=_("Goods are no longer sold"),
    inbox=Text(
        title=_("{product} is no longer sold"), body=_("What you wait for does not come back. Its page shows what you may take instead."),
        link="/p/{slug}/"),
)
