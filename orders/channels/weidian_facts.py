"""Weidian's words and shapes, turned into ours. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from .base import PlatformLine, PlatformOrder, Receiver

SHANGHAI = ZoneInfo("Asia/Shanghai")
STATUS = {10: "to_pay", 20: "to_ship", 21: "paid_hold", 30: "shipped", 31: "partly_shipped", 40: "completed", 50: "completed", 60: "closed"}
REFUND = {0: "none", 1: "asked", 2: "done", 3: "refused"}
PEOPLE = {"name", "phone", "address", "self_address", "idCardNo", "post"}
# our carrier codes → the names under which the platform lists them
CARRIERS = {
    "shunfeng": "顺丰速运", "yuantong": "圆通速递", "zhongtong": "中通快递", "yunda": "韵达快递", "shentong": "申通快递",
    "jd": "京东物流", "ems": "EMS", "jtexpress": "极兔速递", "youzhengguonei": "邮政快递包裹", "debangkuaidi": "德邦快递",
}  # fmt: skip


def fen(yuan) -> int:
    """``"12.50"`` → 1250, exactly. ValueError for what is no amount of whole fen."""
    try:
        amount = Decimal(str(yuan if yuan not in (None, "") else "0").replace(",", "")) * 100
    except InvalidOperation:
        raise ValueError(f"{yuan!r} is no amount") from None
    if amount != amount.to_integral_value():
        raise ValueError(f"{yuan!r} has parts of a fen")
    return int(amount)


def moment(text: str) -> datetime:
    """Asia/Shanghai wall time → UTC."""
    return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI).astimezone(UTC)


def read_order(raw: Mapping) -> PlatformOrder:
    """ValueError when something needed is missing or makes no sense."""
    try:
        return _read(raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an order: {type(error).__name__} {error}") from error


def _read(raw: Mapping) -> PlatformOrder:
    word = int(raw["status_ori"])
    refund = REFUND.get(int(raw.get("refund_status_ori") or 0), "asked")
    total = fen(raw["total"])
    return PlatformOrder(
        external_id=str(raw["order_id"]),
        update_time=moment(raw["update_time"]),
        placed_at=moment(raw["add_time"]),
        paid_at=moment(raw["pay_time"]) if raw.get("pay_time") else None,
        status=STATUS.get(word, "unknown"),
        word=str(word),
        refund=refund,
        refund_fen=fen(raw.get("refund_fee")) if refund == "done" else 0,
        total_fen=total,
        freight_fen=fen(raw.get("express_fee")),
        lines=tuple(_line(item) for item in raw.get("items") or []),
        note=str(raw.get("note") or "")[:200],
        receiver=_receiver(raw.get("buyer_info") or {}),
        waybills=tuple(each for each in str(raw.get("express_no") or "").split(",") if each),
    )


def _line(item: Mapping) -> PlatformLine:
    units, price = int(item["quantity"]), fen(item["price"])
    sku = str(item.get("sku_id") or "")
    if units < 1 or price < 0:
        raise ValueError("a line without units")
    return PlatformLine(
        external_item=str(item["item_id"]),
        external_sku=sku if sku not in ("", "0") else f"item:{item['item_id']}",
        merchant_code=str(item.get("sku_merchant_code") or item.get("merchant_code") or "").strip()[:64],
        title=" ".join(str(part) for part in (item.get("item_name"), item.get("sku_title")) if part)[:200],
        units=units,
        price_fen=price,
        total_fen=fen(item["total_price"]) if item.get("total_price") not in (None, "") else price * units,
    )


def _receiver(buyer: Mapping) -> Receiver:
    return Receiver(
        name=str(buyer.get("name") or "").strip()[:40],
        phone=str(buyer.get("phone") or "").strip()[:20],
        province=str(buyer.get("province") or "").strip(),
        city=str(buyer.get("city") or "").strip(),
        district=str(buyer.get("region") or "").strip(),
        detail=str(buyer.get("self_address") or buyer.get("address") or "").strip()[:120],
    )
