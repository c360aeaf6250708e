"""Weidian as the demo and the tests meet it: token, orders by pages, shipping, stock and pushes over real HTTP. It can be told to
misbehave the way platforms do: shift its pages, repeat rows, lose a token, hang up in the middle, push twice and out of order."""

import json
import random
import secrets
import threading
import time
from urllib.parse import urlencode

from microstore.core.simulators import Problem, Request, Response, Simulator, reply, route

from .simulator_pages import Pages
from .simulator_shop import WORDS, compose, now_text, opening, surprise, unknown
from .weidian_facts import CARRIERS

TOKEN_SECONDS = 7200
PUSHES = {10: "non_payment", 20: "already_payment", 30: "delivered", 40: "confirm_eceipt", 50: "finished", 60: "close"}
METHODS = {
    ("vdian.order.list.get", "1.5"): "list_orders", ("vdian.order.get", "2.0"): "get_order", ("vdian.order.deliver", "1.0"): "deliver",
    ("vdian.order.expresslist", "1.0"): "list_carriers", ("vdian.item.sku.update", "1.0"): "update_sku",
    ("vdian.item.get", "1.0"): "get_item",
}  # fmt: skip
KINDS = {name: str(place) for place, name in enumerate(CARRIERS.values(), start=1)}


class WeidianSimulator(Pages, Simulator):
    """``callback`` is where its pushes go; every order lives in memory and, written through, in the ledger."""

    name = "weidian"

    def __init__(self, directory, *, callback: str = "", **place):
        super().__init__(directory, **place)
        self.callback = callback
        self.lock = threading.RLock()
        self.orders = {order["order_id"]: order for order in reversed(self.ledger.newest("order", 10**9))}
        self.chance = random.Random(secrets.randbits(32))  # noqa: S311
        self.shift = 0  # pages begin so many rows later; grows when told to drift

    def start(self) -> None:
        self.open_shop()
        super().start()

    def open_shop(self) -> list[dict]:
        """All orders; the shop opens with a few, so that the first pull finds something."""
        if not self.orders:
            for order in opening(self.new_id):
                self.keep(order)
        return list(self.orders.values())

    def new_id(self) -> str:
        """16 digits, and larger than the last one."""
        with self.lock:
            last = (self.ledger.get("control", "last_id") or {"value": 8_100_000_000_000_000})["value"] + 1
            self.ledger.put("control", "last_id", {"value": last})
        return str(last)

    def keep(self, order: dict) -> dict:
        with self.lock:
            self.orders[order["order_id"]] = order
            self.ledger.put("order", order["order_id"], order)
        return order

    def change(self, order_id: str, *, push: bool = True, **facts) -> dict:
        """The order changes at the platform, now, and the shop is told."""
        with self.lock:
            order = {**self.orders[order_id], **facts, "update_time": facts.get("update_time") or now_text()}
            order["status"] = WORDS[order["status_ori"]]
            self.keep(order)
        if push:
            self.plan_push(order)
        return order

    # ── the interface ──────────────────────────────────────────────────────────────────────────────────────────────
    @route("GET", "/token")
    def token(self, request: Request) -> Response:
        self.suffer()
        asked = request.query
        if (asked.get("appkey"), asked.get("secret")) != (self.keys["weidian_appkey"], self.keys["weidian_secret"]):
            return _answer(10001 + 4, "appkey error")
        token = secrets.token_hex(16)
        self.ledger.put("token", "current", {"value": token, "until": time.time() + TOKEN_SECONDS})
        return _answer(0, "success", {"access_token": token, "expire_in": TOKEN_SECONDS})

    @route("POST", "/api")
    def api(self, request: Request) -> Response:
        self.suffer()
        form = request.form
        try:
            public, param = json.loads(form.get("public", "")), json.loads(form.get("param", "") or "{}")
        except ValueError:
            return _answer(10010, "param error")
        current = self.ledger.get("token", "current")
        if not current or public.get("access_token") != current["value"] or time.time() > current["until"]:
            return _answer(10013, "access_token is invalid")
        method = METHODS.get((public.get("method"), public.get("version")))
        if method is None:
            return _answer(10004, "method not found")
        self.count(method)
        return getattr(self, method)(param)

    def count(self, method: str) -> None:
        """Tokens run out and lines are cut after so many calls, when asked for."""
        with self.lock:
            wish = self.ledger.get("control", "every") or {}
            calls = wish.get("calls", 0) + 1
            if wish:
                self.ledger.put("control", "every", wish | {"calls": calls})
        if wish.get("expire") and calls % wish["expire"] == 0:
            self.act_expire_token()
        if wish.get("cut") and calls % wish["cut"] == 0:
            raise Problem(Response(502, b"<html>bad gateway"))

    def list_orders(self, param: dict) -> Response:
        size, page = min(50, int(param.get("page_size", 20))), max(1, int(param.get("page_num", 1)))
        with self.lock:
            rows = [order for order in self.orders.values() if _is_in(order, param)]
            rows.sort(key=lambda order: (order["update_time"], order["order_id"]), reverse=True)
            total = len(rows)
            wish = self.ledger.get("control", "drift") or {}
            if wish.get("times", 0) > 0:
                rows, total = self._drifted(rows, total, wish)
        shown = rows[(page - 1) * size : page * size]
        if wish.get("repeat") and shown:
            shown = [*shown, shown[0]]
        return _answer(0, "success", {"orders": shown, "order_num": len(shown), "total_num": total})

    def _drifted(self, rows: list, total: int, wish: dict) -> tuple[list, int]:
        """Rows stand a few places off, and the count is off by one, as when orders change while pages are read."""
        self.ledger.put("control", "drift", wish | {"times": wish["times"] - 1})
        self.shift += 1
        places = self.shift % max(1, min(7, len(rows)))
        return rows[places:] + rows[:places], total - (self.shift % 2 if total else 0)

    def get_order(self, param: dict) -> Response:
        order = self.orders.get(str(param.get("order_id", "")))
        return _answer(0, "success", order) if order else _answer(20001, "order not found")

    def deliver(self, param: dict) -> Response:
        order = self.orders.get(str(param.get("order_id", "")))
        if order is None:
            return _answer(20001, "order not found")
        if param.get("express_type") not in KINDS.values():
            return _answer(20030, "express_type error")
        if order["status_ori"] in (30, 40, 50):
            return _answer(20031, "order has been delivered")
        if order["status_ori"] != 20:
            return _answer(20032, "order can not be delivered")
        name = next(name for name, kind in KINDS.items() if kind == param["express_type"])
        sent = {"express": name, "express_no": str(param.get("express_no", "")), "express_type": param["express_type"]}
        self.change(order["order_id"], status_ori=30, send_time=now_text(), **sent)
        return _answer(0, "success", {"result": True})

    def list_carriers(self, param: dict) -> Response:
        return _answer(0, "success", {"express_list": [{"express_name": name, "express_type": kind} for name, kind in KINDS.items()]})

    def update_sku(self, param: dict) -> Response:
        with self.ledger.together():
            item = self.ledger.get("stock", str(param.get("itemid", ""))) or {}
            for sku in param.get("skus") or []:
                item[str(sku["id"])] = int(sku["stock"])
            self.ledger.put("stock", str(param.get("itemid", "")), item)
        return _answer(0, "success", {"result": True})

    def get_item(self, param: dict) -> Response:
        item = self.ledger.get("stock", str(param.get("itemid", ""))) or {}
        return _answer(0, "success", {"item": {"itemid": param.get("itemid"), "skus": [{"id": k, "stock": v} for k, v in item.items()]}})

    # ── pushes ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def plan_push(self, order: dict, times: int = 1) -> None:
        kind = {1: "buyers_apply_refund", 2: "refund_suc"}.get(order["refund_status_ori"]) or PUSHES.get(
            order["status_ori"], "already_payment"
        )
        for _time in range(times if self.callback else 0):
            self.ledger.plan({"kind": f"weidian.order.{kind}", "id": order["order_id"]}, after_seconds=0)

    def perform(self, facts: dict) -> bool:
        answer = self.push(facts["kind"], self.orders[facts["id"]])
        return answer is not None and answer.status_code == 200

    def push(self, kind: str, order: dict):
        content = json.dumps({"type": kind, "message": order, "shopId": "410000001"}, ensure_ascii=False)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.post(self.callback, body=urlencode({"content": content}).encode(), headers=headers)

    def pauses(self, facts: dict) -> tuple[float, ...]:
        return (60, 300, 1800)

    # ── told what to do ────────────────────────────────────────────────────────────────────────────────────────────
    def act_new(self, count: int = 1, push: bool = True) -> dict:
        made = [self.keep(surprise(self.new_id(), self.chance)) for _each in range(count)]
        for order in made if push else ():
            self.plan_push(order)
        return {"ids": [order["order_id"] for order in made]}

    def act_unknown(self) -> dict:
        order = self.keep(unknown(self.new_id(), self.chance))
        self.plan_push(order)
        return order

    def act_place(self, chosen: list, buyer: list, push: bool = False, **facts) -> dict:
        """``chosen``: [[item, name, sku, merchant code, yuan], quantity] each."""
        order = self.keep(compose(self.new_id(), [(tuple(item), units) for item, units in chosen], tuple(buyer), **facts))
        if push:
            self.plan_push(order)
        return order

    def act_change(self, order_id: str, push: bool = False, **facts) -> dict:
        return self.change(order_id, push=push, **facts)

    def act_drift(self, times: int = 1, repeat: bool = False) -> None:
        """The next ``times`` pages come shifted; ``repeat`` shows a row twice on each page."""
        self.ledger.put("control", "drift", {"times": times, "repeat": repeat})

    def act_every(self, expire: int = 0, cut: int = 0) -> None:
        """Every so many calls the token runs out, or the line is cut."""
        self.ledger.put("control", "every", {"expire": expire, "cut": cut, "calls": 0})

    def act_expire_token(self) -> None:
        self.ledger.put("token", "current", {"value": secrets.token_hex(16), "until": 0})


def _is_in(order: dict, param: dict) -> bool:
    """Both ends of a window belong to it."""
    for field, start, end in (("update_time", "update_start", "update_end"), ("add_time", "add_start", "add_end")):
        if param.get(start) and order[field] < param[start] or param.get(end) and order[field] > param[end]:
            return False
    return True


def _answer(code: int, reason: str, result=None) -> Response:
    return reply({"status": {"status_code": code, "status_reason": reason}, "result": result})
