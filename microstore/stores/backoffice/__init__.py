"""Back-office pages of stores: the stores, their licences, their pages, their people."""

from microstore.stores.backoffice.builder import PageBuilder, PageList
from microstore.stores.backoffice.licences import LicenceAdd, LicenceEdit, LicenceList, LicenceRemove
from microstore.stores.backoffice.people import StaffStores
from microstore.stores.backoffice.preview import PagePreview
from microstore.stores.backoffice.stores import StoreDetail, StoreList

__all__ = [
    "LicenceAdd", "LicenceEdit", "LicenceList", "LicenceRemove", "PageBuilder", "PageList", "PagePreview", "StaffStores",
    "StoreDetail", "StoreList",
]  # fmt: skip
