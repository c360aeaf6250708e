"""WeChat Pay as the demo and the tests meet it: the real v3 wire format with real signatures, and pages where the customer pays.

Answers first; the notice about the payment leaves later, signed and encrypted, and is repeated on WeChat's plan until it is taken.
"""

import re
import secrets
import time
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from microstore.core.simulators import Problem, Request, Response, Simulator, reply, route

from . import wechatpay_crypto as crypto
from .simulator_moods import Moods
from .simulator_notices import Notices
from .simulator_pages import Pages

SHANGHAI = ZoneInfo("Asia/Shanghai")
AUTHORIZATION = re.compile(r'(\w+)="([^"]*)"')
NUMBER = re.compile(r"[0-9A-Za-z_\-|*]{6,32}")
H5_SECONDS = 300  # a pay page lives this long, as in the real world


class WechatPaySimulator(Moods, Pages, Notices, Simulator):
    name = "wechatpay"
    first_notice_seconds = 15  # before scaling
    refund_seconds = 30  # before scaling

    def __init__(self, directory, **options):
        super().__init__(directory, **options)
        self.platform_key = load_pem_private_key(self.keys["wechatpay_platform_key"].encode(), None)
        self.merchant_key = crypto.public_key(self.keys["wechatpay_merchant_public_key"])

    @route("POST", r"/v3/pay/transactions/(?P<scene>h5|native)")
    def announce(self, request: Request) -> Response:
        self._admit(request)
        wish, scene = request.json(), request.groups["scene"]
        self._check_payment(wish, scene)
        with self.ledger.together():
            trade = self._same_or_new(wish, scene)
        page = "pay" if scene == "h5" else "scan"
        field = "h5_url" if scene == "h5" else "code_url"
        return self._signed({field: f"{self.public_url}/{page}?prepay_id={trade['prepay_id']}"})

    @route("GET", r"/v3/pay/transactions/(?P<by>out-trade-no|id)/(?P<number>[^/]+)")
    def query(self, request: Request) -> Response:
        self._admit(request)
        if request.query.get("mchid") != self.keys["wechatpay_mchid"]:
            raise self._problem(400, "PARAM_ERROR", "mchid")
        if request.groups["by"] == "id":
            found = self.ledger.get("transaction", request.groups["number"])
            trade = self._trade(found["out_trade_no"]) if found else None
        else:
            trade = self._trade(request.groups["number"])
        if trade is None:
            raise self._problem(404, "ORDER_NOT_EXIST", "order does not exist")
        return self._signed(self.trade_facts(trade))

    @route("POST", r"/v3/pay/transactions/out-trade-no/(?P<number>[^/]+)/close")
    def close(self, request: Request) -> Response:
        self._admit(request)
        with self.ledger.together():
            trade = self._trade(request.groups["number"])
            if trade is None:
                raise self._problem(404, "ORDER_NOT_EXIST", "order does not exist")
            if trade["state"] in ("SUCCESS", "REFUND"):
                raise self._problem(400, "ORDERPAID", "order is paid")
            self.ledger.put("trade", trade["out_trade_no"], trade | {"state": "CLOSED"})
        return self._signed(None, 204)

    @route("POST", r"/v3/refund/domestic/refunds")
    def refund(self, request: Request) -> Response:
        self._admit(request)
        wish = request.json()
        with self.ledger.together():
            known = self.ledger.get("refund", str(wish.get("out_refund_no", "")))
            if known and known["wish"] != wish:
                raise self._problem(400, "INVALID_REQUEST", "refund number used with other parameters")
            refund = known or self._new_refund(wish)
        return self._signed(self.refund_facts(refund, "status"))

    @route("GET", r"/v3/refund/domestic/refunds/(?P<number>[^/]+)")
    def query_refund(self, request: Request) -> Response:
        self._admit(request)
        refund = self.ledger.get("refund", request.groups["number"])
        if refund is None:
            raise self._problem(404, "RESOURCE_NOT_EXISTS", "refund does not exist")
        return self._signed(self.refund_facts(refund, "status"))

    def pay(self, out_trade_no: str) -> dict:
        """The customer pays: the money has moved, and the notice is on its way. Paying twice moves it once."""
        with self.ledger.together():
            trade = self._trade(out_trade_no)
            if trade is None or trade["state"] != "NOTPAY":
                return trade or {}
            number = f"42000{datetime.now(SHANGHAI):%Y%m%d}{secrets.randbelow(10**15):015d}"
            trade |= {"state": "SUCCESS", "transaction_id": number, "paid_at": _now()}
            self.ledger.put("trade", out_trade_no, trade)
            self.ledger.put("transaction", number, {"out_trade_no": out_trade_no})
            self.plan_notice(trade["notify_url"], "TRANSACTION.SUCCESS", out_trade_no, after=self.first_notice_seconds)
        return trade

    def finish_refund(self, out_refund_no: str, status: str = "SUCCESS") -> None:
        with self.ledger.together():
            refund = self.ledger.get("refund", out_refund_no)
            if refund is None or refund["status"] != "PROCESSING":
                return
            refund |= {"status": status, "done_at": _now()}
            self.ledger.put("refund", out_refund_no, refund)
            trade = self._trade(refund["out_trade_no"])
            if status == "SUCCESS":
                self.ledger.put("trade", refund["out_trade_no"], trade | {"state": "REFUND"})
            if status == "CLOSED":  # this number will never pay: what it claimed is free for another
                left = trade["refunded"] - refund["wish"]["amount"]["refund"]
                self.ledger.put("trade", refund["out_trade_no"], trade | {"refunded": left})
            if refund["wish"].get("notify_url"):
                self.plan_notice(refund["wish"]["notify_url"], f"REFUND.{status}", out_refund_no, after=0)

    def trade_facts(self, trade: dict) -> dict:
        facts = {
            "appid": self.keys["wechatpay_appid"],
            "mchid": self.keys["wechatpay_mchid"],
            "out_trade_no": trade["out_trade_no"],
            "trade_state": trade["state"],
            "trade_state_desc": trade["state"],
            "attach": "",
            "amount": {"total": trade["total"], "currency": "CNY"},
        }
        if trade.get("transaction_id"):
            facts |= {
                "transaction_id": trade["transaction_id"],
                "trade_type": "MWEB" if trade["scene"] == "h5" else "NATIVE",
                "bank_type": "OTHERS",
                "success_time": trade["paid_at"],
                "payer": {"openid": f"o{self.keys['wechatpay_mchid']}{trade['out_trade_no'][-8:]}"},
                "amount": {"total": trade["total"], "payer_total": trade["total"], "currency": "CNY", "payer_currency": "CNY"},
            }
        return facts

    def refund_facts(self, refund: dict, status_field: str) -> dict:
        wish, amount = refund["wish"], refund["wish"]["amount"]
        facts = {
            "refund_id": refund["refund_id"],
            "out_refund_no": wish["out_refund_no"],
            "transaction_id": refund["transaction_id"],
            "out_trade_no": refund["out_trade_no"],
            "user_received_account": "支付用户零钱",
            status_field: refund["status"],
            "amount": {
                "total": amount["total"], "refund": amount["refund"], "payer_total": amount["total"], "payer_refund": amount["refund"],
            },  # fmt: skip
        }
        if status_field == "status":
            facts |= {"channel": "ORIGINAL", "create_time": refund["made_at"], "funds_account": "AVAILABLE"}
            facts["amount"]["currency"] = "CNY"
        else:
            facts["mchid"] = self.keys["wechatpay_mchid"]
        return facts | ({"success_time": refund["done_at"]} if refund.get("done_at") else {})

    def act_pay(self, out_trade_no: str) -> dict:
        return {"state": self.pay(out_trade_no).get("state")}

    def act_finish_refund(self, out_refund_no: str, status: str = "SUCCESS") -> None:
        self.finish_refund(out_refund_no, status)

    def _admit(self, request: Request) -> None:
        """What WeChat checks before it reads the body: faults asked for, headers, time, signature, nonce."""
        self.suffer()
        if not request.headers.get("user-agent") or "json" not in request.headers.get("accept", ""):
            raise self._problem(400, "PARAM_ERROR", "Accept and User-Agent are needed")
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        given = dict(AUTHORIZATION.findall(rest))
        if scheme != crypto.SCHEME or not self._is_signed(request, given):
            raise self._problem(401, "SIGN_ERROR", "signature is wrong")
        if not self.ledger.use_nonce(given["nonce_str"]):
            raise self._problem(401, "SIGN_ERROR", "nonce used before")

    def _is_signed(self, request: Request, given: dict) -> bool:
        timestamp = given.get("timestamp", "")
        if given.get("mchid") != self.keys["wechatpay_mchid"] or given.get("serial_no") != self.keys["wechatpay_merchant_serial"]:
            return False
        if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > crypto.WINDOW_SECONDS or not given.get("nonce_str"):
            return False
        message = crypto.request_message(request.method, request.target, timestamp, given["nonce_str"], request.body)
        return crypto.is_signed(self.merchant_key, message, given.get("signature", ""))

    def _check_payment(self, wish: dict, scene: str) -> None:
        amount = wish.get("amount") if isinstance(wish.get("amount"), dict) else {}
        place = wish.get("scene_info") if isinstance(wish.get("scene_info"), dict) else {}
        if (wish.get("mchid"), wish.get("appid")) != (self.keys["wechatpay_mchid"], self.keys["wechatpay_appid"]):
            raise self._problem(400, "APPID_MCHID_NOT_MATCH", "appid and mchid do not belong together")
        notify = urlsplit(str(wish.get("notify_url", "")))
        rules = {
            "out_trade_no": bool(NUMBER.fullmatch(str(wish.get("out_trade_no", "")))),
            "description": 0 < len(str(wish.get("description", ""))) <= 127,
            "amount": type(amount.get("total")) is int and amount["total"] >= 1 and amount.get("currency", "CNY") == "CNY",
            "notify_url": notify.scheme in ("http", "https") and not notify.query and len(str(wish["notify_url"])) <= 255,
            "scene_info": scene != "h5" or bool(place.get("payer_client_ip") and place.get("h5_info", {}).get("type")),
            "time_expire": _is_moment(wish.get("time_expire")),
        }
        for field, holds in rules.items():
            if not holds:
                raise self._problem(400, "PARAM_ERROR", field)

    def _same_or_new(self, wish: dict, scene: str) -> dict:
        trade = self._trade(wish["out_trade_no"])
        if trade is None:
            trade = {
                "out_trade_no": wish["out_trade_no"], "state": "NOTPAY", "scene": scene, "total": wish["amount"]["total"], "wish": wish,
                "description": wish["description"], "notify_url": wish["notify_url"], "expires_at": wish["time_expire"], "made_at": _now(),
                "prepay_id": f"wx{datetime.now(SHANGHAI):%d%H%M%S}{secrets.token_hex(12)}", "page_until": time.time() + H5_SECONDS,
            }  # fmt: skip
            self.ledger.put("trade", trade["out_trade_no"], trade)
            self.ledger.put("prepay", trade["prepay_id"], {"out_trade_no": trade["out_trade_no"]})
            return trade
        if trade["state"] != "NOTPAY":
            raise self._problem(400, "ORDERPAID" if trade["state"] != "CLOSED" else "ORDER_CLOSED", trade["state"])
        if _terms(trade["wish"]) != _terms(wish) or trade["scene"] != scene:
            raise self._problem(403, "OUT_TRADE_NO_USED", "number used with other parameters")
        trade["page_until"] = time.time() + H5_SECONDS
        self.ledger.put("trade", trade["out_trade_no"], trade)
        return trade

    def _trade(self, out_trade_no: str) -> dict | None:
        """The payment as it stands now: one that nobody paid in time is closed."""
        trade = self.ledger.get("trade", out_trade_no)
        if trade and trade["state"] == "NOTPAY" and datetime.fromisoformat(trade["expires_at"]) < datetime.now(SHANGHAI):
            trade["state"] = "CLOSED"
            self.ledger.put("trade", out_trade_no, trade)
        return trade

    def _new_refund(self, wish: dict) -> dict:
        trade = self._trade(str(wish.get("out_trade_no", "")))
        amount = wish.get("amount") if isinstance(wish.get("amount"), dict) else {}
        number, part = str(wish.get("out_refund_no", "")), amount.get("refund")
        if trade is None:
            raise self._problem(404, "RESOURCE_NOT_EXISTS", "order does not exist")
        if trade["state"] not in ("SUCCESS", "REFUND"):
            raise self._problem(403, "TRADE_ERROR", "order is not paid")
        if not number or type(part) is not int or part < 1 or amount.get("total") != trade["total"]:
            raise self._problem(400, "PARAM_ERROR", "amount")
        if trade.get("refunded", 0) + part > trade["total"]:
            raise self._problem(400, "INVALID_REQUEST", "more than was paid")
        refund = {
            "refund_id": f"503{datetime.now(SHANGHAI):%Y%m%d}{secrets.randbelow(10**18):018d}", "status": "PROCESSING", "made_at": _now(),
            "wish": wish, "transaction_id": trade["transaction_id"], "out_trade_no": trade["out_trade_no"],
        }  # fmt: skip
        self.ledger.put("refund", number, refund)
        self.ledger.put("trade", trade["out_trade_no"], trade | {"refunded": trade.get("refunded", 0) + part})
        self.ledger.plan({"kind": "finish_refund", "number": number}, after_seconds=self.refund_seconds * self.scale)
        return refund

    def _problem(self, status: int, code: str, message: str) -> Problem:
        return Problem(reply({"code": code, "message": message}, status))


def _terms(wish: dict) -> dict:
    """What must not change when a payment is announced again; the customer may have moved to another address."""
    return {name: value for name, value in wish.items() if name != "scene_info"}


def _now() -> str:
    return datetime.now(SHANGHAI).isoformat(timespec="seconds")


def _is_moment(written) -> bool:
    try:
        return datetime.fromisoformat(str(written)) > datetime.now(SHANGHAI) - timedelta(seconds=1)
    except (ValueError, TypeError):
        return False
