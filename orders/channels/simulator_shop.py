"""The shelves and buyers of the simulated shop: what there is to buy, and orders in Weidian's own shape."""

import random
from datetime import datetime, timedelta

from .weidian_facts import SHANGHAI

# item, name, sku, merchant code, yuan. The last one bears a code that nobody here knows.
ITEMS = (
    ("88001", "葡萄籽提取物软胶囊", "99001", "HP0001", "158.00"),
    ("88002", "钙镁咀嚼片", "99002", "HP0002", "36.90"),
    ("88003", "利维欣胶囊", "99003", "HP0003", "182.00"),
    ("88005", "大豆异黄酮维C片", "99005", "HP0005", "72.50"),
    ("88099", "维C咀嚼片 旅行装", "99099", "LX-VC-20", "19.90"),
)
NOVELTIES = (("蓝莓叶黄素软糖 试用装", "29.90"), ("胶原蛋白饮 三支装", "45.00"), ("益生菌固体饮料 体验装", "19.90"))
BUYERS = (
    ("周雨桐", "13900002101", "浙江省", "杭州市", "西湖区", "文三路199号创业大厦3幢1204室"),
    ("郑海峰", "13900002102", "广东省", "广州市", "天河区", "体育西路103号维多利广场A座2001"),
    ("沈嘉怡", "13900002103", "上海市", "上海市", "徐汇区", "漕溪北路88号圣爱大厦1605室"),
    ("唐立群", "13900002104", "四川省", "成都市", "武侯区", "天府大道中段688号2栋1单元1103"),
    ("林**", "139****2105", "江苏省", "南京市", "玄武区", "珠江路***"),
)
WORDS = {10: "待付款", 20: "待发货", 21: "部分付款", 30: "已发货", 31: "部分发货", 40: "已收货", 50: "已完成", 60: "已关闭"}


def now_text(shift: timedelta = timedelta()) -> str:
    return (datetime.now(SHANGHAI) + shift).strftime("%Y-%m-%d %H:%M:%S")


def compose(  # noqa: PLR0913
    order_id: str, chosen: list, buyer: tuple, *, status: int = 20, at: str = "", off_fen: int = 0, fee_fen: int = 0, note=""
) -> dict:
    """An order as ``vdian.order.get`` shows it. ``chosen``: (item, quantity)."""
    at = at or now_text()
    items = [_item(place, item, units) for place, (item, units) in enumerate(chosen, start=1)]
    goods = sum(round(float(item["total_price"]) * 100) for item in items)
    name, phone, province, city, region, address = buyer
    return {
        "order_id": order_id, "status_ori": status, "refund_status_ori": 0, "status": WORDS[status],
        "price": _yuan(goods), "express_fee": _yuan(fee_fen), "discount_amount": _yuan(off_fen), "total": _yuan(goods + fee_fen - off_fen),
        "add_time": at, "pay_time": "" if status == 10 else at, "update_time": at, "send_time": "", "confirm_time": "",
        "note": note, "express": "", "express_no": "", "express_type": "",
        "buyer_info": {"name": name, "phone": phone, "province": province, "city": city, "region": region, "address": address},
        "items": items,
    }  # fmt: skip


def _item(place: int, item: tuple, units: int) -> dict:
    item_id, name, sku, code, yuan = item
    return {
        "item_id": item_id, "item_name": name, "merchant_code": code, "sku_id": sku, "sku_merchant_code": code, "sku_title": "",
        "quantity": units, "price": yuan, "total_price": _yuan(round(float(yuan) * 100) * units), "img": "", "sub_order_id": str(place),
        "deliver_status": 0,
    }  # fmt: skip


def surprise(order_id: str, chance: random.Random) -> dict:
    """An order as it may come on any day."""
    chosen = [(item, chance.choice((1, 1, 1, 2))) for item in chance.sample(ITEMS[:4], chance.choice((1, 1, 2)))]
    buyer = chance.choice(BUYERS[:4])
    return compose(order_id, chosen, buyer, off_fen=chance.choice((0, 0, 500, 333)), note=chance.choice(("", "", "", "请放快递柜")))


def unknown(order_id: str, chance: random.Random) -> dict:
    """An order of goods that stand on that shelf for the first time; their code says nothing to us."""
    name, yuan = chance.choice(NOVELTIES)
    serial = order_id[-6:]
    return compose(order_id, [((f"77{serial}", name, f"78{serial}", f"NEW-{serial}", yuan), 1)], chance.choice(BUYERS[:4]))


def opening(new_id) -> list[dict]:
    """What the shop already has when it is first opened: one of each kind that somebody wants to see."""
    grapes, calcium, liver, soy, travel = ITEMS
    hours = [now_text(timedelta(hours=-h)) for h in range(1, 8)]
    return [
        compose(new_id(), [(liver, 1)], BUYERS[0], status=50, at=now_text(timedelta(days=-3))),
        compose(new_id(), [(calcium, 2)], BUYERS[1], at=hours[5]),
        compose(new_id(), [(grapes, 1), (calcium, 1)], BUYERS[2], at=hours[4], off_fen=1000),
        compose(new_id(), [(travel, 2)], BUYERS[3], at=hours[3]),
        compose(new_id(), [(soy, 1)], BUYERS[4], at=hours[2]),
        compose(new_id(), [(calcium, 1)], BUYERS[0], status=10, at=hours[1]),
    ]


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
