"""Which stores a customer has been served by."""

from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Customer
from microstore.core.privacy import PersonalData


def served_by(customer: Customer) -> list[dict]:
    return [{_("Store"): row.store, _("First served"): row.first_at} for row in customer.stores.select_related("store")]


PersonalData.declare(
    "stores", _("Stores you know"), purpose=_("So that a store serves its own customers and sees no others."),
    export=served_by, erase=lambda customer, until: customer.stores.all().delete()[0],
)  # fmt: skip
