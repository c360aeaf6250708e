"""Check, pack and ship: by named people, all or nothing."""

import pytest
from django.db import transaction

from inventory.models import Batch, Movement
from inventory.services import hold
from logistics.models import PredispatchCheck, PredispatchPoint, Printout, PrintoutKind
from logistics.services import packing, printing, shipping
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from orders.services import orders
from tests.factories.inventory import books, make_warehouse, stocked
from tests.factories.logistics import make_goods, packed, pick_all, picked, shipped
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db
POINTS = list(PredispatchPoint.values)


@pytest.fixture
def zhao():
    return make_staff()


def test_every_point_is_ticked_with_name_and_time(zhao):
    shipment = picked(by=zhao)
    assert packing.tick(shipment, POINTS[:3], by=zhao) == POINTS[3:]
    assert shipment.state == "picked"
    sun = make_staff()
    assert packing.tick(shipment, POINTS, by=sun) == []
    assert shipment.state == "checked"
    assert dict(PredispatchCheck.objects.values_list("point", "by")) == {**dict.fromkeys(POINTS[:3], zhao.pk), POINTS[3]: sun.pk}


@pytest.mark.duty("W4")
def test_unchecked_parcel_is_not_packed(zhao):
    shipment = picked(by=zhao)
    packing.tick(shipment, POINTS[:3], by=zhao)
    with pytest.raises(Refused):
        packing.pack(shipment, weight_grams=480, by=zhao)
    shipment.refresh_from_db()
    assert (shipment.state, shipment.weight_grams) == ("picked", 0)


def test_unknown_point_is_refused(zhao):
    shipment = picked(by=zhao)
    with pytest.raises(Refused):
        packing.tick(shipment, ["luck"], by=zhao)
    assert not PredispatchCheck.objects.exists()


def test_packed_parcel_packs_the_order_which_can_no_longer_be_cancelled(zhao):
    shipment = packed(by=zhao)
    order = shipment.order
    order.refresh_from_db()
    assert order.fulfilment_state == "packed"
    with pytest.raises(Refused), transaction.atomic():
        orders.cancel(order, reason="不要了", by=zhao)


@pytest.mark.duty("W5")
def test_shipping_writes_stock_order_and_news_together(zhao):
    goods = make_goods(10, number="L1")
    shipment = shipped({goods: 2}, by=zhao)
    shipment.order.refresh_from_db()
    assert (shipment.state, shipment.order.fulfilment_state, shipment.waybill) == ("shipped", "shipped", "YT8800000000001")
    assert books()[-1][2:] == (8, 0)
    assert list(Movement.objects.filter(kind="shipped").values_list("units", "reference", "by")) == [(-2, shipment.order.number, zhao.pk)]
    assert Event.objects.filter(name="shipment.sent").count() == 1


@pytest.mark.duty("W5")
def test_customer_is_told_once_when_the_parcel_leaves(zhao):
    shipment = shipped(by=zhao)
    deliver_all()
    told = Message.objects.filter(template_code="customerservice.shipped")
    assert sorted(told.values_list("channel", flat=True)) == ["inbox", "sms"]
    assert all("YT8800000000001" in message.body and shipment.order.number in message.body for message in told)


@pytest.mark.parametrize(
    ("carrier", "waybill"),
    [("yuantong", ""), ("yuantong", "1234"), ("yuantong", "YT 88;DROP"), ("yuantong", "SF1234567890123"), ("magic", "YT8800000000001")],
)
def test_parcel_does_not_leave_with_a_number_that_cannot_be_the_carriers(zhao, carrier, waybill):
    shipment = packed(by=zhao)
    before = books()
    with pytest.raises(Refused):
        shipping.ship(shipment, carrier=carrier, waybill=waybill, by=zhao)
    shipment.refresh_from_db()
    assert (shipment.state, shipment.waybill, books()) == ("packed", "", before)
    assert not Event.objects.filter(name="shipment.sent").exists()


def test_waybill_of_another_parcel_is_refused(zhao):
    shipped(by=zhao)
    other = packed(by=zhao)
    with pytest.raises(Refused):
        shipping.ship(other, carrier="yuantong", waybill="yt8800000000001", by=zhao)
    other.refresh_from_db()
    assert other.state == "packed"


def test_parcel_leaves_once(zhao):
    shipment = shipped(by=zhao)
    before = books()
    with pytest.raises(Refused):
        shipping.ship(shipment, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    assert books() == before


def test_batch_held_after_packing_does_not_leave(zhao):
    goods = make_goods(5, number="BAD")
    shipment = packed({goods: 2}, by=zhao)
    hold(Batch.objects.get(number="BAD"), reason="召回通知", by=zhao)
    before = books()
    with pytest.raises(Refused):
        shipping.ship(shipment, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    shipment.refresh_from_db()
    assert (shipment.state, books()) == ("packed", before)


def test_parcel_packed_with_a_batch_that_was_replaced_does_not_leave(zhao):
    """The reservation moved to another batch, and the news of it has not been delivered yet."""
    goods = make_goods(5, days=400, number="EARLY")
    stocked(goods, 5, days=500, number="LATE")
    shipment = packed({goods: 2}, by=zhao)
    hold(Batch.objects.get(number="EARLY"), reason="召回通知", by=zhao)
    before = books()
    with pytest.raises(Refused):
        shipping.ship(shipment, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    assert books() == before
    deliver_all()
    shipment.refresh_from_db()
    assert (shipment.state, shipment.checks.filter(is_void=False).count()) == ("planned", 0)


def test_first_of_two_parcels_waits_until_both_are_packed(zhao):
    goods = make_goods(3, days=400)
    stocked(goods, 3, days=500, warehouse=make_warehouse("TJ", "天津仓"))
    first = packed({goods: 5}, by=zhao)
    with pytest.raises(Refused):
        shipping.ship(first, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    second = first.order.shipments.get(position=2)
    from logistics.services import picking

    picking.start(second, by=zhao)
    pick_all(second, by=zhao)
    packing.tick(second, POINTS, by=zhao)
    packing.pack(second, weight_grams=300, by=zhao)
    shipping.ship(first, carrier="yuantong", waybill="YT8800000000001", by=zhao)
    first.order.refresh_from_db()
    assert first.order.fulfilment_state == "packed"
    shipping.ship(second, carrier="yuantong", waybill="YT8800000000002", by=zhao)
    first.order.refresh_from_db()
    assert first.order.fulfilment_state == "shipped"


def test_every_reprint_is_counted_and_told(zhao):
    shipment = packed(by=zhao)
    copies = [printing.note_print(shipment, PrintoutKind.LIST, by=zhao).reprint for _ in range(3)]
    assert copies == [0, 1, 2]
    assert Printout.objects.count() == 3
    assert Event.objects.filter(name="shipment.reprinted").count() == 2
