"""The same goods in a bundle and beside it leave in one parcel, each for its own line, and come back as one."""

import pytest

from inventory.models import Return
from logistics.services import picking, planning
from orders.services import orders
from tests.factories import orders as make
from tests.factories.aftersales import counter
from tests.factories.bundles import make_bundle
from tests.factories.logistics import make_goods, pick_all

pytestmark = pytest.mark.django_db


def test_lines_of_one_sku_share_a_parcel_and_are_picked_apart():
    store = make.make_store()
    calcium = make_goods(3)
    vitamin = make_goods(4)
    bundle = make_bundle(store, {calcium: 2, vitamin: 1})
    order = make.approved_order(store=store, wants={calcium: 1, bundle: 1})
    (shipment,) = planning.plan(order)
    assert set(shipment.lines.values_list("order_line__sku", "order_line__bundle__sku", "units")) == {
        (calcium.pk, None, 1), (calcium.pk, bundle.pk, 2), (vitamin.pk, bundle.pk, 1)}
    assert planning.plan(order) == [shipment]
    by = make.make_staff()
    picking.start(shipment, by=by)
    pick_all(shipment, by=by)
    shipment.refresh_from_db()
    assert shipment.state == "picked"


def test_units_of_two_lines_come_back_as_units_of_one_sku():
    from customerservice.services import aftersales
    from customerservice.services.aftersales import Application
    from inventory import services as inventory
    from microstore.core import clock

    store = make.make_store()
    calcium = make_goods(9)
    bundle = make_bundle(store, {calcium: 2}, price_fen=18000)
    order = make.packed_order(store=store, wants={calcium: 1, bundle: 1})
    inventory.consume(order.number, by=make.make_staff())
    orders.mark_shipped(order)
    orders.mark_delivered(order, at=clock.now())
    order.refresh_from_db()
    units = {line.pk: 1 for line in order.lines.all()}
    case = aftersales.apply(order, Application(f"case-{next(counter)}", units, "return", "unwanted"), by=order.customer.user)
    aftersales.approve(case, by=make.make_staff(), reason="同意退货")
    assert list(Return.objects.get(reference=case.number).lines.values_list("sku", "units")) == [(calcium.pk, 2)]
