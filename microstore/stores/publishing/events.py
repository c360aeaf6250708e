"""News about the way of a page."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("pages.data_confirmed")
@dataclass(frozen=True)
class PageDataConfirmed:
    page_id: int
    revision: int
    label: ClassVar = _("Product management confirmed the data of the page")


@news("pages.copy_confirmed")
@dataclass(frozen=True)
class PageCopyConfirmed:
    page_id: int
    revision: int
    label: ClassVar = _("Marketing confirmed the copy of the page")


@news("pages.submitted")
@dataclass(frozen=True)
class PageSubmitted:
    page_id: int
    revision: int
    publish_at: str
    label: ClassVar = _("Page submitted for approval")


@news("pages.scheduled")
@dataclass(frozen=True)
class PageScheduled:
    page_id: int
    revision: int
    publish_at: str
    label: ClassVar = _("Page approved, goes live at its moment")


@news("pages.returned")
@dataclass(frozen=True)
class PageReturned:
    page_id: int
    revision: int
    label: ClassVar = _("Page is a draft again")


@news("pages.looked_through")
@dataclass(frozen=True)
class PageLookedThrough:
    page_id: int
    label: ClassVar = _("Page looked through")
