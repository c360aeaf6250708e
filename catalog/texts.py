"""Messages of product management, subject by subject."""
from catalog.selection import texts as selection
from catalog.suppliers import texts as suppliers

__all__ = ["selection", "suppliers"]
