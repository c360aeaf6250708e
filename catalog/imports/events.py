"""News of imports."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("import.uploaded")
@dataclass(frozen=True)
class ImportUploaded:
    number: str
    kind: str
    label: ClassVar = _("List uploaded")


@news("import.asked")
@dataclass(frozen=True)
class ImportAsked:
    number: str
    label: ClassVar = _("Trial asked for")


@news("import.checked")
@dataclass(frozen=True)
class ImportChecked:
    number: str
    new: int
    changed: int
    faulty: int
    label: ClassVar = _("List tried")


@news("import.confirmed")
@dataclass(frozen=True)
class ImportConfirmed:
    number: str
    label: ClassVar = _("Import asked for")


@news("import.applied")
@dataclass(frozen=True)
class ImportApplied:
    number: str
    new: int
    changed: int
    label: ClassVar = _("List applied")


@news("import.failed")
@dataclass(frozen=True)
class ImportFailed:
    number: str
    label: ClassVar = _("Import failed, nothing was written")


@news("import.dropped")
@dataclass(frozen=True)
class ImportDropped:
    number: str
    label: ClassVar = _("List dropped")
