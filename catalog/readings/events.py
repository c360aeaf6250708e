"""News of what customers may read."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("reading.granted")
@dataclass(frozen=True)
class ReadingGranted:
    product: str
    reference: str
    label: ClassVar = _("Delivered electronically")


@news("reading.opened")
@dataclass(frozen=True)
class ReadingOpened:
    product: str
    reference: str
    label: ClassVar = _("First opened")


@news("reading.ended")
@dataclass(frozen=True)
class ReadingEnded:
    product: str
    reference: str
    label: ClassVar = _("Access ended")
