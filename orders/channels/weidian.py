"""Weidian's open platform: one address, a token, no signature; money in yuan strings, times in Asia/Shanghai."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import parse_qs

from microstore.core.errors import OutsideFailed
from microstore.core.outside import Outside, failed

from .base import ChannelRefused, OrderRef, PlatformOrder, Window
from .weidian_facts import CARRIERS, PEOPLE, SHANGHAI, moment, read_order

PAGE_SIZE = 50
READ_AGAIN = 3
TOKEN_ERRORS = {10013, 10016, 10026}
PASSING = {-1, 10001, 10020}  # the platform is busy or asks to slow down
ALREADY_SHIPPED = 20031
MOST_PUSH_BYTES = 256 * 1024
PUSH_TAKEN = {"status": "success"}


class Weidian:
    code = "weidian"
    cap = timedelta(days=31)

    def __init__(self, outside: Outside, appkey: str, secret: str, *, clock: Callable[[], float] = time.monotonic):
        self.outside, self.appkey, self._secret, self._clock = outside, appkey, secret, clock
        self._token, self._until, self._lock = "", 0.0, threading.Lock()

    # ── the wire ───────────────────────────────────────────────────────────────────────────────────────────────────
    def token(self, *, stale: str = "") -> str:
        """The access token; ``stale`` names one that was refused, so that many callers refresh it once."""
        with self._lock:
            if self._token and self._token != stale and self._clock() < self._until:
                return self._token
            params = {"grant_type": "client_credential", "appkey": self.appkey, "secret": self._secret}
            answer = self.outside.send("GET", "/token", params=params)
            result = self._result(answer, "token")
            self._token = str(result["access_token"])
            self._until = self._clock() + max(60, int(result.get("expire_in", 3600)) - 300)
            return self._token

    def call(self, method: str, version: str, param: Mapping) -> dict:
        """One call; a token that the platform no longer takes is renewed once and the call repeated once."""
        token = self.token()
        try:
            return self._post(method, version, param, token)
        except ChannelRefused as refusal:
            if refusal.code not in {str(code) for code in TOKEN_ERRORS}:
                raise
        return self._post(method, version, param, self.token(stale=token))

    def _post(self, method: str, version: str, param: Mapping, token: str) -> dict:
        public = {"method": method, "access_token": token, "version": version, "format": "json"}
        answer = self.outside.send("POST", "/api", form={"param": _dump(param), "public": _dump(public)})
        return self._result(answer, method)

    def _result(self, answer, what: str) -> dict:
        if not answer.is_good:
            raise failed(f"weidian {what}", answer)
        found = answer.json()
        status = found.get("status") or {}
        code = int(status.get("status_code", -1))
        if code in PASSING:
            raise OutsideFailed(f"weidian {what}: {code} {status.get('status_reason', '')}")
        if code != 0:
            raise ChannelRefused(f"weidian {what}: {code} {status.get('status_reason', '')}", str(code))
        result = found.get("result")
        return result if isinstance(result, dict) else {"result": result}

    # ── orders ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def refs(self, window: Window) -> list[OrderRef]:
        """What changed in the window. Pages shift while they are read, so ids are gathered until the count stands still."""
        rows = self._all({"update_start": _text(window.start), "update_end": _text(window.end)})
        return [OrderRef(str(row["order_id"]), moment(row["update_time"])) for row in rows.values()]

    def placed(self, window: Window) -> list[PlatformOrder]:
        """Orders placed in the window, as the list shows them: enough to count and add up."""
        rows = self._all({"add_start": _text(window.start), "add_end": _text(window.end)})
        return [self.normalise(row) for row in rows.values()]

    def _all(self, asked: Mapping) -> dict[str, dict]:
        """Every row of a list by id. Pages are read from the last to the first: what leaves the front moves rows towards us."""
        found: dict[str, dict] = {}
        for _again in range(READ_AGAIN):
            before = self._page(asked, 1)
            pages = -(-before["total"] // PAGE_SIZE)
            for number in range(pages, 0, -1):
                _gather(found, self._page(asked, number)["orders"])
            after = self._page(asked, 1)
            _gather(found, after["orders"])
            if before["total"] == after["total"] and len(found) >= after["total"]:
                return found
        raise OutsideFailed("weidian: the list kept moving while it was read")

    def _page(self, asked: Mapping, number: int) -> dict:
        param = {"page_num": number, "page_size": PAGE_SIZE, "order_type": "all", **asked}
        result = self.call("vdian.order.list.get", "1.5", param)
        return {"orders": result.get("orders") or [], "total": int(result.get("total_num", 0))}

    def order(self, external_id: str) -> dict:
        return self.call("vdian.order.get", "2.0", {"order_id": external_id})

    def normalise(self, raw: Mapping) -> PlatformOrder:
        """Raises ``ValueError`` for what is no order."""
        return read_order(raw)

    @staticmethod
    def masked(raw: Mapping) -> dict:
        """The same with everything that names a person blotted out."""
        buyer = {name: "***" if name in PEOPLE and value else value for name, value in (raw.get("buyer_info") or {}).items()}
        return {**raw, "buyer_info": buyer}

    # ── back to the platform ───────────────────────────────────────────────────────────────────────────────────────
    def ship(self, external_id: str, carrier: str, waybill: str) -> None:
        """Tell the waybill. Told before, it is no error; another waybill there is refused with code ``other_waybill``."""
        kind = self.carriers().get(CARRIERS.get(carrier, ""))
        if kind is None:
            raise ChannelRefused(f"weidian knows no carrier {carrier}", "carrier")
        try:
            self.call("vdian.order.deliver", "1.0", {"order_id": external_id, "express_type": kind, "express_no": waybill})
        except ChannelRefused as refusal:
            if refusal.code != str(ALREADY_SHIPPED):
                raise
            there = read_order(self.order(external_id)).waybills
            if waybill not in there:
                raise ChannelRefused(f"weidian has waybill {', '.join(there)}", "other_waybill") from refusal

    def carriers(self) -> dict[str, str]:
        """Name of a carrier → the platform's number for it, asked once per process."""
        return self._carriers

    @cached_property
    def _carriers(self) -> dict[str, str]:
        rows = self.call("vdian.order.expresslist", "1.0", {}).get("express_list") or []
        return {str(row["express_name"]): str(row["express_type"]) for row in rows}

    def push_stock(self, external_item: str, external_sku: str, units: int) -> None:
        """Set what the platform may sell, as a number and not as a difference: saying it twice does no harm."""
        skus = [{"id": _sku_id(external_item, external_sku), "stock": units}]
        self.call("vdian.item.sku.update", "1.0", {"itemid": external_item, "skus": skus})

    def read_stock(self, external_item: str) -> dict[str, int]:
        """SKU at the platform → units offered there."""
        item = self.call("vdian.item.get", "1.0", {"itemid": external_item}).get("item") or {}
        return {str(sku["id"]): int(sku["stock"]) for sku in item.get("skus") or []}

    def parse_push(self, body: bytes) -> tuple[str, str, str]:
        """(message id, kind, order id) of a push. It has no signature and no number: the same contents are the same message."""
        if len(body) > MOST_PUSH_BYTES:
            raise ValueError("push too large")
        content = parse_qs(body.decode("utf-8"), strict_parsing=True).get("content", [""])[0]
        told = json.loads(content)
        message = told.get("message") or {}
        external_id = str(message.get("order_id", ""))
        if not external_id.isascii() or not 0 < len(external_id) <= 64:
            raise ValueError("push names no order")
        return hashlib.sha256(content.encode()).hexdigest(), str(told.get("type", ""))[:60], external_id


def _gather(found: dict[str, dict], rows: list) -> None:
    """The newest version of each row that was seen."""
    for row in rows:
        key = str(row["order_id"])
        if key not in found or str(row["update_time"]) >= str(found[key]["update_time"]):
            found[key] = row


def _sku_id(item: str, sku: str) -> str:
    return sku.removeprefix("item:") if sku.startswith("item:") else sku


def _dump(value: Mapping) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
