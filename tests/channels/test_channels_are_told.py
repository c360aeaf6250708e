"""Stock and waybills go back to the channel: the newest number, each waybill once."""

import pytest

from inventory import services as inventory
from inventory.models import Stock
from logistics.models import PredispatchPoint, Shipment
from logistics.services import packing, picking
from logistics.services import shipping as house
from microstore.core.events import deliver_all
from orders.models import Channel, ChannelOrder, Order, ShipPush, StockPush, Trouble
from orders.services.channels import pulling, shipping, stock
from tests.factories import channels as make
from tests.factories import orders as goods
from tests.factories.logistics import make_goods, pick_all

pytestmark = pytest.mark.django_db
S = ChannelOrder.State


@pytest.fixture
def bought(platform, channel):
    sku = goods.make_sku(channel.store, units=20)
    number = make.place(platform, sku, 1)
    pulling.pull(channel)
    return sku, number


def tell(channel) -> int:
    StockPush.objects.filter(next_try_at__isnull=False).update(next_try_at="2020-01-01T00:00:00Z")
    return stock.send_due(channel)


def there(platform, sku) -> int:
    return platform.ledger.get("stock", f"8{sku.pk:06d}")[f"9{sku.pk:06d}"]


def test_the_channel_may_sell_its_share_less_what_is_kept_back(platform, channel, bought):
    sku, _number = bought
    Channel.objects.update(share_percent=50, buffer_units=2)
    channel.refresh_from_db()
    stock.recount(channel)
    assert tell(channel) == 1
    assert inventory.available_units([sku.pk]) == {sku.pk: 19}
    assert there(platform, sku) == 7
    assert (stock.recount(channel), tell(channel)) == (0, 0)


def test_several_changes_are_told_once_with_the_newest_number(platform, channel, bought):
    sku, _number = bought
    for units in (15, 11, 9):
        Stock.objects.update(on_hand=units)
        stock.recount(channel)
    calls = []
    platform.update_sku, told = lambda param: calls.append(param) or told(param), platform.update_sku
    assert tell(channel) == 1
    assert len(calls) == 1
    assert there(platform, sku) == 8
    push = StockPush.objects.get()
    assert (push.version, push.pushed_version, push.pushed, push.next_try_at) == (4, 4, 8, None)


@pytest.mark.parametrize("stop", ["stops_sale", "delisted"])
def test_what_must_not_be_sold_is_told_as_nothing(platform, channel, bought, stop):
    sku, _number = bought
    stock.recount(channel)
    tell(channel)
    assert there(platform, sku) == 19
    if stop == "stops_sale":
        Channel.objects.update(stops_sale=True)
        channel.refresh_from_db()
    else:
        sku.product.listings.update(is_on=False)
    stock.recount(channel)
    tell(channel)
    assert there(platform, sku) == 0


def test_a_number_that_was_not_heard_stays_due(platform, channel, bought):
    stock.recount(channel)
    platform.act_fail_next(http=503)
    assert tell(channel) == 0
    assert StockPush.objects.get().tries == 1
    assert tell(channel) == 1


def test_stock_that_differs_at_the_channel_is_told_again(platform, channel, bought):
    sku, _number = bought
    stock.recount(channel)
    tell(channel)
    platform.update_sku({"itemid": f"8{sku.pk:06d}", "skus": [{"id": f"9{sku.pk:06d}", "stock": 77}]})
    assert stock.compare(channel) == 1
    tell(channel)
    assert (there(platform, sku), stock.compare(channel)) == (19, 0)


def ship(order, waybill="YT2500000000001", carrier="yuantong"):
    return shipping.want(order.number, carrier, waybill)


def test_a_waybill_is_told_once_however_often_it_is_tried(platform, channel, bought):
    _sku, number = bought
    order = Order.objects.get()
    push = ship(order)
    assert ship(order).pk == push.pk
    assert ChannelOrder.objects.get().state == S.SHIPPED_LOCAL
    assert shipping.send_due(channel) == 1
    assert (platform.orders[number]["status_ori"], platform.orders[number]["express_no"]) == (30, "YT2500000000001")
    assert platform.orders[number]["express"] == "圆通速递"
    assert ChannelOrder.objects.get().state == S.TRACKING_PUSHED
    ShipPush.objects.update(state="waiting", next_try_at="2020-01-01T00:00:00Z")
    assert shipping.send_due(channel) == 1
    assert ShipPush.objects.get().state == "done"
    platform.act_change(number, status_ori=40)
    pulling.pull(channel)
    assert ChannelOrder.objects.get().state == S.SETTLED


def test_another_waybill_at_the_channel_needs_a_person(platform, channel, bought):
    _sku, number = bought
    platform.act_change(number, status_ori=30, express_no="SF0000000000001")
    ship(Order.objects.get())
    assert shipping.send_due(channel) == 0
    row = ChannelOrder.objects.get()
    assert (row.trouble, ShipPush.objects.get().state) == (Trouble.OTHER_WAYBILL, "failed")


def test_a_carrier_that_the_channel_does_not_know_is_never_called_another(platform, channel, bought):
    push = ship(Order.objects.get(), carrier="weltpost")
    assert shipping.send_due(channel) == 0
    row = ChannelOrder.objects.get()
    assert (row.trouble, row.state) == (Trouble.CARRIER, S.SHIPPED_LOCAL)
    ShipPush.objects.filter(pk=push.pk).update(carrier="zhongtong")
    shipping.again(push, by=goods.make_staff())
    assert shipping.send_due(channel) == 1
    row.refresh_from_db()
    assert (row.trouble, row.state) == ("", S.TRACKING_PUSHED)


def test_a_line_cut_while_telling_is_tried_again(platform, channel, bought):
    ship(Order.objects.get())
    platform.act_fail_next(http=502)
    assert shipping.send_due(channel) == 0
    push = ShipPush.objects.get()
    assert (push.state, push.tries) == ("waiting", 1)
    ShipPush.objects.update(next_try_at="2020-01-01T00:00:00Z")
    assert shipping.send_due(channel) == 1


def test_the_parcel_that_leaves_the_house_is_told_to_the_channel(platform, channel):
    staff = goods.make_staff()
    number = make.place(platform, make_goods())
    pulling.pull(channel)
    deliver_all()
    deliver_all()
    shipment = Shipment.objects.get()
    picking.start(shipment, by=staff)
    pick_all(shipment, by=staff)
    packing.tick(shipment, list(PredispatchPoint.values), by=staff)
    packing.pack(shipment, weight_grams=480, by=staff)
    house.ship(shipment, carrier="yuantong", waybill="YT8800000000001", by=staff)
    deliver_all()
    assert shipping.send_due(channel) == 1
    assert (platform.orders[number]["status_ori"], platform.orders[number]["express_no"]) == (30, "YT8800000000001")
