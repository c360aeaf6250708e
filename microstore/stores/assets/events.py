"""News about the library."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("assets.added")
@dataclass(frozen=True)
class AssetAdded:
    number: str
    label: ClassVar = _("Added to the library")


@news("assets.changed")
@dataclass(frozen=True)
class AssetChanged:
    number: str
    fields: list
    label: ClassVar = _("Facts of the asset changed")


@news("assets.replaced")
@dataclass(frozen=True)
class AssetReplaced:
    number: str
    version: int
    drafts: int
    left: int
    label: ClassVar = _("Replaced by a new file")


@news("assets.retired")
@dataclass(frozen=True)
class AssetRetired:
    number: str
    label: ClassVar = _("Taken out of the library")


@news("assets.brought_back")
@dataclass(frozen=True)
class AssetBroughtBack:
    number: str
    label: ClassVar = _("Back in the library")


@news("assets.rights_ending")
@dataclass(frozen=True)
class RightsEnding:
    number: str
    rights_until: str
    days: int
    label: ClassVar = _("Warned that the right to use ends")
