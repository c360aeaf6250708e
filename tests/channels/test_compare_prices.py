"""What goods cost on a channel, beside the price that we set for it."""
from decimal import Decimal

import pytest

from catalog.services import prices
from microstore.core import clock
from orders.models import ChannelLine, ChannelOrder, SkuMapping
from orders.services.channels import price
from tests.factories.orders import make_sku

pytestmark = pytest.mark.django_db


def test_price_paid_there_stands_beside_the_price_set_for_the_channel(channel):
    sku = make_sku(channel.store, price_fen=10000)
    mapping = SkuMapping.objects.create(channel=channel, external_sku="X1", sku=sku)
    compared = price.compare(mapping)
    assert [compared.theirs_fen, compared.ours.amount_fen, compared.shop.amount_fen, compared.percent] == [None, 10000, 10000, None]
    prices.set_price(sku, amount_fen=11000, channel=channel.code)
    order = ChannelOrder.objects.create(
        channel=channel, external_id="E1", platform="paid_hold", placed_at=clock.now(), update_time=clock.now(), amount_fen=9900)
    ChannelLine.objects.create(channel_order=order, external_sku="X1", sku=sku, price_fen=9900, total_fen=9900)
    compared = price.compare(mapping)
    assert [compared.theirs_fen, compared.ours.amount_fen, compared.shop.amount_fen] == [9900, 11000, 10000]
    assert compared.percent == Decimal("-10.00")
