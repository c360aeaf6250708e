"""Delivered orders with real shipments in the books, and cases about them."""

import itertools

from inventory import services as inventory
from inventory.models import Return
from microstore.core import clock
from orders.models import Order
from orders.services import orders
from tests.factories import orders as make
from tests.factories.inventory import stocked

counter = itertools.count(1)


def delivered_order(store=None, *, units=3, price_fen=10_000, receiver=make.BEIJING, **sku_fields) -> Order:
    """Paid, shipped out of the books, signed for today. One line."""
    store = store or make.make_store()
    sku = make.make_sku(store, price_fen=price_fen, units=0, **sku_fields)
    stocked(sku, units + 5)
    order = make.packed_order(store=store, wants={sku: units}, receiver=receiver)
    inventory.consume(order.number, by=make.make_staff())
    orders.mark_shipped(order)
    orders.mark_delivered(order, at=clock.now())
    order.refresh_from_db()
    return order


def wish(order, units=1, *, kind="return", reason="unwanted", **fields):
    from customerservice.services.aftersales import Application

    token = fields.pop("token", f"case-{next(counter)}")
    return Application(token, {order.lines.get().pk: units}, kind, reason, **fields)


def make_case(order=None, units=1, **fields):
    from customerservice.services import aftersales

    order = order or delivered_order()
    return aftersales.apply(order, wish(order, units, **fields), by=order.customer.user)


def parcel_of(case) -> Return:
    return Return.objects.get(reference=case.number)


def receive(case, *, units=None, batch=None, condition="sealed"):
    """The warehouse opens the parcel: by default all units, of the batch that was shipped, sealed."""
    from inventory.services import returning

    parcel = parcel_of(case)
    line = parcel.lines.get()
    number = batch or next(iter(returning.shipped_batches(parcel.order_reference)[line.sku_id]))
    found = [returning.Found(line, number, line.units if units is None else units, condition)] if units != 0 else []
    return returning.receive_return(parcel, found, by=make.make_staff())
