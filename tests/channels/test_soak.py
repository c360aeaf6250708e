"""Everything that goes wrong with platforms, at once: afterwards both sides have the same orders, each once, and the books agree."""

import random
import threading
from collections import Counter

import pytest
from django.db import connection

from orders.models import Channel, ChannelOrder, InboxItem, Order, Payment, Platform
from orders.services.channels import pulling
from orders.tasks_channels import pull_channels
from tests.factories import channels as make
from tests.factories import orders as goods
from tests.switches import Killed, at_fault_point

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_workers")]
KILLED_AT = ("channels.pull.window_read", "channels.read.fetched", "channels.take.before_commit", "channels.make.before_payment")


@pytest.mark.parametrize("count", [100, pytest.param(10_000, marks=pytest.mark.full)])
def test_whatever_happens_the_two_sets_are_equal(platform, books, count):
    chance = random.Random(20261122)  # noqa: S311
    channel = make.make_channel()
    skus = [goods.make_sku(channel.store, units=count * 4, price_fen=fen) for fen in (3690, 10000, 15800)]
    made, rounds = 0, max(6, count // 250)
    for round_ in range(rounds):
        batch = count // rounds if round_ < rounds - 1 else count - made
        for _each in range(batch):
            place(platform, skus, chance)
        made += batch
        change_some(platform, chance, batch // 5)
        trouble(platform, channel, chance)
    settle(platform, channel)
    compare(platform, channel, count)
    assert books() == []


def place(platform, skus, chance) -> None:
    chosen = chance.sample(skus, chance.choice((1, 1, 2)))
    yuan = {sku: chance.choice(("36.90", "100.00", "158.05")) for sku in chosen}
    lines = [[make.item_of(sku, yuan[sku]), chance.choice((1, 1, 2))] for sku in chosen]
    facts = {
        "off_fen": chance.choice((0, 0, 1, 333, 1000)),
        "fee_fen": chance.choice((0, 0, 800)),
        "status": chance.choice((20, 20, 20, 10, 60)),
    }
    platform.act_place(lines, list(chance.choice((make.BUYER, make.OTHER_BUYER))), **facts)


def change_some(platform, chance, times) -> None:
    """Buyers pay, move, ask for their money and get it, while we read."""
    names = ("name", "phone", "province", "city", "region", "address")
    for number in chance.sample(sorted(platform.orders), min(times, len(platform.orders))):
        order = platform.orders[number]
        if order["status_ori"] == 10:
            platform.act_change(number, status_ori=20, pay_time=order["add_time"])
        elif order["status_ori"] == 20:
            move = {"buyer_info": dict(zip(names, make.OTHER_BUYER, strict=True))}
            back = {"status_ori": 60, "refund_status_ori": 2, "refund_fee": order["total"]}
            platform.act_change(number, **chance.choice((move, back, {"note": "请放快递柜"})))


def trouble(platform, channel, chance) -> None:
    """Shifted and repeated pages, cut lines, lost tokens, a worker killed in the middle, two workers at once, hints twice and forged."""
    platform.act_drift(times=chance.choice((0, 3, 9)), repeat=True)
    platform.act_every(expire=chance.choice((0, 37)), cut=chance.choice((0, 23)))
    with pytest.MonkeyPatch.context() as patch:
        at_fault_point(patch, chance.choice(KILLED_AT), once(chance.randrange(1, 12)))
        try:
            pulling.pull(channel)
        except Killed:
            connection.close()
    for number in chance.sample(sorted(platform.orders), 3):
        for _again in range(2):
            pulling.hint(channel, f"m{number}", "weidian.order.already_payment", number)
    pulling.hint(channel, f"x{chance.random()}", "weidian.order.close", "0000")
    threads = [threading.Thread(target=in_thread, args=(channel,)) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def once(place):
    """Killed at the ``place``-th passing."""
    passed = Counter()

    def kill():
        passed["times"] += 1
        if passed["times"] == place:
            raise Killed

    return kill


def in_thread(channel) -> None:
    try:
        pulling.pull(Channel.objects.get(pk=channel.pk))
    finally:
        connection.close()


def settle(platform, channel) -> None:
    """The platform calms down; a few ordinary rounds must do."""
    platform.act_every()
    platform.act_drift(times=0)
    for _round in range(len(platform.orders) // 400 + 4):
        InboxItem.objects.filter(next_try_at__isnull=False).update(next_try_at="2020-01-01T00:00:00Z", tries=0)
        pull_channels()


def compare(platform, channel, count) -> None:
    rows = {row.external_id: row for row in ChannelOrder.objects.select_related("order")}
    assert set(rows) == set(platform.orders)
    assert len(rows) == count
    for number, there in platform.orders.items():
        row = rows[number]
        fen = round(float(there["total"]) * 100)
        assert (row.platform_word, row.amount_fen) == (str(there["status_ori"]), fen)
        if there["status_ori"] == 20:
            assert (row.order.total_fen, row.order.payment_state, row.trouble) == (fen, "paid", "")
            assert row.order.receiver_name == there["buyer_info"]["name"]
        elif row.order is not None:
            assert row.order.fulfilment_state == "cancelled"
    made = [row.order_id for row in rows.values() if row.order_id]
    assert len(made) == len(set(made)) == Order.objects.count() == Payment.objects.count()
    assert not ChannelOrder.objects.filter(order=None, platform=Platform.TO_SHIP).exists()
