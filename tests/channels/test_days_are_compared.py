"""Count and sum per day, and every order that differs by name."""

from datetime import timedelta

import pytest

from microstore.core import clock
from orders.models import ChannelOrder, Reconciliation
from orders.services.channels import comparing, pulling
from tests.factories import channels as make
from tests.factories import orders as goods

pytestmark = pytest.mark.django_db


def test_equal_days_are_equal_and_gaps_are_named_and_fetched(platform, channel):
    sku = goods.make_sku(channel.store, units=50)
    yesterday = clock.today() - timedelta(days=1)
    at = f"{yesterday:%Y-%m-%d} 12:00:00"
    first, second, third = (make.place(platform, sku, at=at) for _each in range(3))
    make.place(platform, sku, at=f"{yesterday:%Y-%m-%d} 23:59:59", status=10)
    pulling.pull(channel)
    row = comparing.compare(channel, yesterday)
    assert (row.theirs_count, row.theirs_fen, row.ours_count, row.ours_fen, row.is_equal) == (3, 30000, 3, 30000, True)

    lost = make.place(platform, sku, at=at)
    platform.orders[second]["total"] = "90.00"
    platform.orders.pop(third)
    row = comparing.compare(channel, yesterday)
    assert {(each["id"], each["what"]) for each in row.differences} == {(lost, "missing"), (second, "amount"), (third, "unknown")}
    assert (row.theirs_count, row.ours_count, Reconciliation.objects.count()) == (3, 3, 1)

    assert comparing.fetch_differences(row) == 3
    pulling.read_inbox(channel)
    assert ChannelOrder.objects.filter(external_id=lost).exists()
    assert "missing" not in {each["what"] for each in comparing.compare(channel, yesterday).differences}


def test_the_last_week_is_read_again_every_night(platform, channel):
    sku = goods.make_sku(channel.store)
    at = f"{clock.today() - timedelta(days=3):%Y-%m-%d} 08:00:00"
    number = make.place(platform, sku, at=at)
    channel.cursors.update(synced_until=clock.now())
    assert pulling.pull(channel) == 0
    assert comparing.compare_recent(channel) == 1
    pulling.read_inbox(channel)
    assert ChannelOrder.objects.get().external_id == number
    assert comparing.compare_recent(channel) == 0
