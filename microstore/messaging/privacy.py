"""Messages that were sent to a customer."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Customer
from microstore.core.privacy import PersonalData
from microstore.messaging.models import Message


def of(customer: Customer):
    return Message.objects.filter(Q(user=customer.user) | Q(user=None, address=customer.phone))


def told(customer: Customer) -> list[dict]:
    return [
        {
            _("Written"): row.created_at, _("Channel"): row.get_channel_display(), _("To"): row.address, _("Title"): row.title,
            _("Text"): row.body, _("State"): row.get_state_display(), _("Read"): row.read_at,
        }
        for row in of(customer)
    ]  # fmt: skip


def forget(customer: Customer, until: datetime) -> int:
    return of(customer).delete()[0]


PersonalData.declare(
    "messages", _("Messages to you"), purpose=_("So that you can read again what we told you about your orders."), export=told, erase=forget
)
