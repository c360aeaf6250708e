"""At the shelf: only what is on the list, in the batch of the list; a wrong item is a stop."""

import pytest

from inventory.models import Batch
from inventory.services import hold
from logistics.backoffice.shipments import ShipmentDetail
from logistics.models import Scan, ShipmentLine
from logistics.services import picking
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from orders.services import orders
from tests.factories.inventory import stocked
from tests.factories.logistics import make_goods, picking_now, planned
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhao():
    return make_staff()


def picked_units():
    return list(ShipmentLine.objects.order_by("pk").values_list("picked_units", flat=True))


def test_picking_moves_the_order_on(zhao):
    shipment = picking_now(by=zhao)
    shipment.order.refresh_from_db()
    assert (shipment.state, shipment.picker, shipment.order.fulfilment_state) == ("picking", zhao, "picking")


def test_held_order_is_not_picked(zhao):
    shipment = planned()
    orders.hold(shipment.order, question="地址是几号楼？", by=zhao)
    with pytest.raises(Refused):
        picking.start(shipment, by=zhao)
    shipment.refresh_from_db()
    assert (shipment.state, shipment.picker) == ("planned", None)


@pytest.mark.parametrize("code", ["barcode", "code", "batch"])
def test_barcode_sku_and_batch_number_count_the_item(zhao, code):
    goods = make_goods(number="L260711C")
    shipment = picking_now({goods: 2}, by=zhao)
    scanned = {"barcode": goods.barcode, "code": goods.code, "batch": "l260711c "}[code]
    scan = picking.scan(shipment, scanned, by=zhao)
    assert (scan.result, picked_units()) == ("right", [1])


def test_last_item_ends_the_picking(zhao):
    goods = make_goods()
    shipment = picking_now({goods: 2}, by=zhao)
    picking.scan(shipment, goods.barcode, units=2, by=zhao)
    assert shipment.state == "picked"


@pytest.mark.duty("X2")
def test_wrong_item_counts_nothing_and_stops_until_it_is_back(zhao):
    goods = make_goods()
    shipment = picking_now({goods: 2}, by=zhao)
    scan = picking.scan(shipment, "6999999999999", by=zhao)
    assert (scan.result, picked_units(), picking.open_stop(shipment).get()) == ("wrong", [0], scan)
    with pytest.raises(Refused):
        picking.scan(shipment, goods.barcode, by=zhao)
    assert (picked_units(), Scan.objects.count()) == ([0], 1)
    picking.put_back(shipment, by=zhao)
    picking.scan(shipment, goods.barcode, by=zhao)
    assert picked_units() == [1]


def test_item_beyond_the_wanted_number_is_a_stop(zhao):
    first, second = make_goods(), make_goods()
    shipment = picking_now({first: 1, second: 1}, by=zhao)
    picking.scan(shipment, first.barcode, by=zhao)
    assert picking.scan(shipment, first.barcode, by=zhao).result == "wrong"
    assert sorted(picked_units()) == [0, 1]


def test_other_batch_of_the_same_product_is_a_stop(zhao):
    goods = make_goods(5, days=400, number="EARLY")
    stocked(goods, 5, days=500, number="LATE")
    shipment = picking_now({goods: 2}, by=zhao)
    assert picking.scan(shipment, "LATE", by=zhao).result == "wrong"


@pytest.mark.parametrize("units", [0, 3, -1])
def test_more_or_fewer_than_wanted_cannot_be_counted(zhao, units):
    goods = make_goods()
    shipment = picking_now({goods: 2}, by=zhao)
    with pytest.raises(Refused):
        picking.scan(shipment, goods.barcode, units=units, by=zhao)
    assert (picked_units(), Scan.objects.count()) == ([0], 0)


def test_batch_held_while_it_is_picked_stops_the_picker(zhao):
    goods = make_goods(5, days=400, number="EARLY")
    stocked(goods, 5, days=500, number="LATE")
    shipment = picking_now({goods: 2}, by=zhao)
    hold(Batch.objects.get(number="EARLY"), reason="召回通知", by=zhao)
    with pytest.raises(Refused):
        picking.scan(shipment, "EARLY", by=zhao)
    assert picked_units() == [0]
    deliver_all()
    shipment.refresh_from_db()
    assert (shipment.state, [line.batch.number for line in shipment.lines.all()]) == ("planned", ["LATE"])


def test_the_open_step_says_what_is_to_be_done(zhao):
    steps = ShipmentDetail().steps(picking_now(by=zhao))
    assert [(str(label), state) for label, state, _when in steps[:3]] == [
        ("已安排", "done"), ("待拣货", "now"), ("已检查", "next"),
    ]  # fmt: skip
