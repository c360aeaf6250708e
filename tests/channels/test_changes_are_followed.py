"""What buyers do after their order was made here."""

import pytest

from inventory import services as inventory
from microstore.core.events import deliver_all
from orders.models import ChannelOrder, FulfilmentState, HoldState, LedgerEntry, Order, PaymentState, Trouble
from orders.services import orders, refunds
from orders.services.channels import exceptions, pulling
from tests.factories import channels as make
from tests.factories import orders as goods
from tests.factories.logistics import make_goods

pytestmark = pytest.mark.django_db
S = ChannelOrder.State


@pytest.fixture
def bought(platform, channel):
    """(SKU, number at the channel, our order)"""
    sku = goods.make_sku(channel.store)
    number = make.place(platform, sku, 2)
    pulling.pull(channel)
    return sku, number, Order.objects.get()


def test_a_new_address_is_taken_over_before_packing(platform, channel, bought):
    _sku, number, order = bought
    names = ("name", "phone", "province", "city", "region", "address")
    platform.act_change(number, buyer_info=dict(zip(names, make.OTHER_BUYER, strict=True)))
    pulling.pull(channel)
    order.refresh_from_db()
    assert (order.receiver_name, order.region_code, order.total_fen) == ("郑海峰", "440106", 20000)
    assert order.address_changes.count() == 1
    pulling.pull(channel)
    assert order.address_changes.count() == 1


def test_a_new_address_after_packing_needs_a_person(platform, channel, bought):
    _sku, number, order = bought
    Order.objects.filter(pk=order.pk).update(fulfilment_state=FulfilmentState.PACKED)
    names = ("name", "phone", "province", "city", "region", "address")
    platform.act_change(number, buyer_info=dict(zip(names, make.OTHER_BUYER, strict=True)))
    pulling.pull(channel)
    row = ChannelOrder.objects.get()
    assert (row.trouble, row.state, row.order.receiver_name) == (Trouble.CHANGED, S.IMPORTED, "周雨桐")
    exceptions.settle_trouble(row, reason="已联系快递改派", by=goods.make_staff())
    row.refresh_from_db()
    assert row.trouble == ""


def test_a_late_note_stops_the_order(platform, channel, bought):
    _sku, number, order = bought
    platform.act_change(number, note="请周末送货")
    pulling.pull(channel)
    order.refresh_from_db()
    assert (order.note, order.hold_state) == ("请周末送货", HoldState.HELD)


def test_asking_for_the_money_stops_the_order_and_a_refusal_lets_it_go_on(platform, channel, bought):
    _sku, number, order = bought
    platform.act_change(number, refund_status_ori=1)
    pulling.pull(channel)
    order.refresh_from_db()
    assert order.hold_state == HoldState.HELD
    platform.act_change(number, refund_status_ori=3)
    pulling.pull(channel)
    order.refresh_from_db()
    assert order.hold_state == HoldState.NONE


def test_a_refund_before_packing_gives_stock_and_money_back(platform, channel, bought, books):
    sku, number, order = bought
    platform.act_change(number, refund_status_ori=2, status_ori=60, refund_fee="200.00")
    pulling.pull(channel)
    deliver_all()
    refunds.send(order.refunds.get())
    row = ChannelOrder.objects.get()
    order.refresh_from_db()
    assert (row.state, row.refund_fen, row.trouble) == (S.CLOSED, 20000, "")
    assert (order.fulfilment_state, order.payment_state) == (FulfilmentState.CANCELLED, PaymentState.REFUNDED)
    assert inventory.available_units([sku.pk]) == {sku.pk: 10}
    assert sum(LedgerEntry.objects.values_list("amount_fen", flat=True)) == 0
    assert books() == []


def test_a_refund_after_packing_needs_a_person_and_moves_nothing(platform, channel, bought):
    _sku, number, order = bought
    Order.objects.filter(pk=order.pk).update(fulfilment_state=FulfilmentState.PACKED)
    platform.act_change(number, refund_status_ori=2, status_ori=60, refund_fee="200.00")
    pulling.pull(channel)
    row = ChannelOrder.objects.get()
    order.refresh_from_db()
    assert (row.state, row.trouble, order.fulfilment_state) == (S.IMPORTED, Trouble.REFUND, FulfilmentState.PACKED)
    assert order.refunds.count() == 0


def test_an_order_cancelled_here_waits_until_the_channel_pays_back(platform, channel, bought, books):
    _sku, number, order = bought
    orders.cancel(order, reason="缺货", by=goods.make_staff())
    deliver_all()
    refund = order.refunds.get()
    refunds.send(refund)
    refund.refresh_from_db()
    assert (ChannelOrder.objects.get().trouble, refund.state) == (Trouble.CANCELLED_HERE, "processing")
    platform.act_change(number, refund_status_ori=2, status_ori=60, refund_fee="200.00")
    pulling.pull(channel)
    refunds.send(refund)
    row = ChannelOrder.objects.get()
    refund.refresh_from_db()
    assert (row.state, row.trouble, refund.state) == (S.CLOSED, "", "succeeded")
    assert books() == []


def test_another_amount_afterwards_needs_a_person_and_changes_no_money(platform, channel, bought):
    _sku, number, order = bought
    platform.act_change(number, total="150.00")
    pulling.pull(channel)
    row = ChannelOrder.objects.get()
    assert (row.trouble, row.amount_fen, row.order.total_fen) == (Trouble.AMOUNT, 20000, 20000)


def test_older_news_never_wins(platform, channel, bought):
    from orders import channels
    from orders.services.channels import taking

    _sku, number, _order = bought
    old = dict(platform.orders[number], note="旧", update_time="2020-01-01 00:00:00")
    adapter = channels.get(channel)
    taking.take(channel, adapter.normalise(old), adapter.masked(old))
    assert ChannelOrder.objects.get().note == ""


def test_buyers_of_channels_are_told_nothing_by_us(platform, channel, bought):
    from microstore.messaging.models import Message

    deliver_all()
    assert Message.objects.count() == 0


def test_a_masked_receiver_stops_before_the_label(platform, channel):
    from logistics.models import Shipment
    from logistics.services import shipping
    from microstore.core.errors import Refused

    sku = make_goods()
    make.place(platform, sku, buyer=make.MASKED_BUYER)
    pulling.pull(channel)
    deliver_all()
    deliver_all()
    order = Order.objects.get()
    assert (order.display_state, [hit["code"] for hit in order.review_hits]) == ("approved", ["channel"])
    shipment = Shipment.objects.get(order=order)
    Shipment.objects.filter(pk=shipment.pk).update(state="packed")
    with pytest.raises(Refused, match="打码|masked"):
        shipping.ask_waybill(shipment, "yuantong", by=goods.make_staff())
