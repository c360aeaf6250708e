"""Coupons: claimed by customers, held and used by orders, given back, let expire (state C21)."""

from django.db import IntegrityError, transaction
from django.db.models import F

from marketing import norms
from marketing.engine import CouponTerms
from marketing.events import CouponClaimed, CouponExpired, CouponHeld, CouponReturned, CouponUsed, CouponVoided
from marketing.models import Coupon, CouponKind
from marketing.services.live import family_of, scope_of
from microstore.core import clock
from microstore.core.errors import Changed, Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _


def claim(kind: CouponKind, customer, *, have: int = 0) -> Coupon:
    """Give the customer one more than the ``have`` that the page showed. The same click twice gives the same coupon.

    Refuses outside the window of claiming, when none is left, and when the customer has as many as one may.
    """
    try:
        return _claim(kind, customer, have)
    except IntegrityError:  # another tab of the same customer was first
        return kind.coupons.get(customer=customer, nth=have + 1)


@transaction.atomic
def _claim(kind: CouponKind, customer, have: int) -> Coupon:
    earlier = kind.coupons.filter(customer=customer, nth=have + 1).first()
    if earlier:
        return earlier
    if have >= kind.per_customer:
        raise Refused(_("You have all coupons of this kind that one customer may have."))
    now = clock.now()
    claimable = CouponKind.objects.filter(pk=kind.pk, is_active=True, claims_from__lte=now, claims_until__gt=now)
    if not claimable.filter(issued__lt=F("quota")).update(issued=F("issued") + 1):
        raise Refused(_("All coupons of this kind are claimed.") if claimable.exists() else _("This coupon cannot be claimed now."))
    coupon = Coupon.objects.create(
        code=next_number("CN"), kind=kind, customer=customer, nth=have + 1, valid_until=kind.ends_at, issued_at=now
    )
    publish(CouponClaimed(coupon.code, kind.code), about=coupon, by=customer.user)
    return coupon


def usable(customer, store) -> list[CouponTerms]:
    """What the customer may spend in this store now, soonest to end first."""
    if customer is None:
        return []
    rows = customer.coupons.usable(clock.now()).select_related("kind").order_by("valid_until", "pk")
    return terms_of([row for row in rows if not row.kind.store_ids or store.pk in row.kind.store_ids])


def terms_of(rows: list[Coupon]) -> list[CouponTerms]:
    tree = family_of([row.kind for row in rows])
    return [
        CouponTerms(
            row.pk, row.code, row.kind.name, row.kind.threshold_fen, row.kind.off_fen, row.kind.starts_at, row.valid_until,
            scope_of(row.kind, tree),
        )
        for row in rows
    ]  # fmt: skip


def to_spend(customer, store, code: str) -> CouponTerms:
    """The chosen coupon, locked for this order. Raises ``Changed`` when it is not free any more."""
    rows = Coupon.objects.filter(customer=customer, code=code).select_related("kind")
    found = locked(rows).first()
    if found is None:
        raise Refused(_("This coupon is not yours."))
    _check_free(found, clock.now())
    if found.kind.store_ids and store.pk not in found.kind.store_ids:
        raise Refused(_("This coupon does not count in this store."))
    return terms_of([found])[0]


def _check_free(coupon: Coupon, now) -> None:
    if not coupon.is_open("hold") or coupon.valid_until <= now or coupon.kind.starts_at > now:
        state = _("expired") if coupon.is_open("hold") and coupon.valid_until <= now else coupon.get_state_display()
        raise Changed(_("The coupon “%(name)s” cannot be used now (%(state)s).") % {"name": coupon.kind.name, "state": state})


def hold(coupon_id: int, *, reference: str, customer) -> None:
    """Inside the transaction of placing: the coupon belongs to this order until it is paid or ends."""
    coupon = Coupon.objects.get(pk=coupon_id, customer=customer)
    coupon.begin("hold")
    coupon.reference = reference
    coupon.finish("hold", CouponHeld(coupon.code, reference), by=customer.user, save=["reference"])


def hold_again(reference: str, *, customer) -> None:
    """An order revives: it needs the coupon it had. Refuses when that has gone to another order meanwhile."""
    coupon = locked(Coupon.objects.filter(reference=reference)).first()
    if coupon is None:
        raise Refused(_("The coupon of this order was used for another one."))
    coupon.require("hold")
    coupon.finish("hold", CouponHeld(coupon.code, reference), by=customer.user)


def use(reference: str, *, by=None) -> None:
    """The order is paid."""
    coupon = locked(Coupon.objects.filter(reference=reference, state=Coupon.State.HELD)).first()
    if coupon:
        coupon.used_at = clock.now()
        coupon.finish("use", CouponUsed(coupon.code, reference), by=by, save=["used_at"])


def give_back(reference: str, *, by=None) -> None:
    """The order ended. The customer has some days at least to spend it elsewhere, even if its time ran out meanwhile."""
    held = Coupon.objects.filter(reference=reference, state__in=(Coupon.State.HELD, Coupon.State.USED))
    coupon = locked(held).first()
    if coupon:
        coupon.valid_until = max(coupon.valid_until, clock.now() + norms.RETURNED.span)
        coupon.used_at = None
        news = CouponReturned(coupon.code, reference, coupon.valid_until.isoformat())
        coupon.finish("give_back", news, by=by, save=["valid_until", "used_at"])


@transaction.atomic
def void(coupon: Coupon, *, reason: str, by) -> None:
    """Take an unused coupon away, for instance one that was claimed by fraud. Refuses without a reason."""
    coupon.begin("void")
    require_reason(reason)
    coupon.finish("void", CouponVoided(coupon.code), by=by, reason=reason)


def expire_due(limit: int) -> int:
    """Let coupons expire whose time is over. Returns how many."""
    due = Coupon.objects.overdue(clock.now()).order_by("valid_until").values_list("pk", flat=True)[:limit]
    return sum(_expire(pk) for pk in list(due))


@transaction.atomic
def _expire(pk: int) -> bool:
    coupon = Coupon.objects.overdue(clock.now()).filter(pk=pk).select_for_update(of=("self",), skip_locked=True).first()
    if coupon is None:
        return False
    coupon.finish("expire", CouponExpired(coupon.code))
    return True
