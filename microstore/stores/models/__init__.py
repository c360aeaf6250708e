"""The nouns of stores."""

from microstore.stores.models.asset import Asset, AssetVersion, RightsWarning
from microstore.stores.models.customer import StoreCustomer
from microstore.stores.models.design import DesignRequest, DesignState
from microstore.stores.models.licence import Licence, PaperWarning
from microstore.stores.models.measure import PageMeasure, PageReview
from microstore.stores.models.page import Page, PageRevision
from microstore.stores.models.share import ShareCode, ShareDay, SharedOrder
from microstore.stores.models.store import Store, StoreStaff

__all__ = [
    "Asset", "AssetVersion", "DesignRequest", "DesignState", "Licence", "Page", "PageMeasure", "PageReview", "PageRevision", "PaperWarning",
    "RightsWarning", "ShareCode", "ShareDay", "SharedOrder", "Store", "StoreCustomer", "StoreStaff",
]  # fmt: skip
