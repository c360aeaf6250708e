"""What the warehouse's books do about their own news."""

from inventory.events import StockRuleChanged
from inventory.services import batches
from microstore.core.events import on


@on(StockRuleChanged)
def apply_rule(event: StockRuleChanged) -> None:
    batches.apply_rule()
