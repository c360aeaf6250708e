"""The acts of stores: open, suspend, license, staff and publish."""

from microstore.stores.scope import store_ids_visible_to
from microstore.stores.services import licences, pages, papers, staffing, stores, trading
from microstore.stores.services.customers import customers_visible_to, note_customer

__all__ = [
    "customers_visible_to", "licences", "note_customer", "pages", "papers", "staffing",
    "store_ids_visible_to", "stores", "trading",
]  # fmt: skip
