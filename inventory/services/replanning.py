"""Promises that lost their batch get another one at once, or wait in the open as short."""

from django.db import transaction
from django.db.models import Q

from inventory.events import ReservationMoved, ReservationShort
from inventory.models import Reservation, ReservationState, Stock
from inventory.services.facts import lock_stock_of, shift, tell_catalogue
from inventory.services.planning import Picks, plan
from microstore.core.events import publish
from microstore.core.locking import locked


@transaction.atomic
def replan(sku_id: int) -> int:
    """Serve the SKU's promises that stand on unsellable stock or on none, oldest first; how many moved.

    What cannot be served becomes short and is reported once. Locks the SKU's stock rows, then the promises."""
    lock_stock_of([sku_id])
    moved = sum(_move(promise) for promise in list(_lost(sku_id)))
    if moved:
        tell_catalogue([sku_id])
    return moved


def skus_with_lost_promises() -> list[int]:
    return sorted(set(Reservation.objects.filter(_LOST).values_list("sku_id", flat=True)))


_LOST = Q(state=ReservationState.SHORT) | Q(state__in=(ReservationState.HELD, ReservationState.COMMITTED), stock__sell_until=None)


def _lost(sku_id: int):
    return locked(Reservation.objects.filter(_LOST, sku_id=sku_id).select_related("sku", "stock__batch"))


def _move(promise: Reservation) -> bool:
    picks, missing = plan({promise.sku_id: promise.units}, _served_from(promise))
    if missing:
        _report_short(promise)
        return False
    _leave_old_stock(promise)
    _end_moved(promise)
    _promise_again(promise, picks)
    publish(ReservationMoved(promise.reference, promise.sku.code, promise.units), about=promise)
    return True


def _served_from(promise: Reservation):
    return Stock.objects.with_free().in_reach(promise.store_id).filter(sku_id=promise.sku_id)


def _leave_old_stock(promise: Reservation) -> None:
    if promise.stock_id:
        shift({promise.stock_id: (0, -promise.units)})


def _end_moved(promise: Reservation) -> None:
    promise.state, promise.ended_reason = ReservationState.RELEASED, "moved"
    promise.save(update_fields=["state", "ended_reason"])


def _promise_again(promise: Reservation, picks: Picks) -> None:
    """The promise keeps its term: held until a moment, or committed when it has none."""
    state = ReservationState.HELD if promise.expires_at else ReservationState.COMMITTED
    for row, units in picks:
        shift({row.pk: (0, units)})
        twin = Reservation.objects.counted().filter(reference=promise.reference, stock=row).first()
        if twin:
            twin.units += units
            twin.save(update_fields=["units"])
        else:
            Reservation.objects.create(
                reference=promise.reference, sku_id=promise.sku_id, stock=row, units=units, state=state, expires_at=promise.expires_at,
                store_id=promise.store_id,
            )  # fmt: skip


def _report_short(promise: Reservation) -> None:
    """Take the promise off its stock and tell it once; a promise that is short already stays as it is."""
    if promise.state == ReservationState.SHORT:
        return
    batch = promise.stock.batch
    _leave_old_stock(promise)
    promise.state, promise.stock = ReservationState.SHORT, None
    promise.save(update_fields=["state", "stock"])
    publish(ReservationShort(promise.reference, promise.sku.code, promise.units), about=batch)
