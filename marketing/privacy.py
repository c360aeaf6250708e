"""What marketing holds about a customer: coupons, and how often an offer was used."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.models import Coupon, PromotionTally, PromotionUse
from marketing.services import coupons
from microstore.accounts.models import Customer
from microstore.core.money import format_yuan
from microstore.core.privacy import PersonalData


def held(customer: Customer) -> list[dict]:
    return [
        {
            _("Coupon number"): row.code, _("Coupon"): row.kind.name, _("State"): row.get_state_display(), _("Claimed"): row.issued_at,
            _("Valid until"): row.valid_until, _("Order number"): row.reference,
        }
        for row in customer.coupons.select_related("kind")
    ]  # fmt: skip


def used(customer: Customer) -> list[dict]:
    return [
        {_("Offer"): row.promotion.name, _("Order number"): row.reference, _("Saving"): format_yuan(row.amount_fen), _("Time"): row.at}
        for row in PromotionUse.objects.filter(customer=customer).select_related("promotion")
    ]


def void(customer: Customer, until: datetime) -> int:
    """Coupons that could still be spent end; those that were spent belong to the books of their orders and name nobody."""
    waiting = list(customer.coupons.filter(state__in=Coupon.OPEN))
    for coupon in waiting:
        coupons.void(coupon, reason=_("The account was closed."), by=None)
    return len(waiting)


PersonalData.declare(
    "coupons", gettext_lazy("Coupons"), purpose=gettext_lazy("So that you can spend them."), export=held, erase=void
)  # fmt: skip
PersonalData.declare(
    "offers", gettext_lazy("Offers used"), purpose=gettext_lazy("So that an offer is used as often as its terms allow."), export=used,
    erase=lambda customer, until: PromotionTally.objects.filter(customer=customer).delete()[0],
)  # fmt: skip
