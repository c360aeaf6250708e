"""News of the gate."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("product.certificate_recorded")
@dataclass(frozen=True)
class CertificateRecorded:
    code: str
    source: str
    label: ClassVar = _("Certificate read")


@news("product.data_confirmed")
@dataclass(frozen=True)
class DataConfirmed:
    code: str
    revision: int
    label: ClassVar = _("Data confirmed")


@news("product.copy_confirmed")
@dataclass(frozen=True)
class CopyConfirmed:
    code: str
    revision: int
    label: ClassVar = _("Copy confirmed")


@news("product.scheduled")
@dataclass(frozen=True)
class ProductScheduled:
    """Approved; goes live at ``publish_at`` (ISO format)."""
    code: str
    revision: int
    publish_at: str
    label: ClassVar = _("Approved for later")


@news("product.went_live")
@dataclass(frozen=True)
class ProductWentLive:
    """A revision that waited for its moment."""
    code: str
    revision: int
    label: ClassVar = _("Went live")


@news("product.publish_stopped")
@dataclass(frozen=True)
class PublishStopped:
    """It had its moment, or was taken back before: the revision is a draft again. ``why`` is what the gate said, ``at`` when."""
    code: str
    revision: int
    why: str
    at: str
    label: ClassVar = _("Publication stopped")


@news("product.rolled_back")
@dataclass(frozen=True)
class ProductRolledBack:
    """An older revision was written as a new draft."""
    code: str
    revision: int
    to: int
    label: ClassVar = _("Older revision taken up again")


@news("product.draft_dropped")
@dataclass(frozen=True)
class DraftDropped:
    code: str
    revision: int
    label: ClassVar = _("Draft dropped")


@news("category.change_asked")
@dataclass(frozen=True)
class CategoryChangeAsked:
    name: str
    label: ClassVar = _("Change of a category asked for")


@news("category.changed")
@dataclass(frozen=True)
class CategoryChanged:
    """``moved_from`` is the address it had before, if that changed."""
    slug: str
    moved_from: str
    label: ClassVar = _("Category changed")


@news("category.declined")
@dataclass(frozen=True)
class CategoryChangeDeclined:
    name: str
    label: ClassVar = _("Change of a category declined")
