"""What goods cost on a channel: what was paid there last, beside the price that we set for it."""

from dataclasses import dataclass

from catalog.pricing import Decision, decide
from catalog.pricing.limits import percent_of
from orders.models import ChannelLine, SkuMapping


@dataclass(frozen=True)
class Compared:
    """``theirs_fen``: the unit price of the newest order there. ``ours`` counts for the channel, ``shop`` in our own store."""

    theirs_fen: int | None
    ours: Decision | None
    shop: Decision | None

    @property
    def percent(self):
        """By how much the channel sells dearer (or, below zero, cheaper) than we set."""
        return percent_of(self.ours.amount_fen, self.theirs_fen) if self.ours and self.theirs_fen else None


def compare(mapping: SkuMapping) -> Compared:
    """Of goods that are mapped. Three queries."""
    lines = ChannelLine.objects.filter(channel_order__channel=mapping.channel, sku=mapping.sku, external_sku=mapping.external_sku)
    newest = lines.order_by("-channel_order__placed_at", "-pk").values_list("price_fen", flat=True).first()
    channel, sku = mapping.channel, mapping.sku_id
    ours = decide([sku], channel.store_id, channel=channel.code).get(sku)
    return Compared(newest, ours, decide([sku], channel.store_id).get(sku))
