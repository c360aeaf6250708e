"""News about stores."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("stores.store_changed")
@dataclass(frozen=True)
class StoreChanged:
    store_id: int
    fields: list
    label: ClassVar = _("Store changed")


@news("stores.store_opened")
@dataclass(frozen=True)
class StoreOpened:
    store_id: int
    label: ClassVar = _("Store opened")


@news("stores.store_suspended")
@dataclass(frozen=True)
class StoreSuspended:
    store_id: int
    label: ClassVar = _("Store suspended")


@news("stores.store_closed")
@dataclass(frozen=True)
class StoreClosed:
    store_id: int
    label: ClassVar = _("Store closed")


@news("stores.licence_kept")
@dataclass(frozen=True)
class LicenceKept:
    store_id: int
    licence: str
    valid_until: str
    label: ClassVar = _("Licence recorded")


@news("stores.licence_expired")
@dataclass(frozen=True)
class LicenceExpired:
    store_id: int
    licence: str
    label: ClassVar = _("Licence expired")


@news("stores.licence_removed")
@dataclass(frozen=True)
class LicenceRemoved:
    store_id: int
    licence: str
    label: ClassVar = _("Licence removed")


@news("stores.page_published")
@dataclass(frozen=True)
class PagePublished:
    store_id: int
    page: str
    revision: int
    label: ClassVar = _("Page published")


@news("stores.staff_assigned")
@dataclass(frozen=True)
class StaffAssigned:
    user_id: int
    stores: list
    label: ClassVar = _("Stores assigned")


@news("stores.building_begun")
@dataclass(frozen=True)
class BuildingBegun:
    store_id: int
    label: ClassVar = _("Building of the store begun")


@news("stores.acceptance_begun")
@dataclass(frozen=True)
class AcceptanceBegun:
    store_id: int
    label: ClassVar = _("Acceptance of the store begun")


@news("stores.sent_back_to_building")
@dataclass(frozen=True)
class SentBackToBuilding:
    store_id: int
    label: ClassVar = _("Store sent back to building")


@news("stores.paper_ending")
@dataclass(frozen=True)
class PaperEnding:
    store_id: int
    licence: str
    valid_until: str
    days: int
    label: ClassVar = _("Warned that a paper runs out")
