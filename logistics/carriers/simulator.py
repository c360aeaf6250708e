"""Kuaidi100 and the carriers behind it as the demo and the tests meet them: waybill numbers, subscriptions, and pushes that follow a parcel
from hand to hand over real HTTP with the real signature."""

import hmac
import json
import secrets
import time
from datetime import datetime
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.translation import gettext as _

from microstore.core.simulators import Request, Response, Simulator, reply, route, see_other
from microstore.core.simulators.page import button, section

from .detect import carrier_names
from .kuaidi100 import NEEDS_PHONE, label_sign, push_sign, query_sign

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUERY_PAUSE_SECONDS = 1800
# state, sub-state, place, what the carrier writes
JOURNEY = (
    ("1", "103", "上海", "【上海青浦营业部】已揽收，揽投员：周师傅"),
    ("0", "1002", "上海", "快件已从【上海转运中心】发出"),
    ("0", "1001", "杭州", "快件已到达【杭州转运中心】"),
    ("5", "5", "杭州", "【杭州西湖营业部】快递员陈师傅正在派件"),
    ("3", "301", "杭州", "您的快件已签收，签收人：本人签收"),
)
TROUBLE = {
    "exception": ("2", "204", "杭州", "派送不成功，与收件人约定改日派送"),
    "refused": ("6", "14", "杭州", "收件人拒收，快件退回中"),
    "returned": ("4", "4", "上海", "退回件已签收"),
}
SHAPES = {
    "shunfeng": ("SF", 13), "yuantong": ("YT", 13), "zhongtong": ("78", 12), "shentong": ("77", 13), "yunda": ("31", 11),
    "jtexpress": ("JT", 13), "jd": ("JDV", 12), "ems": ("11", 11), "debangkuaidi": ("DPK", 12),
}  # fmt: skip


class Kuaidi100Simulator(Simulator):
    name = "kuaidi100"
    calls_per_tick = 2  # a whole year of demo parcels must not flood the shop
    step_seconds = 600  # between two scans of a parcel, before scaling

    @route("POST", "/poll")
    def subscribe(self, request: Request) -> Response:
        self.suffer()
        param = _param(request)
        parameters = param.get("parameters") or {}
        number, carrier = str(param.get("number", "")), str(param.get("company", ""))
        if param.get("key") != self.keys["kuaidi100_key"]:
            return _refuse("601", "POLL:KEY已过期")
        if not 6 <= len(number) <= 32 or urlsplit(str(parameters.get("callbackurl", ""))).scheme not in ("http", "https"):
            return _refuse("700", "订阅方的订阅数据存在错误")
        if carrier not in carrier_names():
            return _refuse("701", "拒绝订阅的快递公司")
        with self.ledger.together():
            if self.ledger.get("parcel", number):
                return _refuse("501", "POLL:重复订阅")
            parcel = {"number": number, "carrier": carrier, "callback": parameters["callbackurl"], "salt": parameters.get("salt", "")}
            self.ledger.put("parcel", number, parcel | {"traces": []})
            self.ledger.plan({"kind": "step", "number": number}, after_seconds=self.step_seconds * self.scale)
        return reply({"result": True, "returnCode": "200", "message": "提交成功"})

    @route("POST", "/poll/query.do")
    def query(self, request: Request) -> Response:
        self.suffer()
        form, param = request.form, _param(request)
        wanted = query_sign(form.get("param", ""), self.keys["kuaidi100_key"], self.keys["kuaidi100_customer"])
        if form.get("customer") != self.keys["kuaidi100_customer"] or not hmac.compare_digest(wanted, form.get("sign", "").upper()):
            return _refuse("503", "验证签名失败")
        if param.get("com") in NEEDS_PHONE and not param.get("phone"):
            return _refuse("408", "快递公司参数异常：验证码错误")
        parcel = self.ledger.get("parcel", str(param.get("num", "")))
        if parcel is None or not parcel["traces"]:
            return _refuse("500", "查询无结果，请隔段时间再查")
        if time.time() - parcel.get("queried_at", 0) < QUERY_PAUSE_SECONDS * self.scale:
            return _refuse("502", "服务器繁忙")
        self.ledger.put("parcel", parcel["number"], parcel | {"queried_at": time.time()})
        return reply(_result(parcel))

    @route("POST", "/label/order")
    def label(self, request: Request) -> Response:
        self.suffer()
        form, param = request.form, _param(request)
        wanted = label_sign(form.get("param", ""), form.get("t", ""), self.keys["kuaidi100_key"], self.keys["kuaidi100_secret"])
        if form.get("key") != self.keys["kuaidi100_key"] or not hmac.compare_digest(wanted, form.get("sign", "").upper()):
            return reply({"success": False, "code": 30002, "message": "验证签名失败"})
        if form.get("method") == "cancel":
            return self._cancel_label(param)
        return self._order_label(param)

    def step(self, number: str, *, trouble: str = "") -> dict | None:
        """The parcel is scanned once more, and the shop is told. Nothing happens after the last step."""
        with self.ledger.together():
            parcel = self.ledger.get("parcel", number)
            if parcel is None or parcel.get("is_finished"):
                return parcel
            place = sum(1 for trace in parcel["traces"] if trace["code"] in {each[1] for each in JOURNEY})
            state, code, city, text = TROUBLE[trouble] if trouble else JOURNEY[place]
            parcel["traces"].insert(0, {"state": state, "code": code, "city": city, "text": text, "time": _now()})
            parcel["is_finished"] = state in ("3", "4")
            self.ledger.put("parcel", number, parcel)
            self.ledger.plan({"kind": "push", "number": number, "url": parcel["callback"]}, after_seconds=0)
            return parcel

    def perform(self, facts: dict) -> bool:
        if facts["kind"] == "step":
            parcel = self.step(facts["number"])
            if parcel and not parcel.get("is_finished"):
                self.ledger.plan(facts, after_seconds=self.step_seconds * self.scale)
            return True
        parcel = self.ledger.get("parcel", facts["number"])
        return self._push(parcel, "shutdown" if parcel.get("is_finished") else "polling") == "taken"

    def pauses(self, facts: dict) -> tuple[float, ...]:
        return (300, 1800, 1800) if facts["kind"] == "push" else ()

    @route("POST", "/next")
    def next_pressed(self, request: Request) -> Response:
        """The button of the demo page."""
        self.step(request.form.get("number", ""), trouble=request.form.get("trouble", ""))
        return see_other("/#parcels")

    def section(self):
        hint = _("Each press is one more scan by the carrier, pushed to the shop. Left alone, parcels go on by themselves.")
        rows = [self._row(parcel) for parcel in self.ledger.newest("parcel", 20)]
        return format_html('<div id="parcels">{}</div>', section(_("Parcels"), hint, rows, _("No parcel yet. Ship an order first.")))

    def act_step(self, number: str, trouble: str = "") -> dict:
        parcel = self.step(number, trouble=trouble)
        return {"traces": len(parcel["traces"])} if parcel else {}

    def act_push(self, number: str, times: int = 1, status: str = "", mutate: str = "", message: str = "") -> dict:
        """Push now: again (``times``), as ``abort``, or forged (``mutate``: bad_sign, no_sign, other_number)."""
        parcel = self.ledger.get("parcel", number)
        status = status or ("shutdown" if parcel.get("is_finished") else "polling")
        return {"answers": [self._push(parcel, status, mutate=mutate, message=message) for _try in range(times)]}

    def _push(self, parcel: dict, status: str, *, mutate: str = "", message: str = "") -> str:
        result = _result(parcel) | ({"nu": "YT9999999999999"} if mutate == "other_number" else {})
        param = json.dumps(
            {"status": status, "billstatus": "got", "message": message, "autoCheck": "0", "comOld": "", "comNew": "", "lastResult": result},
            ensure_ascii=False,
        )  # fmt: skip
        sign = push_sign(param, parcel["salt"] + ("x" if mutate == "bad_sign" else ""))
        form = {"param": param} if mutate == "no_sign" else {"sign": sign, "param": param}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.post(parcel["callback"], body=urlencode(form).encode(), headers=headers)
        if answer is None:
            return "silent"
        try:
            return "taken" if answer.json().get("result") is True else str(answer.status_code)
        except (ValueError, AttributeError):
            return str(answer.status_code)

    def _order_label(self, param: dict) -> Response:
        reference, carrier = str(param.get("orderId", "")), str(param.get("kuaidicom", ""))
        people = [param.get(name) or {} for name in ("recMan", "sendMan")]
        if not reference or carrier not in carrier_names() or not all(p.get("name") and p.get("printAddr") for p in people):
            return reply({"success": False, "code": 30001, "message": "参数错误"})
        with self.ledger.together():
            label = self.ledger.get("label", reference)
            if label is None or label["is_cancelled"]:
                label = {"reference": reference, "carrier": carrier, "number": new_number(carrier), "is_cancelled": False}
                self.ledger.put("label", reference, label)
        data = {"taskId": secrets.token_hex(16).upper(), "kuaidinum": label["number"], "bulkpen": "571-A12-03", "label": ""}
        return reply({"success": True, "code": 200, "message": "成功", "data": data})

    def _cancel_label(self, param: dict) -> Response:
        label = self.ledger.get("label", str(param.get("orderId", "")))
        if label is None or label["number"] != param.get("kuaidinum"):
            return reply({"success": False, "code": 30001, "message": "参数错误"})
        self.ledger.put("label", label["reference"], label | {"is_cancelled": True})
        return reply({"success": True, "code": 200, "message": "成功"})

    def _row(self, parcel: dict):
        last = parcel["traces"][0] if parcel["traces"] else {"text": _("Waiting to be collected"), "time": ""}
        act = "" if parcel.get("is_finished") else button("/kuaidi100/next", _("Next tracking step"), number=parcel["number"])
        return format_html(
            '<div class="row"><div><strong>{}</strong> <span class="tag {}">{}</span></div>{}</div><p class="small">{} {}</p>',
            parcel["number"], "" if parcel.get("is_finished") else "waiting", carrier_names().get(parcel["carrier"], parcel["carrier"]),
            act, last["time"], last["text"],
        )  # fmt: skip


def new_number(carrier: str) -> str:
    """A waybill number in the shape of the carrier."""
    head, digits = SHAPES.get(carrier, ("KD", 13))
    return f"{head}{secrets.randbelow(10**digits):0{digits}d}"


def _result(parcel: dict) -> dict:
    data = [
        {"time": trace["time"], "ftime": trace["time"], "context": trace["text"], "areaName": trace["city"], "statusCode": trace["code"]}
        for trace in parcel["traces"]
    ]
    return {
        "message": "ok",
        "state": parcel["traces"][0]["state"] if parcel["traces"] else "0",
        "status": "200",
        "condition": "F00",
        "ischeck": "1" if parcel.get("is_finished") else "0",
        "com": parcel["carrier"],
        "nu": parcel["number"],
        "data": data,
    }


def _param(request: Request) -> dict:
    try:
        found = json.loads(request.form.get("param", ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _refuse(code: str, message: str) -> Response:
    return reply({"result": False, "returnCode": code, "message": message})


def _now() -> str:
    return datetime.now(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
