"""Writing prices: many at once, all or none. Rows are never changed but for their end; within a scope they follow one another."""
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from catalog.events import PriceSet, PriceTakenBack
from catalog.gate import selling
from catalog.models import Listing, Price, PriceChange, Product, Sku
from catalog.pricing.events import PriceEnded
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.events import publish, publish_all
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store


@dataclass(frozen=True)
class Wanted:
    """One price that is to be: of which SKU, where, for whom, from how many units."""
    sku: Sku
    amount_fen: int
    store: Store | None = None
    channel: str = ""
    tier: str = ""
    from_units: int = 1

    @property
    def scope(self) -> tuple:
        return (self.sku.pk, self.store.pk if self.store else None, self.channel, self.tier, self.from_units)

    @property
    def fields(self) -> dict:
        return {"sku": self.sku, "store": self.store, "channel": self.channel, "tier": self.tier, "from_units": self.from_units}


def scope_of(price: Price) -> tuple:
    return (price.sku_id, price.store_id, price.channel, price.tier, price.from_units)


@dataclass(frozen=True)
class Terms:
    """From when (None: now) to when (None: until the next one), and what is kept with every row.

    ``is_no_last``: whoever asks says that the price is not announced as the last one (rule PR-13)."""
    starts: datetime | None = None
    until: datetime | None = None
    reason: str = ""
    by: object = None
    change: PriceChange | None = None
    is_no_last: bool = False

    def at(self, now) -> "Terms":
        return self if self.starts else replace(self, starts=now)


def lock(sku_ids) -> None:
    """Whoever changes prices holds their SKUs: two people never write one timeline."""
    list(locked(Sku.objects.filter(pk__in=set(sku_ids))))


@transaction.atomic
def put(wanted: list[Wanted], terms: Terms) -> list[Price]:
    """Put prices in force from ``terms.starts`` and end those before them at that moment. All or none; as many statements for
    many prices as for one.

    A price with an end is followed by the one before it. Refuses senseless amounts, a start in the past, and what is planned
    already, and goods that are only told about. Locks the SKUs."""
    lock(row.sku.pk for row in wanted)
    selling.require_sold(row.sku.pk for row in wanted)
    now = clock.now()
    terms = terms.at(now)
    before = require_free(wanted, terms, now)
    Price.objects.filter(pk__in=[row.pk for row in before.values()]).update(valid_until=terms.starts)
    made = Price.objects.bulk_create(_row(row, terms, now, has_before=row.scope in before) for row in wanted)
    if terms.until:
        Price.objects.bulk_create(
            _follower(price, before[scope_of(price)], terms.until, now) for price in made if scope_of(price) in before)
    if terms.starts <= now:
        redraw(price.sku_id for price in made)
    told = [(_news(PriceSet, price, row), Product, row.sku.product_id) for price, row in zip(made, wanted, strict=True)]
    publish_all(told, by=terms.by, reason=terms.reason)
    return made


def _row(wanted: Wanted, terms: Terms, now, has_before: bool) -> Price:
    return Price(
        **wanted.fields, amount_fen=wanted.amount_fen, is_dated=terms.until is not None, valid_from=terms.starts,
        valid_until=terms.until, reason=terms.reason, set_by=terms.by, set_at=now, change=terms.change, is_shown=terms.starts <= now,
        is_end_shown=terms.until is None or has_before)


def _follower(dated: Price, before: Price, until, now) -> Price:
    """What was before goes on when the price for a time is over."""
    return Price(
        sku_id=before.sku_id, store_id=before.store_id, channel=before.channel, tier=before.tier, from_units=before.from_units,
        amount_fen=before.amount_fen, valid_from=until, reason=before.reason, set_by=before.set_by, set_at=now, change=before.change,
        goes_on_after=dated)


def require_free(wanted: list[Wanted], terms: Terms, now) -> dict[tuple, Price]:
    """Scope → the open price that would end. Refuses whatever ``put`` would refuse."""
    terms = terms.at(now)
    if not wanted:
        raise Refused(_("Choose at least one price."))
    if any(row.amount_fen <= 0 for row in wanted):
        raise Refused(_("A price must be above zero."))
    if terms.starts < now:
        raise Refused(_("A price cannot begin in the past."))
    if terms.until and terms.until <= terms.starts:
        raise Refused(_("A price for a time must end after it begins."))
    return _open_rows(wanted, terms)


def _open_rows(wanted, terms) -> dict[tuple, Price]:
    scopes = {row.scope: row for row in wanted}
    if len(scopes) < len(wanted):
        raise Refused(_("The same price is named twice."))
    later = Price.objects.filter(Q(valid_until=None) | Q(valid_until__gt=terms.starts), sku__in={row.sku.pk for row in wanted})
    before = {}
    for price in later.select_related("sku"):
        if scope_of(price) not in scopes:
            continue
        _require_not_planned(price, terms.starts)
        if price.valid_until is None:
            before[scope_of(price)] = price
    return before


def _require_not_planned(price: Price, starts) -> None:
    """A row that begins later, or one with an end that is still to come, must be over or be taken back first."""
    if price.is_dated or price.goes_on_after_id and price.valid_from >= starts:
        until = price.valid_until if price.is_dated else price.valid_from
        raise Refused(_("%(sku)s has a price for a time until %(until)s. End it or take it back first.") % {
            "sku": price.sku.code, "until": f"{until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"})
    if price.valid_from >= starts or price.valid_until is not None:
        raise Refused(_("A change of this price is already planned. Take it back first.") + f" ({price.sku.code})")


def redraw(sku_ids) -> None:
    """Write the cards of these SKUs anew."""
    from catalog.services import cards

    cards.rewrite(Listing.objects.filter(product__skus__in=set(sku_ids)).distinct())


def _news(kind, price, wanted):
    return kind(
        sku=wanted.sku.code, store=wanted.store.code if wanted.store else "", amount_fen=price.amount_fen, list_fen=None,
        valid_from=price.valid_from.isoformat())


@transaction.atomic
def take_back(planned: list[Price], *, by=None, reason: str = "") -> None:
    """Cancel planned prices; those before them go on. Refuses when one has begun."""
    lock(price.sku_id for price in planned)
    prices = list(Price.objects.filter(pk__in=[price.pk for price in planned]).select_related("sku", "store"))
    if any(price.valid_from <= clock.now() for price in prices):
        raise Refused(_("This price has begun; set a new one instead."))
    if any(price.goes_on_after_id for price in prices):
        raise Refused(_("It belongs to the price for a time before it; take that one back."))
    told = [(_news(PriceTakenBack, price, price), Product, price.sku.product_id) for price in prices]
    Price.objects.filter(goes_on_after__in=prices).delete()
    Price.objects.filter(pk__in=[price.pk for price in prices]).delete()
    for price in prices:
        _reopen(price)
    publish_all(told, by=by, reason=reason)


def _reopen(price: Price) -> None:
    scope = dict(zip(("sku_id", "store_id", "channel", "tier", "from_units"), scope_of(price), strict=True))
    Price.objects.filter(**scope, is_dated=False, valid_until=price.valid_from).update(valid_until=None)


@transaction.atomic
def end(price: Price, *, reason: str, by=None) -> None:
    """A price that is not the base price of one unit ends now; what goes on after it, or the wider price, counts again.

    Refuses what does not count now, and the base price: a product is never without one."""
    lock([price.sku_id])
    price.refresh_from_db()
    now = clock.now()
    if not is_endable(price, now):
        raise Refused(_("This price cannot be ended; set a new one instead."))
    follower = price.followers.first()
    if follower is not None:
        follower.delete()
        follower.pk, follower.valid_from, follower.is_shown, follower.goes_on_after = None, now, True, None
    Price.objects.filter(pk=price.pk).update(valid_until=now, is_end_shown=True)
    if follower is not None:
        follower.save(force_insert=True)
    redraw([price.sku_id])
    store = price.store.code if price.store else ""
    publish(PriceEnded(price.sku.code, store, price.amount_fen), about=price.sku.product, by=by, reason=reason)


def is_endable(price: Price, now) -> bool:
    is_narrow = bool(price.store_id or price.channel or price.tier or price.from_units > 1)
    is_in_force = price.valid_from < now and (price.valid_until is None or price.valid_until > now)
    return is_in_force and (price.is_dated or is_narrow and price.valid_until is None)


@transaction.atomic
def show_due() -> int:
    """Write prices that have begun, and prices for a time that are over, onto the cards. Returns how many."""
    from catalog.pricing import changes

    now = clock.now()
    begun = list(locked(Price.objects.filter(is_shown=False, valid_from__lte=now)))
    over = list(locked(Price.objects.filter(is_end_shown=False, valid_until__lte=now)))
    if due := [*begun, *over]:
        redraw(price.sku_id for price in due)
        Price.objects.filter(pk__in=[price.pk for price in begun]).update(is_shown=True)
        Price.objects.filter(pk__in=[price.pk for price in over]).update(is_end_shown=True)
    changes.follow({price.change_id for price in begun})
    return len(due)
