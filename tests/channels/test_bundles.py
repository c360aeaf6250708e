"""A bundle that is sold at a channel becomes an order of what is inside, and the channel hears how many can be put together."""

import pytest

from inventory import services as inventory
from orders.checks import bundles_add_up
from orders.models import ChannelOrder, StockPush
from orders.services.channels import pulling, stock
from tests.factories import channels as make
from tests.factories import orders as goods
from tests.factories.bundles import make_pair

pytestmark = pytest.mark.django_db


def test_order_of_a_bundle_is_broken_and_keeps_every_fen(platform, channel, books):
    calcium, vitamin, bundle = make_pair(channel.store)
    number = make.place(platform, bundle, 2, yuan="333.33", off_fen=1001, fee_fen=800)
    assert pulling.pull(channel) == 1
    order = ChannelOrder.objects.get(external_id=number).order
    assert (order.goods_fen, order.discount_fen, order.freight_fen, order.total_fen) == (66666, 1001, 800, 66465)
    assert {line.sku: (line.units, line.goods_fen) for line in order.lines.all()} == {calcium: (4, 50000), vitamin: (2, 16666)}
    assert order.bundles.get().sku == bundle
    assert inventory.available_units([bundle.pk, calcium.pk]) == {bundle.pk: 3, calcium.pk: 6}
    assert list(bundles_add_up()) == []
    assert books() == []


def test_channel_is_told_how_many_can_be_put_together(platform, channel):
    calcium, _vitamin, bundle = make_pair(channel.store, units=7)
    make.place(platform, bundle, 1, yuan="333.33")
    pulling.pull(channel)
    stock.recount(channel)
    assert StockPush.objects.get(sku=bundle).target == 2
    assert goods.make_sku(channel.store).pk
