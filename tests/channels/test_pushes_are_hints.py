"""A push makes us look; it changes nothing by itself."""

import json
from urllib.parse import urlencode

import pytest

from orders.models import ChannelOrder, InboxItem, Order, PushHint
from orders.services.channels import pulling
from tests.factories import channels as make
from tests.factories import orders as goods

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def push(client, channel, order, kind="weidian.order.already_payment", token=None):
    body = urlencode({"content": json.dumps({"type": kind, "message": order, "shopId": "1"})})
    return client.post(f"/hooks/channels/{token or channel.hook_token}/", body, content_type=FORM)


def test_a_push_is_kept_once_and_the_order_is_read_through_the_interface(platform, channel, client):
    sku = goods.make_sku(channel.store)
    number = make.place(platform, sku)
    forged = {**platform.orders[number], "total": "0.01"}
    assert push(client, channel, forged).json() == {"status": "success"}
    assert push(client, channel, forged).status_code == 200
    assert (PushHint.objects.get().times, InboxItem.objects.get().external_id) == (2, number)
    pulling.read_inbox(channel)
    assert Order.objects.get().total_fen == 10000


def test_a_push_for_an_order_that_is_not_there_does_no_harm(platform, channel, client):
    assert push(client, channel, {"order_id": "404"}).status_code == 200
    pulling.read_inbox(channel)
    assert ChannelOrder.objects.count() == 0


@pytest.mark.parametrize("body", ["", "content=", "content=[]", "content=%7B%7D", "x=1", "content=%7B%22message%22%3A1%7D"])
def test_what_is_no_push_is_refused(platform, channel, client, body):
    answer = client.post(f"/hooks/channels/{channel.hook_token}/", body, content_type=FORM)
    assert (answer.status_code, PushHint.objects.count()) == (400, 0)


def test_an_address_that_nobody_was_given_does_not_exist(platform, channel, client):
    assert push(client, channel, {"order_id": "1"}, token="guess").status_code == 404
    channel.is_on = False
    channel.save()
    assert push(client, channel, {"order_id": "1"}).status_code == 404
