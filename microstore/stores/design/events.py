"""News about design requests."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("design.asked")
@dataclass(frozen=True)
class DesignAsked:
    number: str
    label: ClassVar = _("Design asked for")


@news("design.taken")
@dataclass(frozen=True)
class DesignTaken:
    number: str
    designer_id: int
    label: ClassVar = _("Design begun")


@news("design.delivered")
@dataclass(frozen=True)
class DesignDelivered:
    number: str
    assets: list
    label: ClassVar = _("Design delivered for review")


@news("design.approved")
@dataclass(frozen=True)
class DesignApproved:
    number: str
    label: ClassVar = _("Design approved")


@news("design.changes_asked")
@dataclass(frozen=True)
class DesignChangesAsked:
    number: str
    label: ClassVar = _("Changes of the design asked for")


@news("design.cancelled")
@dataclass(frozen=True)
class DesignCancelled:
    number: str
    label: ClassVar = _("Design request cancelled")


@news("design.assigned")
@dataclass(frozen=True)
class DesignAssigned:
    number: str
    designer_id: int
    due_on: str
    label: ClassVar = _("Designer and due day set")
