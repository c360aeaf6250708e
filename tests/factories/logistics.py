"""Orders on their way through the warehouse, moved on by the services."""

from logistics.models import PredispatchPoint, Shipment
from logistics.services import packing, picking, planning, shipping
from tests.factories.inventory import make_warehouse, stocked
from tests.factories.orders import approved_order, make_sku, make_store


def make_goods(units=10, *, days=600, number="", warehouse=None, **fields):
    """A listed SKU whose stock came in through the front door."""
    sku = make_sku(make_store(), units=0, **fields)
    sku.shelf_life_months = 36
    sku.barcode = f"69{sku.pk:011d}"
    sku.save(update_fields=["shelf_life_months", "barcode"])
    stocked(sku, units, days=days, number=number, warehouse=warehouse or make_warehouse())
    return sku


def planned(wants=None) -> Shipment:
    """The parcel of an approved order; ``wants`` maps SKU to units."""
    order = approved_order(wants=wants or {make_goods(): 2})
    return planning.plan(order)[0]


def picking_now(wants=None, *, by) -> Shipment:
    shipment = planned(wants)
    picking.start(shipment, by=by)
    return shipment


def picked(wants=None, *, by) -> Shipment:
    shipment = picking_now(wants, by=by)
    pick_all(shipment, by=by)
    return shipment


def pick_all(shipment, *, by) -> None:
    for line in picking.open_lines(shipment):
        picking.scan(shipment, line.batch.number, units=line.left, by=by)


def packed(wants=None, *, by) -> Shipment:
    shipment = picked(wants, by=by)
    packing.tick(shipment, list(PredispatchPoint.values), by=by)
    packing.pack(shipment, weight_grams=480, by=by)
    return shipment


def shipped(wants=None, *, by, waybill="YT8800000000001") -> Shipment:
    shipment = packed(wants, by=by)
    shipping.ship(shipment, carrier="yuantong", waybill=waybill, by=by)
    return shipment
