"""Back-office pages of stores: the stores, their licences, their pages, their people, the library and the designs."""

from microstore.stores.assets import backoffice as assets
from microstore.stores.assets import of_pages
from microstore.stores.backoffice.builder import PageBuilder, PageList
from microstore.stores.backoffice.licences import LicenceAdd, LicenceEdit, LicenceList, LicenceRemove
from microstore.stores.backoffice.people import StaffStores
from microstore.stores.backoffice.preview import PagePreview
from microstore.stores.backoffice.stores import StoreDetail, StoreList
from microstore.stores.design import backoffice as design
from microstore.stores.design import of_pages as design_of_pages
from microstore.stores.publishing import backoffice as publishing

__all__ = [
    "LicenceAdd", "LicenceEdit", "LicenceList", "LicenceRemove", "PageBuilder", "PageList", "PagePreview", "StaffStores",
    "StoreDetail", "StoreList", "assets", "design", "design_of_pages", "of_pages", "publishing",
]  # fmt: skip
