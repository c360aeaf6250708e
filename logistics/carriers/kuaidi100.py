"""Kuaidi100: subscribe to a parcel's tracking, ask for it, take its pushes, order e-waybill numbers.

The salt of a push is derived from the waybill, so that one that leaks helps with no other parcel.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from microstore.core.demo_keys import demo_keys
from microstore.core.errors import OutsideFailed
from microstore.core.outside import Outside, failed

from .base import Label, LabelRequest, Push, PushRefused, Tracking
from .kuaidi100_facts import read_push, read_tracking

PUSH_TAKEN = {"result": True, "returnCode": "200", "message": "成功"}
MOST_PUSH_BYTES = 256 * 1024
PASSING = {"500", "501", "502"}  # no record yet, server, busy; 503 is a wrong signature
NEEDS_PHONE = {"shunfeng", "shunfengkuaiyun", "zhongtong"}


@dataclass(frozen=True)
class Account:
    customer: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    salt_secret: str = field(repr=False)
    partner_id: str = ""
    partner_key: str = field(default="", repr=False)


class Kuaidi100:
    code = "kuaidi100"

    def __init__(self, account: Account, outside: Outside, labels: Outside, *, clock: Callable = time.time):
        self.account, self.outside, self.labels, self.clock = account, outside, labels, clock

    def subscribe(self, carrier: str, waybill: str, *, callback_url: str, phone: str = "") -> None:
        """Ask to be pushed every change. Asking twice is harmless."""
        parameters = {"callbackurl": callback_url, "salt": self.salt(waybill), "resultv2": "4", "autoCom": "0", "interCom": "0"}
        if phone:
            parameters["phone"] = phone[-4:]
        param = _dump({"company": carrier, "number": waybill, "key": self.account.key, "parameters": parameters})
        answer = self._post(self.outside, "/poll", {"schema": "json", "param": param})
        code = str(answer.get("returnCode", ""))
        if code not in ("200", "501"):
            raise _refusal(code, answer)

    def query(self, carrier: str, waybill: str, *, phone: str = "") -> Tracking:
        """All traces now. The platform bills and blocks more than one query per half hour and number: callers cache."""
        if carrier in NEEDS_PHONE and not phone:
            raise OutsideFailed("kuaidi100: this carrier asks for the phone's last four digits", permanent=True)
        param = _dump({"com": carrier, "num": waybill, "phone": phone[-4:], "resultv2": "4", "show": "0", "order": "desc"})
        sign = query_sign(param, self.account.key, self.account.customer)
        answer = self._post(self.outside, "/poll/query.do", {"customer": self.account.customer, "sign": sign, "param": param})
        if str(answer.get("status", "")) != "200" or answer.get("result") is False:
            raise _refusal(str(answer.get("returnCode", "")), answer)
        return _checked(read_tracking, answer)

    def create_label(self, request: LabelRequest) -> Label:
        """A waybill number for one parcel. ``reference`` repeated answers the same number, so a time-out is asked again unchanged."""
        param = _dump(self._label_param(request))
        answer = self._post_label("order", param)
        data = answer.get("data") or {}
        if not data.get("kuaidinum"):
            raise OutsideFailed("kuaidi100: label without a number")
        return Label(
            reference=request.reference,
            carrier=request.carrier,
            waybill=str(data["kuaidinum"]),
            sorting_code=str(data.get("bulkpen") or data.get("sorting") or ""),
            label_url=str(data.get("label") or ""),
        )

    def cancel_label(self, label: Label) -> None:
        """Give back a number that no parcel will use."""
        param = {
            "kuaidicom": label.carrier,
            "kuaidinum": label.waybill,
            "orderId": label.reference,
            "partnerId": self.account.partner_id,
            "partnerKey": self.account.partner_key,
        }
        self._post_label("cancel", _dump(param))

    def parse_push(self, form: Mapping[str, str]) -> Push:
        """Raises PushRefused unless the push carries the signature that this parcel's salt gives.

        Each push holds all traces: replace what is stored. A repeat parses to the same value.
        """
        param, sign = form.get("param") or "", form.get("sign") or ""
        if not param or not sign or len(param.encode()) > MOST_PUSH_BYTES:
            raise PushRefused("param or sign missing or too long")
        push = _read_push(param)
        wanted = push_sign(param, self.salt(push.tracking.waybill))
        if not hmac.compare_digest(wanted.encode(), sign.upper().encode()):
            raise PushRefused("signature is wrong")
        return push

    def salt(self, waybill: str) -> str:
        return hmac.new(self.account.salt_secret.encode(), waybill.upper().encode(), "sha256").hexdigest()[:32]

    def _label_param(self, request: LabelRequest) -> dict:
        return {
            "printType": "NON",
            "kuaidicom": request.carrier,
            "partnerId": self.account.partner_id,
            "partnerKey": self.account.partner_key,
            "recMan": _person(request.receiver),
            "sendMan": _person(request.sender),
            "cargo": request.cargo,
            "count": request.parcels,
            "weight": f"{request.weight_grams / 1000:.2f}",
            "payType": "SHIPPER",
            "remark": request.remark,
            "orderId": request.reference,
        }

    def _post_label(self, method: str, param: str) -> dict:
        moment = str(int(self.clock() * 1000))
        sign = label_sign(param, moment, self.account.key, self.account.secret)
        form = {"method": method, "key": self.account.key, "t": moment, "sign": sign, "param": param}
        answer = self._post(self.labels, "/label/order", form)
        if answer.get("success") is not True:
            raise _refusal(str(answer.get("code", "")), answer)
        return answer

    def _post(self, outside: Outside, path: str, form: dict) -> dict:
        answer = outside.send("POST", path, form=form)
        if not answer.is_good:
            raise failed(self.code, answer)
        return answer.json()


def md5_upper(text: str) -> str:
    """The platform's own formula; a shared secret inside, no protection of passwords."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()


def query_sign(param: str, key: str, customer: str) -> str:
    return md5_upper(param + key + customer)


def push_sign(param: str, salt: str) -> str:
    return md5_upper(param + salt)


def label_sign(param: str, moment: str, key: str, secret: str) -> str:
    return md5_upper(param + moment + key + secret)


def _dump(contents: dict) -> str:
    """The signed text is the posted text."""
    return json.dumps(contents, ensure_ascii=False, separators=(",", ":"))


def _person(person) -> dict:
    return {"name": person.name, "mobile": person.phone, "printAddr": person.address, "company": person.company}


def _refusal(code: str, answer: dict) -> OutsideFailed:
    return OutsideFailed(f"kuaidi100: {code} {answer.get('message', '')}"[:200], permanent=code not in PASSING)


def _checked(reader: Callable, facts: dict):
    try:
        return reader(facts)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise OutsideFailed("kuaidi100: answer of another shape", permanent=True) from error


def _read_push(param: str) -> Push:
    try:
        return read_push(json.loads(param))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise PushRefused("push of another shape") from error


@lru_cache(maxsize=4)
def _configured(base_url: str, label_url: str, customer: str) -> Kuaidi100:
    return Kuaidi100(account_from_settings(), Outside("kuaidi100", base_url), Outside("kuaidi100", label_url))


def from_settings() -> Kuaidi100:
    """The adapter of this shop; one per process keeps its connections."""
    return _configured(settings.KUAIDI100_BASE_URL, settings.KUAIDI100_LABEL_URL, settings.KUAIDI100_CUSTOMER)


def account_from_settings() -> Account:
    """The account of the settings, or the demo's own when the simulators stand in for the outside."""
    if settings.SIMULATORS:
        keys = demo_keys()
        return Account(**{name: keys[f"kuaidi100_{name}"] for name in ("customer", "key", "secret", "salt_secret")}, partner_id="demo")
    return Account(
        customer=settings.KUAIDI100_CUSTOMER,
        key=settings.KUAIDI100_KEY,
        secret=settings.KUAIDI100_SECRET,
        salt_secret=settings.KUAIDI100_SALT_SECRET,
        partner_id=settings.KUAIDI100_PARTNER_ID,
        partner_key=settings.KUAIDI100_PARTNER_KEY,
    )


def parse_push(form: Mapping[str, str]) -> Push:
    """``request.POST`` of a call to our push address. See ``Kuaidi100.parse_push``."""
    return from_settings().parse_push(form)
