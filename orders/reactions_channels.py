"""What orders does about news for the channels."""

from inventory.events import BatchAged, BatchHeld, BatchReleased, BatchUnheld
from microstore.core.events import on
from orders.events import OrderCancelled
from orders.events_channels import ChannelChanged, SkuMapped
from orders.models import Channel
from orders.services.channels import cancelling, stock


@on(BatchHeld, BatchUnheld, BatchReleased, BatchAged, ChannelChanged, SkuMapped)
def recount_stock(event) -> None:
    """What may be sold changed by a decision: the channels hear of it with the next round, not by chance."""
    for channel in Channel.objects.filter(kind=Channel.Kind.WEIDIAN).select_related("store"):
        stock.recount(channel)


@on(OrderCancelled)
def note_cancelled_here(event: OrderCancelled) -> None:
    cancelling.note_cancelled(event.number)
