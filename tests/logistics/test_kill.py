"""Killed at any fault point, a step has either happened or not; tried again, it happens once."""

import pytest

from inventory import services
from inventory.models import Movement
from logistics.models import Shipment
from logistics.services import picking, shipping
from microstore.core.declarations import Check
from tests.factories.inventory import books
from tests.factories.logistics import make_goods, packed, picking_now
from tests.factories.orders import make_staff
from tests.switches import Killed, kill_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["logistics.ship.before_stock", "logistics.ship.before_commit", "inventory.consume.before_commit"])
def test_shipping_killed_anywhere_leaves_a_packed_parcel_that_can_be_shipped(monkeypatch, name):
    zhao = make_staff()
    shipment = packed({make_goods(5): 2}, by=zhao)
    before = books()
    kill_at(monkeypatch, name)
    with pytest.raises(Killed):
        shipping.ship(shipment, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    stored = Shipment.objects.get(pk=shipment.pk)
    assert (stored.state, stored.waybill, stored.order.fulfilment_state, books()) == ("packed", "", "packed", before)
    monkeypatch.undo()
    shipping.ship(stored, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    assert Movement.objects.filter(kind="shipped").count() == 1
    assert [row for check in Check.registry if check.number == "1" for row in check.find()] == []


def test_scan_killed_before_commit_counts_nothing(monkeypatch):
    zhao, goods = make_staff(), make_goods()
    shipment = picking_now({goods: 2}, by=zhao)
    kill_at(monkeypatch, "logistics.scan.before_commit")
    with pytest.raises(Killed):
        picking.scan(shipment, goods.barcode, by=zhao)
    assert (shipment.lines.get().picked_units, shipment.scans.count()) == (0, 0)


def test_release_killed_before_commit_keeps_the_promise(monkeypatch):
    zhao = make_staff()
    shipment = picking_now({make_goods(5): 2}, by=zhao)
    before = books()
    kill_at(monkeypatch, "inventory.release.before_commit")
    with pytest.raises(Killed):
        services.release(shipment.order.number, "cancelled")
    assert books() == before
    assert [row.state for row in services.reservations(shipment.order.number)] == ["committed"]
