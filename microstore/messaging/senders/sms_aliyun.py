"""Alibaba Cloud SMS (dysmsapi 2017-05-25), signed with ACS3-HMAC-SHA256."""

import hashlib
import hmac
import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote

from django.conf import settings

from microstore.core.demo_keys import demo_keys
from microstore.core.errors import OutsideFailed
from microstore.core.outside import NotReached, Outside, is_passing

from .base import Outgoing

ALGORITHM = "ACS3-HMAC-SHA256"
VERSION = "2017-05-25"
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()
LONGEST_VALUE = 35  # characters the provider takes per variable
BUSY = ("Throttling", "isp.SYSTEM_ERROR", "ServiceUnavailable", "InternalError")


@dataclass(frozen=True)
class Account:
    access_key_id: str
    access_key_secret: str = field(repr=False)
    sign_name: str = ""


class AliyunSms:
    """``clock`` and ``nonce`` are injected for vectors."""

    def __init__(self, account: Account, outside: Outside, *, clock: Callable = time.time, nonce: Callable | None = None):
        self.account, self.outside, self.clock = account, outside, clock
        self.nonce = nonce or (lambda: secrets.token_hex(16))

    def send(self, outgoing: Outgoing) -> str:
        query = {
            "PhoneNumbers": national(outgoing.address),
            "SignName": self.account.sign_name,
            "TemplateCode": outgoing.template,
            "TemplateParam": json.dumps({name: tidy(value) for name, value in outgoing.params.items()}, ensure_ascii=False),
            "OutId": outgoing.reference,
        }
        date = datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        headers = sign(self.account, query, action="SendSms", version=VERSION, host=self.outside.host, date=date, nonce=self.nonce())
        answer = self.outside.send("POST", f"/?{canonical_query(query)}", headers=headers)
        facts = answer.json()
        code = str(facts.get("Code", ""))
        if answer.is_good and code == "OK":
            return str(facts.get("BizId", ""))
        if is_passing(answer.status) or code.startswith(BUSY):  # a clear no, not an unknown outcome
            raise NotReached(f"sms: {code or answer.status}")
        raise OutsideFailed(f"sms: {code or answer.status}", permanent=True)


def canonical_query(query: Mapping[str, str]) -> str:
    """Sorted and encoded by RFC 3986; signed and sent as the same text."""
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in sorted(query.items()))


def canonical_request(method: str, query: Mapping[str, str], headers: Mapping[str, str]) -> str:
    names = sorted(headers)
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in names)
    return "\n".join([method, "/", canonical_query(query), lines, ";".join(names), headers["x-acs-content-sha256"]])


def signature(secret: str, canonical: str) -> str:
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return hmac.new(secret.encode(), f"{ALGORITHM}\n{digest}".encode(), "sha256").hexdigest()


def sign(account: Account, query: Mapping[str, str], *, action: str, version: str, host: str, date: str, nonce: str) -> dict[str, str]:  # noqa: PLR0913
    """The headers of one request with an empty body, the Authorization among them."""
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-version": version,
        "x-acs-date": date,
        "x-acs-signature-nonce": nonce,
        "x-acs-content-sha256": EMPTY_SHA256,
    }
    signed = signature(account.access_key_secret, canonical_request("POST", query, headers))
    names = ";".join(sorted(headers))
    return headers | {"Authorization": f"{ALGORITHM} Credential={account.access_key_id},SignedHeaders={names},Signature={signed}"}


def national(phone: str) -> str:
    """Domestic numbers go out as 11 digits, others with country code and without the plus."""
    return phone.removeprefix("+86").removeprefix("+")


def tidy(value: str) -> str:
    """What the provider takes in a variable: one line, no brackets of the sender's name, at most 35 characters."""
    return re.sub(r"[\r\n【】]+", " ", str(value)).strip()[:LONGEST_VALUE]


@lru_cache(maxsize=4)
def _configured(base_url: str, access_key_id: str) -> AliyunSms:
    return AliyunSms(account_from_settings(), Outside("sms", base_url))


def from_settings() -> AliyunSms:
    return _configured(settings.SMS_BASE_URL, settings.SMS_ACCESS_KEY_ID)


def account_from_settings() -> Account:
    """The account of the settings, or the demo's own when the simulators stand in for the outside."""
    if settings.SIMULATORS:
        keys = demo_keys()
        return Account(keys["sms_access_key_id"], keys["sms_access_key_secret"], "康选微店")
    return Account(settings.SMS_ACCESS_KEY_ID, settings.SMS_ACCESS_KEY_SECRET, settings.SMS_SIGN_NAME)
