"""The demo company's shop on Weidian: what its simulator opens with, taken in as a pull would, and a channel for order lists."""

from datetime import timedelta

from django.conf import settings

from microstore.core import clock
from microstore.core.demo_keys import demo_keys
from microstore.stores.models import Store
from orders.channels import OrderRef
from orders.channels.simulator import WeidianSimulator
from orders.channels.weidian import Weidian
from orders.channels.weidian_facts import moment, read_order
from orders.models import Channel, InboxItem, SyncCursor
from orders.services.channels import opening, pulling, stock, taking


def load(by) -> Channel | None:
    """Only where the simulated platform stands at the other end: its orders are kept in the file it reads at its start."""
    if not settings.SIMULATORS or Channel.objects.exists():
        return None
    store = Store.objects.get(is_default=True)
    channel = opening.open_channel(
        code="weidian", name="康养堂微店店铺", store=store, kind=Channel.Kind.WEIDIAN, by=by, share_percent=30, buffer_units=5,
        hook_token=demo_keys()["weidian_hook"],
    )  # fmt: skip
    opening.open_channel(code="tmall", name="天猫旗舰店（报表）", store=store, kind=Channel.Kind.FILE, by=by)
    _take(channel)
    stock.recount(channel)
    return channel


def _take(channel: Channel) -> None:
    shop = WeidianSimulator(settings.SIMULATOR_DIR, public_url="")
    try:
        orders = sorted(shop.open_shop(), key=lambda order: order["order_id"])
    finally:
        shop.stop()
    for raw in orders:
        taking.take(channel, read_order(raw), Weidian.masked(raw))
    pulling.want(channel, [OrderRef(raw["order_id"], moment(raw["update_time"])) for raw in orders])
    InboxItem.objects.filter(channel=channel).update(next_try_at=None)
    now = clock.now()
    SyncCursor.objects.filter(channel=channel).update(
        synced_until=now - timedelta(minutes=1), last_pull_at=now, last_good_at=now, last_seen=len(orders)
    )
