"""Orders of a channel become orders of ours, each once, with exact money."""

from datetime import timedelta

import pytest

from inventory import services as inventory
from microstore.core import clock
from microstore.core.events import deliver_all
from orders.models import ChannelOrder, Display, InboxItem, Order, Payment, SkuMapping, SyncCursor, Trouble
from orders.services.channels import pulling
from tests.factories import channels as make
from tests.factories import orders as goods

pytestmark = pytest.mark.django_db
S = ChannelOrder.State


def test_a_paid_order_becomes_a_paid_order_with_reserved_stock(platform, channel, books):
    sku = goods.make_sku(channel.store, units=10)
    number = make.place(platform, sku, 2, yuan="36.90", off_fen=333, fee_fen=800)
    assert pulling.pull(channel) == 1
    deliver_all()
    row = ChannelOrder.objects.get(external_id=number)
    order = row.order
    assert row.state == S.IMPORTED
    assert row.receiver == {}
    assert row.raw["buyer_info"]["name"] == "***"
    assert (order.goods_fen, order.freight_fen, order.discount_fen, order.total_fen) == (7380, 800, 333, 7847)
    line = order.lines.get()
    assert line.shares == {"goods": [3690, 3690], "freight": [400, 400], "promotion": [167, 166]}
    payment = order.payments.get()
    assert (payment.gateway, payment.state, payment.provider_ref) == ("weidian", "succeeded", f"weidian:{number}")
    assert (order.receiver_phone, order.region_code, order.payment_state) == ("+8613900002101", "330106", "paid")
    assert order.display_state == Display.APPROVED
    assert inventory.available_units([sku.pk]) == {sku.pk: 8}
    assert books() == []


def test_reading_again_changes_nothing(platform, channel):
    sku = goods.make_sku(channel.store)
    make.place(platform, sku)
    pulling.pull(channel)
    before = list(ChannelOrder.objects.values())
    cursor = SyncCursor.objects.get()
    for _again in range(3):
        pulling.pull(channel)
    assert list(ChannelOrder.objects.values()) == before
    assert Order.objects.count() == Payment.objects.count() == 1
    assert SyncCursor.objects.get().synced_until >= cursor.synced_until


def test_an_unpaid_order_waits_and_is_made_when_it_is_paid(platform, channel):
    sku = goods.make_sku(channel.store)
    number = make.place(platform, sku, status=10)
    pulling.pull(channel)
    assert (ChannelOrder.objects.get().state, ChannelOrder.objects.get().paid_fen, Order.objects.count()) == (S.PULLED, 0, 0)
    platform.act_change(number, status_ori=20, pay_time=platform.orders[number]["add_time"])
    pulling.pull(channel)
    assert (ChannelOrder.objects.get().state, ChannelOrder.objects.get().paid_fen) == (S.IMPORTED, 10000)


def test_goods_that_nobody_knows_wait_in_the_queue_and_go_on_once_mapped(platform, channel, books):
    from orders.services.channels import mapping

    sku = goods.make_sku(channel.store)
    platform.act_place([[make.item_of(sku, code="??"), 1]], list(make.BUYER))
    pulling.pull(channel)
    row = ChannelOrder.objects.get()
    assert (row.state, row.trouble, row.order) == (S.EXCEPTION, Trouble.UNMAPPED, None)
    assert SkuMapping.objects.missing().count() == 1
    assert mapping.set_sku(SkuMapping.objects.get(), sku, by=goods.make_staff()) == 1
    row.refresh_from_db()
    assert (row.state, row.trouble) == (S.IMPORTED, "")
    assert books() == []


def test_an_order_short_of_stock_waits_and_is_made_when_stock_comes(platform, channel, books):
    from orders.services.channels import exceptions

    sku = goods.make_sku(channel.store, units=1)
    make.place(platform, sku, 1)
    make.place(platform, sku, 3)
    pulling.pull(channel)
    short = ChannelOrder.objects.get(trouble=Trouble.OVERSOLD)
    assert (short.state, short.order, Order.objects.count()) == (S.EXCEPTION, None, 1)
    goods.make_stock(sku, 5)
    assert exceptions.retry_oversold() == 1
    short.refresh_from_db()
    assert (short.state, short.trouble) == (S.IMPORTED, "")
    assert books() == []


@pytest.mark.parametrize(
    ("buyer", "facts", "trouble"),
    [
        (("周", "13900002101", "浙江省", "火星市", "西湖区", "文三路199号"), {}, Trouble.ADDRESS),
        (make.BUYER, {"fee_fen": 0, "off_fen": -500}, Trouble.AMOUNT),
    ],
)
def test_what_does_not_add_up_is_set_aside_and_nothing_is_made(platform, channel, buyer, facts, trouble):
    make.place(platform, goods.make_sku(channel.store), buyer=buyer, **facts)
    pulling.pull(channel)
    row = ChannelOrder.objects.get()
    assert (row.state, row.trouble) == (S.EXCEPTION, trouble)
    assert Order.objects.count() == Payment.objects.count() == 0


def test_an_order_of_the_past_is_kept_closed_and_moves_nothing(platform, channel):
    sku = goods.make_sku(channel.store)
    make.place(platform, sku, status=50)
    make.place(platform, sku, status=60)
    pulling.pull(channel)
    assert {row.state for row in ChannelOrder.objects.all()} == {S.CLOSED}
    assert Order.objects.count() == 0
    assert inventory.available_units([sku.pk]) == {sku.pk: 10}


def test_an_unknown_state_needs_a_person_and_harms_nobody(platform, channel):
    sku = goods.make_sku(channel.store)
    number = make.place(platform, sku)
    platform.orders[number]["status_ori"] = 77
    make.place(platform, sku)
    pulling.pull(channel)
    assert ChannelOrder.objects.get(external_id=number).trouble == Trouble.STATUS
    assert Order.objects.count() == 1


def test_lines_of_one_sku_become_one_line_whose_parts_add_up(platform, channel, books):
    sku = goods.make_sku(channel.store)
    platform.act_place([[make.item_of(sku, "100.00"), 1], [make.item_of(sku, "89.99"), 2]], list(make.BUYER), off_fen=1)
    pulling.pull(channel)
    order = Order.objects.get()
    line = order.lines.get()
    assert (line.units, line.unit_fen, line.discount_fen, order.total_fen) == (3, 10000, 2003, 27997)
    assert books() == []


def test_the_cursor_stays_when_a_page_cannot_be_read(platform, channel):
    sku = goods.make_sku(channel.store)
    make.place(platform, sku)
    before = SyncCursor.objects.get()
    platform.act_fail_next(http=500, times=1)
    pulling.pull(channel)
    after = SyncCursor.objects.get()
    assert (after.synced_until, after.failures, ChannelOrder.objects.count()) == (before.synced_until, 1, 0)
    assert "500" in after.error
    pulling.pull(channel)
    assert (SyncCursor.objects.get().failures, ChannelOrder.objects.count()) == (0, 1)


def test_an_order_that_cannot_be_read_is_tried_later_and_holds_up_no_other(platform, channel):
    sku = goods.make_sku(channel.store)
    broken, good = make.place(platform, sku), make.place(platform, sku)
    platform.orders[broken]["items"][0]["quantity"] = "x"
    pulling.pull(channel)
    assert ChannelOrder.objects.get().external_id == good
    item = InboxItem.objects.get(external_id=broken)
    assert item.tries == 1
    assert item.next_try_at > clock.now()
    platform.orders[broken]["items"][0]["quantity"] = 1
    InboxItem.objects.filter(pk=item.pk).update(next_try_at=clock.now() - timedelta(seconds=1))
    pulling.pull(channel)
    assert ChannelOrder.objects.count() == 2


def test_a_token_that_ran_out_is_renewed_once(platform, channel):
    sku = goods.make_sku(channel.store)
    make.place(platform, sku)
    pulling.pull(channel)
    platform.act_expire_token()
    make.place(platform, sku)
    pulling.pull(channel)
    assert Order.objects.count() == 2


def test_pages_that_shift_while_they_are_read_lose_nothing(platform, channel):
    sku = goods.make_sku(channel.store, units=200)
    numbers = {make.place(platform, sku) for _each in range(120)}
    platform.act_drift(times=5, repeat=True)
    pulling.pull(channel)
    assert set(ChannelOrder.objects.values_list("external_id", flat=True)) == numbers
