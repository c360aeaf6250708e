"""Back in stock: asked with a quantity, told once in the order of asking as far as the units reach, ended by time or a click."""

from django.db import IntegrityError, transaction
from django.db.models import Sum

from catalog import hooks
from catalog.models import Listing, Sku, StockNotice
from catalog.wishes import norms
from catalog.wishes.events import NoticeAsked, NoticeExpired, NoticeLeft, NoticeTold
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

MOST_UNITS, BATCH = 20, 200


def ask(customer, listing: Listing, sku: Sku, *, units: int) -> StockNotice:
    """Asking again changes nothing but the units. Refuses what can be bought now and what is not on the shelf."""
    if not 1 <= units <= MOST_UNITS:
        raise Refused(_("Choose 1 to %(most)d units.") % {"most": MOST_UNITS})
    if sku.product_id != listing.product_id or not listing.is_on:
        raise Refused(_("This is not on the shelf."))
    if sku.in_stock and listing.in_stock:
        raise Refused(_("It is in stock: you can buy it now."))
    try:
        with transaction.atomic():
            return _ask(customer, listing, sku, units)
    except IntegrityError:  # the same form sent twice at once
        return StockNotice.objects.waiting().get(customer=customer, listing=listing, sku=sku)


def _ask(customer, listing, sku, units) -> StockNotice:
    known = locked(StockNotice.objects.waiting().filter(customer=customer, listing=listing, sku=sku)).first()
    if known:
        known.units = units
        known.save(update_fields=["units"])
        return known
    now = clock.now()
    until = now + norms.NOTICE_DAYS.span
    row = StockNotice.objects.create(customer=customer, listing=listing, sku=sku, units=units, asked_at=now, expires_at=until)
    publish(NoticeAsked(row.pk), about=row, by=customer.user)
    return row


@transaction.atomic
def leave(row: StockNotice, *, by) -> None:
    row.begin("leave")
    row.finish("leave", NoticeLeft(row.pk), by=by)


def tell_due() -> int:
    """Everybody whose turn it is; each SKU in a transaction of its own. Returns how many were told."""
    rows = StockNotice.objects.waiting().filter(
        sku__in_stock=True, listing__in_stock=True, listing__is_on=True, listing__price_fen__isnull=False)
    return sum(tell_for(pk) for pk in sorted(set(rows.values_list("sku", flat=True)[:BATCH])))


@transaction.atomic
def tell_for(sku_id: int) -> int:
    """In the order of asking while units are left, less those promised to whoever was told before.

    Who wants more than there is is told too when first in line: some are better than none, and nobody is passed over."""
    rows = list(locked(StockNotice.objects.waiting().filter(sku=sku_id, listing__is_on=True, listing__in_stock=True))[:BATCH])
    left = hooks.units_now([sku_id]).get(sku_id, 0) - _promised(sku_id)
    told = 0
    for row in rows:
        if left <= 0:
            break
        left -= row.units
        row.told_at = clock.now()
        row.finish("tell", NoticeTold(row.pk), save=["told_at"])
        told += 1
    return told


def _promised(sku_id: int) -> int:
    since = clock.now() - norms.HEAD_START.span
    rows = StockNotice.objects.filter(sku=sku_id, state=StockNotice.State.TOLD, told_at__gte=since)
    return rows.aggregate(units=Sum("units"))["units"] or 0


def expire_due() -> int:
    pks = StockNotice.objects.waiting().filter(expires_at__lte=clock.now()).order_by("expires_at").values_list("pk", flat=True)
    return sum(_expire(pk) for pk in list(pks[:BATCH]))


@transaction.atomic
def _expire(pk: int) -> int:
    row = locked(StockNotice.objects.filter(pk=pk)).get()
    if not row.is_open("expire"):
        return 0
    row.finish("expire", NoticeExpired(row.pk))
    return 1
