"""WeChat Pay, API v3, direct merchant: H5 and Native payments, query, close, refunds and the notices about them.

Every request is signed with the merchant's key; no 2xx answer and no notice is believed unless WeChat's signature over its raw bytes
is right and at most 300 seconds old. The host is not signed, so tests and the demo talk to a simulator at another base URL.
"""

import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings

from microstore.core.demo_keys import demo_keys
from microstore.core.errors import OutsideFailed
from microstore.core.outside import Answer, Outside, failed

from . import wechatpay_crypto as crypto
from .base import (
    Notice,
    NoticeRefused,
    PaymentRequest,
    PaymentStart,
    PaymentStatus,
    RefundRequest,
    RefundState,
    RefundStatus,
    Scene,
    TradeState,
)
from .wechatpay_facts import payment_status, refund_status, text

SHANGHAI = ZoneInfo("Asia/Shanghai")
OUR_REF = re.compile(r"[0-9A-Za-z_\-|*]{6,32}")
REFUND_REF = re.compile(r"[0-9A-Za-z_\-|*@]{1,64}")
MOST_NOTICE_BYTES = 64 * 1024
AT_ONCE = 2  # of the four threads of a web process: while WeChat hangs, the others go on serving pages

UNKNOWN_NUMBER = {"ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS"}


class WechatPay:
    """``clock`` and ``nonce`` are injected for vectors; the outside keeps real time, whatever the house's clock says."""

    code = "wechatpay"

    def __init__(self, account: crypto.Account, outside: Outside, *, clock: Callable = time.time, nonce: Callable | None = None):
        self.account, self.outside, self.clock = account, outside, clock
        self.nonce = nonce or (lambda: secrets.token_hex(16).upper())

    def start(self, request: PaymentRequest, *, scene: Scene) -> PaymentStart:
        """Announce a payment. The same number with the same contents may be sent again; with others it is refused."""
        _check_number(OUR_REF, request.our_ref)
        answer = self._call("POST", f"/v3/pay/transactions/{scene.value}", self._payment_body(request, scene))
        if scene == Scene.NATIVE:
            return PaymentStart(scene, _field(answer, "code_url"))
        tail = f"&redirect_url={quote(request.return_url, safe='')}" if request.return_url else ""
        return PaymentStart(scene, _field(answer, "h5_url") + tail)

    def query(self, our_ref: str) -> PaymentStatus:
        _check_number(OUR_REF, our_ref)
        path = f"/v3/pay/transactions/out-trade-no/{quote(our_ref, safe='')}"
        found = self._call("GET", path, params={"mchid": self.account.mchid}, missing_is_fine=True)
        if found is None:
            return PaymentStatus(our_ref, TradeState.MISSING)
        self._check_owner(found, OutsideFailed)
        return _read(payment_status, found)

    def close(self, our_ref: str) -> None:
        """Make the number unpayable. Refused by the provider when it is paid already: then query."""
        _check_number(OUR_REF, our_ref)
        self._call("POST", f"/v3/pay/transactions/out-trade-no/{quote(our_ref, safe='')}/close", {"mchid": self.account.mchid})

    def refund(self, request: RefundRequest) -> RefundStatus:
        _check_number(OUR_REF, request.our_ref)
        _check_number(REFUND_REF, request.refund_ref)
        body = {
            "out_trade_no": request.our_ref,
            "out_refund_no": request.refund_ref,
            "reason": _cut(request.reason, 80),
            "notify_url": request.notify_url,
            "amount": {"refund": request.refund_fen, "total": request.total_fen, "currency": "CNY"},
        }
        return _read(refund_status, self._call("POST", "/v3/refund/domestic/refunds", body))

    def query_refund(self, refund_ref: str) -> RefundStatus:
        _check_number(REFUND_REF, refund_ref)
        found = self._call("GET", f"/v3/refund/domestic/refunds/{quote(refund_ref, safe='')}", missing_is_fine=True)
        return _read(refund_status, found) if found is not None else RefundStatus("", refund_ref, RefundState.MISSING)

    def parse_notify(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Raises NoticeRefused unless the notice is WeChat's, fresh, readable and about this merchant. Asks nobody outside.

        A repeat parses again, with the same ``id``: the caller answers it with success and changes nothing.
        """
        if len(body) > MOST_NOTICE_BYTES:
            raise NoticeRefused("notice too long")
        self._verify(headers, body, NoticeRefused)
        notice = _json_object(body)
        facts = _json_object(crypto.decrypt(notice.get("resource"), self.account.apiv3_key))
        self._check_owner(facts, NoticeRefused)
        return _notice(notice, facts)

    def _payment_body(self, request: PaymentRequest, scene: Scene) -> dict:
        place = {"payer_client_ip": request.customer_ip}
        if scene == Scene.H5:
            place["h5_info"] = {"type": "Wap", "app_name": request.shop_name, "app_url": request.shop_url}
        return {
            "appid": self.account.appid,
            "mchid": self.account.mchid,
            "description": request.description[:127],
            "out_trade_no": request.our_ref,
            "time_expire": request.expires_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
            "notify_url": request.notify_url,
            "amount": {"total": request.amount_fen, "currency": "CNY"},
            "scene_info": place,
        }

    def _call(self, method, path, contents=None, *, params=None, missing_is_fine=False):
        body = json.dumps(contents, ensure_ascii=False, separators=(",", ":")).encode() if contents is not None else b""
        headers = {"Content-Type": "application/json", "Wechatpay-Serial": self.account.platform_serial}
        answer = self.outside.send(method, path, params=params, body=body, headers=headers, sign=self._sign)
        if not answer.is_good or answer.status == 202:
            return self._not_good(answer, missing_is_fine)
        self._verify(answer.headers, answer.body, OutsideFailed)
        return answer.json() if answer.body else {}

    def _sign(self, method, target, body) -> dict:
        timestamp, nonce = str(int(self.clock())), self.nonce()
        return {"Authorization": crypto.authorization(self.account, method, target, timestamp, nonce, body)}

    def _not_good(self, answer: Answer, missing_is_fine: bool):
        """Branch on status and code, never on the message. A number nobody knows is an answer, not a failure."""
        try:
            error = str(answer.json().get("code", ""))[:60]
        except OutsideFailed:
            error = ""
        if missing_is_fine and answer.status == 404 and error in UNKNOWN_NUMBER:
            return
        if error == "NOT_ENOUGH":  # the merchant's balance: the same refund works once there is money
            raise OutsideFailed("wechatpay: NOT_ENOUGH", permanent=False)
        raise failed(self.code, answer, error)

    def _verify(self, headers, body: bytes, refusal: type[Exception]) -> None:
        problem = crypto.problem_with(headers, body, keys=self.account.platform_keys, now=self.clock())
        if problem:
            raise refusal(problem)

    def _check_owner(self, facts: dict, refusal: type[Exception]) -> None:
        """A key may serve several merchants; what is not about this one is not believed."""
        if facts.get("mchid") != self.account.mchid or facts.get("appid", self.account.appid) != self.account.appid:
            raise refusal("notice is about another merchant")


def _notice(notice: dict, facts: dict) -> Notice:
    event = str(notice.get("event_type", ""))
    try:
        if event.startswith("TRANSACTION."):
            return Notice(id=text(notice, "id"), event=event, payment=payment_status(facts))
        if event.startswith("REFUND."):
            return Notice(id=text(notice, "id"), event=event, refund=refund_status(facts))
    except (ValueError, TypeError) as error:
        raise NoticeRefused("notice has fields of another shape") from error
    raise NoticeRefused("kind of notice not known here")


def _read(reader: Callable, facts: dict):
    try:
        return reader(facts)
    except (ValueError, TypeError) as error:
        raise OutsideFailed(f"wechatpay: {error}", permanent=True) from error


def _json_object(body: bytes) -> dict:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise NoticeRefused("not JSON") from error
    if not isinstance(found, dict):
        raise NoticeRefused("not a JSON object")
    return found


def _check_number(shape: re.Pattern, number: str) -> None:
    if not shape.fullmatch(number):
        raise ValueError(f"{number!r} can not be a number at WeChat Pay")


def _field(answer: dict, name: str) -> str:
    if not answer.get(name):
        raise OutsideFailed(f"wechatpay answered without {name}")
    return str(answer[name])


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore")


@lru_cache(maxsize=4)
def _configured(base_url: str, account_id: str) -> WechatPay:
    return WechatPay(account_from_settings(), Outside("wechatpay", base_url, at_once=AT_ONCE))


def from_settings() -> WechatPay:
    """The adapter of this shop; one per process keeps its connections."""
    return _configured(settings.WECHATPAY_BASE_URL, settings.WECHATPAY_MCHID)


def account_from_settings() -> crypto.Account:
    """The merchant of the settings, or the demo's own merchant when the simulators stand in for the outside."""
    if settings.SIMULATORS:
        return demo_account(demo_keys())
    return crypto.Account(
        mchid=settings.WECHATPAY_MCHID,
        appid=settings.WECHATPAY_APPID,
        merchant_serial=settings.WECHATPAY_MERCHANT_SERIAL,
        merchant_pem=settings.WECHATPAY_MERCHANT_KEY,
        apiv3_key=settings.WECHATPAY_APIV3_KEY,
        platform_serial=settings.WECHATPAY_PLATFORM_SERIAL,
        platform_pems={settings.WECHATPAY_PLATFORM_SERIAL: settings.WECHATPAY_PLATFORM_KEY},
    )


def demo_account(keys) -> crypto.Account:
    return crypto.Account(
        mchid=keys["wechatpay_mchid"],
        appid=keys["wechatpay_appid"],
        merchant_serial=keys["wechatpay_merchant_serial"],
        merchant_pem=keys["wechatpay_merchant_key"],
        apiv3_key=keys["wechatpay_apiv3_key"],
        platform_serial=keys["wechatpay_platform_serial"],
        platform_pems={keys["wechatpay_platform_serial"]: keys["wechatpay_platform_public_key"]},
    )


def parse_notify(headers: Mapping[str, str], body: bytes) -> Notice:
    """``request.headers`` and ``request.body`` of a POST to our notify URL. See ``WechatPay.parse_notify``."""
    return from_settings().parse_notify(headers, body)
