"""An order of a channel that ends on our side first."""

from django.db import transaction

from microstore.core.sentences import gettext as _
from orders.models import ChannelOrder, Trouble
from orders.services.channels import troubles


@transaction.atomic
def note_cancelled(order_number: str) -> None:
    """Unless the channel had closed it before, somebody has to close and refund it there: the money lies with the platform."""
    row = ChannelOrder.objects.filter(order__number=order_number).select_related("channel").first()
    if row is None:
        return
    row.lock()
    if row.state != ChannelOrder.State.CLOSED:
        troubles.doubt(row, Trouble.CANCELLED_HERE, _("Cancelled here. Close it at the channel and pay the buyer back there."))
