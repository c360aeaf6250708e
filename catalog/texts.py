"""Messages of product management, subject by subject."""
from catalog.gate import texts as gate
from catalog.selection import texts as selection
from catalog.shelf import texts as shelf
from catalog.suppliers import texts as suppliers
from catalog.updates import texts as updates
from catalog.wishes import texts as wishes

__all__ = ["gate", "selection", "shelf", "suppliers", "updates", "wishes"]
