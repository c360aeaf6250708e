"""What is owed around channels is counted from facts (duties T7, L10)."""

from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.core.duties import Duty
from orders.models import Reconciliation, SkuMapping
from orders.services.channels import comparing, mapping, pulling
from tests.factories import channels as make
from tests.factories import orders as goods
from tests.factories.duties import counted

pytestmark = pytest.mark.django_db


@pytest.mark.duty("T7")
def test_an_order_in_trouble_is_open_until_a_person_dealt_with_it(platform, channel):
    known, sku = goods.make_sku(channel.store), goods.make_sku(channel.store)
    make.place(platform, known)
    platform.act_place([[make.item_of(sku, code="??"), 1]], list(make.BUYER))
    pulling.pull(channel)
    assert counted("T7") == (1, 2, 0)
    mapping.set_sku(SkuMapping.objects.missing().get(), sku, by=goods.make_staff())
    assert counted("T7") == (2, 2, 0)


@pytest.mark.duty("L10")
def test_each_day_of_each_channel_is_compared_and_agrees(platform, channel):
    sku, yesterday = goods.make_sku(channel.store), clock.today() - timedelta(days=1)
    make.place(platform, sku, at=f"{yesterday:%Y-%m-%d} 12:00:00")
    assert counted("L10", yesterday) == (0, 1, 0)
    comparing.compare(channel, yesterday)
    assert not Reconciliation.objects.get().is_equal
    assert counted("L10", yesterday) == (0, 1, 0)
    pulling.pull(channel)
    comparing.compare(channel, yesterday)
    assert counted("L10", yesterday) == (1, 1, 0)


@pytest.mark.django_db
def test_without_a_channel_nothing_is_owed():
    assert [Duty.registry[id].evidence(Duty.registry[id].period(clock.today())) for id in ("T7", "L10")] == [None, None]
