"""An approved order becomes one parcel per warehouse, and follows its reservation."""

import pytest

from inventory.models import Batch
from inventory.services import hold
from logistics.models import Shipment
from logistics.services import planning
from microstore.core.events import deliver_all
from orders.models import Order
from orders.services import orders
from tests.factories.inventory import make_warehouse, stocked
from tests.factories.logistics import make_goods, planned
from tests.factories.orders import approved_order, make_staff, pay_order, place_order

pytestmark = pytest.mark.django_db


def lines_of(shipment):
    return [(line.batch.number, line.units) for line in shipment.lines.select_related("batch")]


@pytest.mark.duty("C7", "X15")
def test_approved_order_becomes_a_parcel_with_the_reserved_batches():
    goods = make_goods(3, days=400, number="EARLY")
    stocked(goods, 5, days=500, number="LATE")
    order = approved_order(wants={goods: 4})
    deliver_all()
    shipment = Shipment.objects.get(order=order)
    assert (shipment.state, shipment.position, lines_of(shipment)) == ("planned", 1, [("EARLY", 3), ("LATE", 1)])


def test_news_delivered_twice_plans_once():
    shipment = planned()
    assert [again.pk for again in planning.plan(shipment.order)] == [shipment.pk]
    assert Shipment.objects.count() == 1


def test_each_warehouse_sends_its_own_parcel():
    goods = make_goods(3, days=400)
    stocked(goods, 3, days=500, warehouse=make_warehouse("TJ", "天津仓"))
    order = approved_order(wants={goods: 5})
    planning.plan(order)
    assert list(order.shipments.order_by("position").values_list("warehouse__code", "position")) == [("FS", 1), ("TJ", 2)]


def test_order_not_yet_reviewed_is_not_planned():
    order = place_order(wants={make_goods(): 1})
    pay_order(order)
    assert planning.plan(order) == []
    assert not Shipment.objects.exists()


def test_cancelled_order_takes_its_parcels_back():
    shipment = planned()
    orders.cancel(shipment.order, reason="不要了", by=make_staff())
    deliver_all()
    shipment.refresh_from_db()
    assert shipment.state == "cancelled"


def test_parcel_starts_anew_with_other_batches_when_its_batch_is_held():
    goods = make_goods(5, days=400, number="EARLY")
    stocked(goods, 5, days=500, number="LATE")
    shipment = planned({goods: 2})
    hold(Batch.objects.get(number="EARLY"), reason="召回通知", by=make_staff())
    deliver_all()
    shipment.refresh_from_db()
    assert (shipment.state, lines_of(shipment)) == ("planned", [("LATE", 2)])


def test_order_short_of_stock_is_planned_when_goods_arrive():
    goods = make_goods(5, number="BAD")
    order = approved_order(wants={goods: 2})
    hold(Batch.objects.get(number="BAD"), reason="召回通知", by=make_staff())
    deliver_all()
    assert not Shipment.objects.exists()
    stocked(goods, 5, number="GOOD")
    deliver_all()
    assert lines_of(Shipment.objects.get(order=order)) == [("GOOD", 2)]


def test_clerk_of_another_store_sees_no_parcel():
    shipment = planned()
    stranger = make_staff(sees_all=False)
    assert list(Shipment.objects.visible_to(stranger)) == []
    assert list(Shipment.objects.visible_to(make_staff())) == [shipment]
    assert Order.objects.count() == 1
