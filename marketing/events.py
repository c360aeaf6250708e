"""News of the marketing department's offers and coupons."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("offer.drafted")
@dataclass(frozen=True)
class OfferDrafted:
    code: str
    label: ClassVar = _("Draft saved")


@news("offer.activated")
@dataclass(frozen=True)
class OfferActivated:
    code: str
    label: ClassVar = _("Switched on")


@news("offer.deactivated")
@dataclass(frozen=True)
class OfferDeactivated:
    code: str
    label: ClassVar = _("Switched off")


@news("coupon.claimed")
@dataclass(frozen=True)
class CouponClaimed:
    code: str
    kind: str
    label: ClassVar = _("Coupon claimed")


@news("coupon.held")
@dataclass(frozen=True)
class CouponHeld:
    code: str
    order: str
    label: ClassVar = _("Coupon held for an order")


@news("coupon.used")
@dataclass(frozen=True)
class CouponUsed:
    code: str
    order: str
    label: ClassVar = _("Coupon used")


@news("coupon.returned")
@dataclass(frozen=True)
class CouponReturned:
    code: str
    order: str
    valid_until: str
    label: ClassVar = _("Coupon given back")


@news("coupon.expired")
@dataclass(frozen=True)
class CouponExpired:
    code: str
    label: ClassVar = _("Coupon expired")


@news("coupon.voided")
@dataclass(frozen=True)
class CouponVoided:
    code: str
    label: ClassVar = _("Coupon made void")
