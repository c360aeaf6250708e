"""A channel, its goods, and what its platform is told to do."""

from orders.models import Channel
from orders.services.channels import opening
from tests.factories import orders as make

BUYER = ("周雨桐", "13900002101", "浙江省", "杭州市", "西湖区", "文三路199号创业大厦3幢1204室")
OTHER_BUYER = ("郑海峰", "13900002102", "广东", "广州市", "天河区", "体育西路103号维多利广场A座2001")
MASKED_BUYER = ("林**", "139****2105", "江苏省", "南京市", "玄武区", "珠江路***")


def make_channel(code="weidian", **facts) -> Channel:
    values = {"name": "康养堂微店", "kind": Channel.Kind.WEIDIAN, "store": make.make_store(), "share_percent": 100, "buffer_units": 0}
    return opening.open_channel(code=code, **{**values, **facts})


def item_of(sku, yuan="100.00", *, code=None, item=None) -> list:
    """What the platform sells: by default under our own SKU code."""
    return [item or f"8{sku.pk:06d}", sku.product.name, f"9{sku.pk:06d}", sku.code if code is None else code, yuan]


def place(platform, sku, units=1, *, yuan="100.00", buyer=BUYER, **facts) -> str:
    """A buyer orders at the platform; the number of the order there."""
    return platform.act_place([[item_of(sku, yuan), units]], list(buyer), **facts)["order_id"]
