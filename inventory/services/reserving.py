"""Promise stock to a document, commit the promise when it is paid, give it back."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from catalog.bundles.filling import MOST_UNITS
from catalog.models import BundlePart, Sku
from catalog.services.availability import tell_low
from inventory.errors import OutOfStock
from inventory.models import Reservation, ReservationState, Stock
from inventory.models.reach import in_reach
from inventory.models.reservation import COUNTED
from inventory.services.facts import lock_stock_of, shift, tell_catalogue
from inventory.services.planning import Picks, plan
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


def joined(act: Callable) -> Callable:
    """Run in the caller's transaction without a savepoint, or in one of its own. For acts that refuse before they write."""

    @wraps(act)
    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return act(*args, **kwargs)
        with transaction.atomic():
            return act(*args, **kwargs)

    return run


@joined
def reserve(reference: str, wants: dict[int, int], until: datetime, *, store_id: int | None = None) -> list[Reservation]:
    """Hold stock for ``reference`` until the moment ``until``. ``wants`` maps SKU id to units; ``store_id``: out of the warehouses
    that this store ships from.

    All or nothing: raises OutOfStock naming the first product short. Asked twice for the same, the second call changes
    nothing; asked for something else while a promise is open, it refuses. Locks the stock rows by id: call it last.
    """
    if not wants or any(units < 1 for units in wants.values()):
        raise Refused(_("At least one unit must be reserved."))
    inside = Exists(BundlePart.objects.filter(component=OuterRef("sku")))
    free = Stock.objects.with_free().filter(sku_id__in=list(wants)).annotate(is_inside=inside)
    rows = list(locked(free.annotate(is_near=in_reach(store_id)) if store_id else free))
    if existing := list(Reservation.objects.open().filter(reference=reference)):
        return _same(existing, wants)
    near = [row for row in rows if row.is_near] if store_id else rows
    picks, missing = plan(wants, near)
    if missing:
        raise _out_of_stock(missing, near)
    promised = _hold(reference, picks, until, store_id)
    fault_point("inventory.reserve.before_commit")
    _tell_low(wants, rows)
    return promised


def commit(reference: str) -> list[Reservation]:
    """The document is paid: its promise no longer ends by itself. Refuses when nothing is promised."""
    held = Reservation.objects.filter(reference=reference).filter(
        Q(state=ReservationState.HELD) | Q(state=ReservationState.SHORT, expires_at__isnull=False)
    )
    while held.exists():  # a batch put on hold meanwhile leaves new rows behind
        held.filter(state=ReservationState.SHORT).update(expires_at=None)
        held.filter(state=ReservationState.HELD).update(state=ReservationState.COMMITTED, expires_at=None)
    promised = reservations(reference)
    if not promised:
        raise Refused(_("Nothing is reserved for %(reference)s.") % {"reference": reference})
    return promised


@transaction.atomic
def release(reference: str, reason: str) -> int:
    """Give back what is promised to ``reference``; the units given back. Twice is harmless."""
    skus = set(Reservation.objects.open().filter(reference=reference).values_list("sku_id", flat=True))
    if not skus:
        return 0
    lock_stock_of(skus)
    rows = list(locked(Reservation.objects.open().filter(reference=reference)))
    shift(_changes(rows))
    Reservation.objects.filter(pk__in=[row.pk for row in rows]).update(state=ReservationState.RELEASED, ended_reason=reason[:60])
    fault_point("inventory.release.before_commit")
    tell_catalogue(skus)
    return sum(row.units for row in rows)


def reservations(reference: str) -> list[Reservation]:
    """The open promises to ``reference`` with their batches and bins."""
    return list(Reservation.objects.open().filter(reference=reference).select_related("sku", "stock__batch", "stock__bin"))


_AVAILABLE = """
    WITH part AS (SELECT bundle_id, component_id, units FROM catalog_bundlepart WHERE bundle_id = ANY(%(skus)s)),
         asked AS (SELECT unnest(%(skus)s::bigint[]) AS sku_id UNION SELECT component_id FROM part),
         free AS (SELECT stock.sku_id, SUM(stock.on_hand - stock.reserved) AS units
                    FROM asked JOIN inventory_stock AS stock ON stock.sku_id = asked.sku_id
                   WHERE stock.sell_until >= %(today)s AND stock.on_hand > stock.reserved
                     AND (NOT EXISTS (SELECT FROM inventory_storewarehouse WHERE store_id = %(store)s)
                          OR stock.warehouse_id IN (SELECT warehouse_id FROM inventory_storewarehouse WHERE store_id = %(store)s))
                   GROUP BY stock.sku_id)
    SELECT sku_id, units FROM free
     UNION ALL SELECT part.bundle_id, MIN(COALESCE(free.units, 0) / part.units)
                 FROM part LEFT JOIN free ON free.sku_id = part.component_id GROUP BY part.bundle_id
     UNION ALL SELECT sku.id, %(endless)s FROM catalog_sku AS sku JOIN catalog_product AS product ON product.id = sku.product_id
                WHERE sku.id = ANY(%(skus)s) AND product.product_class = ANY(%(no_parcel)s)
"""
ENDLESS = 1_000_000  # copies of what has no parcel


def available_units(sku_ids, store_id: int | None = None) -> dict[int, int]:
    """SKU id → units that could be promised now, 0 included, by any store or by one; of a bundle, how many can be put together; without
    a parcel there is no end. One query."""
    asked = list(sku_ids)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        given = {"skus": asked, "today": clock.today(), "endless": ENDLESS, "no_parcel": list(NO_PARCEL), "store": store_id}
        cursor.execute(_AVAILABLE, given)
        free = dict(cursor.fetchall())
    return {sku_id: int(free.get(sku_id, 0)) for sku_id in asked}


def _changes(rows: list[Reservation]) -> dict[int, tuple[int, int]]:
    counted = Counter()
    for row in rows:
        if row.state in COUNTED:
            counted[row.stock_id] += row.units
    return {stock_id: (0, -units) for stock_id, units in counted.items()}


def _same(existing: list[Reservation], wants: dict[int, int]) -> list[Reservation]:
    promised = Counter()
    for row in existing:
        promised[row.sku_id] += row.units
    if promised != Counter(wants):
        raise Refused(_("Other goods are already reserved for %(reference)s.") % {"reference": existing[0].reference})
    return existing


def _hold(reference: str, picks: Picks, until: datetime, store_id: int | None) -> list[Reservation]:
    shift({row.pk: (0, units) for row, units in picks})
    return Reservation.objects.bulk_create(
        Reservation(reference=reference, sku_id=row.sku_id, stock=row, units=units, expires_at=until, store_id=store_id)
        for row, units in picks
    )


def _tell_low(wants: dict[int, int], rows: list[Stock]) -> None:
    """Only what is so low that it, or a bundle that holds several of it, may be sold out now."""
    left = Counter()
    for row in rows:
        left[row.sku_id] += row.free
    low = {sku_id: left[sku_id] - units for sku_id, units in wants.items() if left[sku_id] - units < MOST_UNITS}
    inside = {row.sku_id for row in rows if row.is_inside and row.sku_id in low}
    if inside or 0 in low.values():
        tell_low(low, inside)


def _out_of_stock(missing: dict[int, int], rows: list[Stock]) -> OutOfStock:
    sku_id = min(missing)
    left = sum(row.free for row in rows if row.sku_id == sku_id)
    sentence = _("%(product)s: only %(left)d left.") if left else _("%(product)s is sold out.")
    sku = Sku.objects.select_related("product").get(pk=sku_id)
    return OutOfStock(sentence % {"product": f"{sku.product.name} {sku.spec}", "left": left}, sku_id=sku_id, left=left)
