"""Messages of product management, subject by subject."""
from catalog.selection import texts as selection

__all__ = ["selection"]
