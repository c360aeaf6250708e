"""What the warehouse's books do about their own news."""

from catalog.models import Sku
from inventory.events import BatchAged, BatchHeld, BatchUnheld, LinePutAway, ReceiptAnnounced, ReservationShort, StockRuleChanged
from inventory.models import ReceiptLine
from inventory.services import batches, cover
from microstore.core.events import on


@on(StockRuleChanged)
def apply_rule(event: StockRuleChanged) -> None:
    batches.apply_rule()


@on(BatchAged, BatchHeld, BatchUnheld, LinePutAway, ReservationShort)
def look_at_stock(event) -> None:
    """What can be sold changed by more than a sale: the alert opens or closes now instead of with the next sweep."""
    cover.sweep(Sku.objects.filter(code=event.sku_code).values_list("pk", flat=True))


@on(ReceiptAnnounced)
def count_on_delivery(event: ReceiptAnnounced) -> None:
    cover.sweep(ReceiptLine.objects.filter(receipt__number=event.receipt_number).values_list("sku_id", flat=True))
