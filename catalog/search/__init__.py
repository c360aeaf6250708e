"""Search that understands Chinese: what customers and colleagues find, and what the department learns from their questions.

``indexing`` cuts every product into pieces; ``asking`` cuts a question into the same pieces; ``finding`` brings both together.
"""

from catalog.search.colleagues import find_products
from catalog.search.finding import Found, find, with_children
from catalog.search.numbers import direct
from catalog.search.shelf import ORDERS as SORTS
from catalog.search.shelf import PAGE
from catalog.search.slips import nearest
from catalog.search.suggesting import Suggestion, suggest

__all__ = ["PAGE", "SORTS", "Found", "Suggestion", "direct", "find", "find_products", "nearest", "suggest", "with_children"]
