"""Prices: what counts now, what counts when, and setting them. Rows are never changed but for their end."""
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from catalog.events import PriceSet, PriceTakenBack
from catalog.models import Listing, Price, Sku
from catalog.services import cards
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked


def current(sku_ids, store, at=None) -> dict[int, Price]:
    """Map SKU id to the price in force in ``store``: its own price, else the base price. One query; SKUs without are absent."""
    rows = (Price.objects.in_force(at or clock.now()).filter(Q(store=store) | Q(store=None), sku_id__in=list(sku_ids))
            .order_by("sku_id", F("store_id").asc(nulls_last=True), "-valid_from", "-id").distinct("sku_id"))
    return {price.sku_id: price for price in rows}


def in_store(store, sku="sku") -> Subquery:
    """The amount in force in ``store`` as an expression, for rows that name their SKU in ``sku``. The rule is that of ``current``."""
    rows = Price.objects.in_force(clock.now()).filter(Q(store=store) | Q(store=None), sku=OuterRef(sku))
    return Subquery(rows.order_by(F("store_id").asc(nulls_last=True), "-valid_from", "-id").values("amount_fen")[:1])


def at(sku, store, moment) -> Price | None:
    """The price of a SKU in a store at any moment of its history."""
    return current([sku.pk], store, moment).get(sku.pk)


@transaction.atomic
def set_price(sku, *, amount_fen, list_fen=None, store=None, valid_from=None, reason="", by=None) -> Price:  # noqa: PLR0913
    """Put a price in force from ``valid_from`` (now by default) and end the one before it at that moment.

    Refuses a start in the past and a second planned change. Locks the SKU."""
    locked(Sku.objects.filter(pk=sku.pk)).get()
    now = clock.now()
    starts = valid_from or now
    _require_sense(amount_fen, list_fen, starts, now)
    _end_open_price(sku, store, starts)
    price = Price.objects.create(
        sku=sku, store=store, amount_fen=amount_fen, list_fen=list_fen or None, valid_from=starts, reason=reason, set_by=by, set_at=now,
        is_shown=starts <= now)
    if price.is_shown:
        cards.rewrite(Listing.objects.filter(product_id=sku.product_id))
    publish(_news(PriceSet, price, sku), about=sku.product, by=by, reason=reason)
    return price


def _require_sense(amount_fen, list_fen, starts, now):
    if amount_fen <= 0:
        raise Refused(_("A price must be above zero."))
    if list_fen and list_fen < amount_fen:
        raise Refused(_("The list price cannot be below the price."))
    if starts < now:
        raise Refused(_("A price cannot begin in the past."))


def _end_open_price(sku, store, starts):
    before = Price.objects.filter(sku=sku, store=store, valid_until=None).first()
    if before is None:
        return
    if before.valid_from >= starts:
        raise Refused(_("A change of this price is already planned. Take it back first."))
    before.valid_until = starts
    before.save(update_fields=["valid_until"])


def _news(kind, price, sku):
    return kind(
        sku=sku.code, store=price.store.code if price.store else "", amount_fen=price.amount_fen, list_fen=price.list_fen,
        valid_from=price.valid_from.isoformat())


@transaction.atomic
def take_back(price, *, by=None) -> None:
    """Cancel a planned price; the one before it goes on. Refuses when it has begun."""
    sku = locked(Sku.objects.filter(pk=price.sku_id)).get()
    price.refresh_from_db()
    if price.valid_from <= clock.now():
        raise Refused(_("This price has begun; set a new one instead."))
    publish(_news(PriceTakenBack, price, sku), about=sku.product, by=by)
    price.delete()
    Price.objects.filter(sku_id=price.sku_id, store_id=price.store_id, valid_until=price.valid_from).update(valid_until=None)


@transaction.atomic
def show_due() -> int:
    """Write prices that have begun since onto the cards. Returns how many."""
    due = list(locked(Price.objects.filter(is_shown=False, valid_from__lte=clock.now())))
    if due:
        cards.rewrite(Listing.objects.filter(product__skus__in={price.sku_id for price in due}).distinct())
        Price.objects.filter(pk__in=[price.pk for price in due]).update(is_shown=True)
    return len(due)
