"""News of updates."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("product_update.opened")
@dataclass(frozen=True)
class UpdateOpened:
    code: str
    kind: str
    planned_on: str
    label: ClassVar = _("Update of the product opened")


@news("product_update.replanned")
@dataclass(frozen=True)
class UpdateReplanned:
    code: str
    planned_on: str
    made_from: str
    label: ClassVar = _("Update planned anew")


@news("product_update.shipped")
@dataclass(frozen=True)
class NewPackShips:
    """The last unit of the old pack that could be sold is gone."""

    update_id: int
    code: str
    label: ClassVar = _("The new pack ships from now on")


@news("product_update.told")
@dataclass(frozen=True)
class AskersTold:
    code: str
    customers: int
    label: ClassVar = _("Customers who asked were told")


@news("product_update.dropped")
@dataclass(frozen=True)
class UpdateDropped:
    code: str
    label: ClassVar = _("Update given up")
