"""The pages of prices (duty P6, state C11)."""
from catalog.pricing.backoffice import bulk, changes, history, setting
from catalog.pricing.backoffice.setting import PriceList

__all__ = ["PriceList", "bulk", "changes", "history", "setting"]
