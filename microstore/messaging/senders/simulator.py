"""Alibaba Cloud SMS as the demo and the tests meet it: checks the signature as the real one does and shows what it was told to send."""

import hmac
import json
import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from microstore.core.simulators import Problem, Request, Response, Simulator, reply, route
from microstore.core.simulators.page import section

from .sms_aliyun import ALGORITHM, VERSION, canonical_request, signature

AUTHORIZATION = re.compile(ALGORITHM + r" Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})")
SKEW_SECONDS = 900
NEEDED = {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"}
# The last four digits of a phone decide what goes wrong with it.
SCRIPTED = {"9001": "isv.BUSINESS_LIMIT_CONTROL", "9002": "isv.MOBILE_NUMBER_ILLEGAL", "9003": "isp.SYSTEM_ERROR"}


class SmsSimulator(Simulator):
    """``words`` turns a template number and its values into the sentence a person would read; the wire never carries it."""

    name = "sms"

    def __init__(self, directory, *, words: Callable[[str, dict], str], **options):
        super().__init__(directory, **options)
        self.words = words

    @route("POST", "/")
    def send(self, request: Request) -> Response:
        self.suffer()
        self._check_signature(request)
        query = request.query
        phone = query.get("PhoneNumbers", "")
        values = _values(query.get("TemplateParam", ""))
        problem = self._problem_with(request, phone, values)
        if problem:
            return _answer(problem)
        number = f"{secrets.randbelow(10**18):018d}^0"
        sent = {
            "phone": phone, "template": query["TemplateCode"], "sign_name": query.get("SignName", ""), "values": values,
            "text": self.words(query["TemplateCode"], values), "at": time.time(), "out_id": query.get("OutId", ""),
        }  # fmt: skip
        self.ledger.put("sms", number, sent)
        return _answer("OK", BizId=number)

    def section(self):
        hint = _("What phones would have received. Sign-in codes stand here for five minutes of use.")
        rows = [self._row(sent) for sent in self.ledger.newest("sms", 30)]
        return section(_("Text messages"), hint, rows, _("No text message yet. Ask for a sign-in code in the shop."))

    def act_newest(self, phone: str = "") -> dict:
        """The newest text message (to one phone), for tests that sign in."""
        wanted = phone.removeprefix("+86")
        return next((sent for sent in self.ledger.newest("sms", 200) if not wanted or sent["phone"] == wanted), {})

    def _row(self, sent: dict):
        code = sent["values"].get("code")
        moment = datetime.fromtimestamp(sent["at"]).astimezone().strftime("%H:%M:%S")
        shown = format_html('<div class="code">{}</div>', code) if code else ""
        return format_html(
            '<div class="row"><strong>{}</strong><span class="small">{}</span></div>{}<pre>【{}】{}</pre>',
            sent["phone"], moment, shown, sent["sign_name"], sent["text"],
        )  # fmt: skip

    def _check_signature(self, request: Request) -> None:
        found = AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
        if found is None or found[1] != self.keys["sms_access_key_id"]:
            raise Problem(_answer("InvalidAccessKeyId.NotFound", 404))
        names = found[2].split(";")
        headers = {name: request.headers.get(name, "") for name in names}
        if not set(names) >= NEEDED or not _is_fresh(headers["x-acs-date"]):
            raise Problem(_answer("InvalidTimeStamp.Expired", 400))
        wanted = signature(self.keys["sms_access_key_secret"], canonical_request(request.method, request.query, headers))
        if not hmac.compare_digest(wanted, found[3]):
            raise Problem(_answer("SignatureDoesNotMatch", 400))
        if not self.ledger.use_nonce(headers["x-acs-signature-nonce"]):
            raise Problem(_answer("SignatureNonceUsed", 400))

    def _problem_with(self, request: Request, phone: str, values: dict | None) -> str:
        if (request.headers.get("x-acs-action"), request.headers.get("x-acs-version")) != ("SendSms", VERSION):
            return "InvalidAction.NotFound"
        if phone[-4:] in SCRIPTED:
            return SCRIPTED[phone[-4:]]
        if not re.fullmatch(r"1[3-9]\d{9}|\d{8,15}", phone):
            return "isv.MOBILE_NUMBER_ILLEGAL"
        if not request.query.get("SignName"):
            return "isv.SMS_SIGNATURE_ILLEGAL"
        if not request.query.get("TemplateCode", "").startswith("SMS_"):
            return "isv.SMS_TEMPLATE_ILLEGAL"
        return "isv.TEMPLATE_PARAMS_ILLEGAL" if values is None or any(len(v) > 35 for v in values.values()) else ""


def _values(written: str) -> dict | None:
    try:
        found = json.loads(written or "{}")
    except ValueError:
        return None
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else None


def _is_fresh(date: str) -> bool:
    try:
        moment = datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(moment.timestamp() - time.time()) <= SKEW_SECONDS


def _answer(code: str, status: int = 200, **more) -> Response:
    return reply({"Code": code, "Message": code, "RequestId": secrets.token_hex(16).upper(), **more}, status)
