"""Draft offers (promotions and kinds of coupons), and switch them on and off."""

from django.db import transaction

from marketing.events import OfferActivated, OfferDeactivated, OfferDrafted
from marketing.models import CouponKind, Promotion
from marketing.models.offer import Offer
from marketing.services import live
from microstore.compliance import scanner
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _

NUMBERS = {Promotion: "PR", CouponKind: "CK"}
PLACES = {Promotion: "marketing.promotion", CouponKind: "marketing.coupon"}


@transaction.atomic
def draft(offer: Offer, *, by=None) -> Offer:
    """Save a new or changed draft. Refuses what was ever switched on: customers may have read it (rule PM-03)."""
    if offer.pk:
        _lock(offer, keep=True)
    else:
        offer.code, offer.drafted_by = next_number(NUMBERS[type(offer)]), by
    door.require_allowed(read(offer))
    offer.full_clean(validate_unique=False)
    offer.save()
    publish(OfferDrafted(offer.code), about=offer, by=by)
    return offer


def read(offer: Offer) -> scanner.Verdict:
    """What the law says of its name on a promotion tag (rule PM-09 and the term list)."""
    return door.read({"name": offer.name}, scanner.Subject("health_food"), kind="promo", at=(PLACES[type(offer)], offer.pk))


def _lock(offer: Offer, *, keep: bool = False) -> Offer:
    row = type(offer).objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if keep and not row.can_be_drafted:
        raise Refused(_("%(offer)s was switched on before. Its rules stand; draft a new one.") % {"offer": row})
    return row


@transaction.atomic
def activate(offer: Offer, by, *, reason: str = "") -> None:
    """Let it count in its window. Called by the campaign that was approved. Refuses what has ended, and a name that the law forbids
    by now; the clock, which nobody could be told, leaves that one off. Twice is once."""
    row = _lock(offer)
    if row.ends_at <= clock.now():
        raise Refused(_("%(offer)s has ended.") % {"offer": row})
    if not row.is_active:
        verdict = read(row)
        if verdict.is_blocked and by is None:
            return
        door.require_allowed(verdict)
        _switch(row, True, OfferActivated(row.code), by, reason)
        door.keep(place_of(row), row, verdict, by=by)
    offer.is_active, offer.activated_at = row.is_active, row.activated_at


@transaction.atomic
def deactivate(offer: Offer, by, *, reason: str = "") -> None:
    """From now on no order gets it and no coupon of it is claimed; what was given out before stays good. Twice is once."""
    row = _lock(offer)
    if row.is_active:
        _switch(row, False, OfferDeactivated(row.code), by, reason)
    offer.is_active = row.is_active


def _switch(row: Offer, on: bool, news, by, reason: str) -> None:
    row.is_active = on
    row.activated_at = row.activated_at or (clock.now() if on else None)
    row.save(update_fields=["is_active", "activated_at"])
    publish(news, about=row, by=by, reason=reason)
    live.forget(row.store_ids)
