"""News of suppliers."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("supplier.qualified")
@dataclass(frozen=True)
class SupplierQualified:
    code: str
    label: ClassVar = _("Supplier qualified")


@news("supplier.not_qualified")
@dataclass(frozen=True)
class SupplierNotQualified:
    code: str
    label: ClassVar = _("Not qualified")


@news("supplier.suspended")
@dataclass(frozen=True)
class SupplierSuspended:
    code: str
    label: ClassVar = _("Supplier suspended")


@news("supplier.licence_kept")
@dataclass(frozen=True)
class SupplierLicenceKept:
    code: str
    licence: str
    valid_until: str
    label: ClassVar = _("Licence recorded")


@news("supplier.licence_verified")
@dataclass(frozen=True)
class SupplierLicenceVerified:
    code: str
    licence: str
    label: ClassVar = _("Licence verified")


@news("supplier.licence_ending")
@dataclass(frozen=True)
class SupplierLicenceEnding:
    code: str
    licence: str
    valid_until: str
    days: int
    label: ClassVar = _("Warned that a licence runs out")
