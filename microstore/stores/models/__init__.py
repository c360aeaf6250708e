"""The nouns of stores."""

from microstore.stores.models.customer import StoreCustomer
from microstore.stores.models.licence import Licence, PaperWarning
from microstore.stores.models.page import Page, PageRevision
from microstore.stores.models.store import Store, StoreStaff

__all__ = ["Licence", "Page", "PageRevision", "PaperWarning", "Store", "StoreCustomer", "StoreStaff"]
