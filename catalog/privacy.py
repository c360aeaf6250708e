"""What the catalogue holds about a customer: favourites, what they looked at, goods they wait for, e-books."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microstore.accounts.models import Customer
from microstore.core.privacy import PersonalData


def favourites(customer: Customer) -> list[dict]:
    return [{_("Product"): row.listing.title, _("Kept since"): row.at} for row in customer.favourites.select_related("listing")]


def visits(customer: Customer) -> list[dict]:
    return [{_("Product"): row.listing.title, _("Last visit"): row.at} for row in customer.visits.select_related("listing")]


def notices(customer: Customer) -> list[dict]:
    return [
        {_("Product"): row.listing.title, _("Quantity"): row.units, _("State"): row.get_state_display(), _("Asked"): row.asked_at}
        for row in customer.stock_notices.select_related("listing")
    ]


def forget_favourites(customer: Customer, until: datetime) -> int:
    return customer.favourites.filter(at__lte=until).delete()[0]


def forget_visits(customer: Customer, until: datetime) -> int:
    return customer.visits.filter(at__lte=until).delete()[0]


def forget_notices(customer: Customer, until: datetime) -> int:
    return customer.stock_notices.filter(asked_at__lte=until).delete()[0]


def readings(customer: Customer) -> list[dict]:
    return [
        {
            _("Product"): row.product.name, _("Bought on"): row.promised_at, _("State"): row.get_state_display(),
            _("First opened"): row.opened_at,
        }
        for row in customer.readings.select_related("product")
    ]  # fmt: skip


def nothing(customer: Customer, until: datetime) -> int:
    """That something was delivered belongs to the sale; the row names nobody."""
    return 0


PersonalData.declare(
    "readings", gettext_lazy("My e-books"), purpose=gettext_lazy("So that you, and nobody else, read what you bought."),
    export=readings, erase=nothing, stays=gettext_lazy("Sums and numbers stay in the books, without your name."),
)  # fmt: skip
PersonalData.declare(
    "favourites", gettext_lazy("Favourites"), purpose=gettext_lazy("So that you find again what you like."),
    export=favourites, erase=forget_favourites,
)  # fmt: skip
PersonalData.declare(
    "visits", gettext_lazy("Products you looked at"),
    purpose=gettext_lazy("So that you find again what you saw. You can delete it at any time."),
    export=visits, erase=forget_visits,
)  # fmt: skip
PersonalData.declare(
    "stock_notices", gettext_lazy("Goods you wait for"), purpose=gettext_lazy("So that we can tell you when they are back."),
    export=notices, erase=forget_notices,
)  # fmt: skip
