"""Vectors of the vendors' own documents and SDKs, and of ours where vendors publish none."""

import base64
import hashlib
import json
from pathlib import Path
from urllib.parse import parse_qsl

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

from logistics.carriers import TrackingState
from logistics.carriers.kuaidi100 import Account as ParcelAccount
from logistics.carriers.kuaidi100 import Kuaidi100, label_sign, push_sign, query_sign
from logistics.carriers.kuaidi100_facts import read_push
from microstore.core.outside import Outside
from microstore.messaging.senders import Outgoing
from microstore.messaging.senders.sms_aliyun import Account as SmsAccount
from microstore.messaging.senders.sms_aliyun import AliyunSms, canonical_request, sign
from orders.gateways import NoticeRefused, RefundState, TradeState
from orders.gateways import wechatpay_crypto as crypto
from orders.gateways.wechatpay import WechatPay

DATA = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
VECTORS = {each["id"]: each for each in DATA["vectors"]}


def private_pem(name):
    key = load_der_private_key(base64.b64decode(DATA["keys"][name]["pkcs8_der_b64"]), None)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(name):
    key = load_der_public_key(base64.b64decode(DATA["keys"][name]["spki_b64"]))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def merchant(vector, **changes):
    serial = vector["headers"]["Wechatpay-Serial"]
    facts = {
        "mchid": "1900007291",
        "appid": "wx0000000000000001",
        "merchant_serial": "ABC",
        "merchant_pem": "",
        "apiv3_key": vector["apiv3_key"],
        "platform_serial": serial,
        "platform_pems": {serial: vector.get("cert_pem") or public_pem(vector["key"])},
    }
    return crypto.Account(**facts | changes)


def gateway(vector, **changes):
    return WechatPay(merchant(vector, **changes), Outside("wechatpay", "https://api.example"), clock=lambda: vector["now"])


@pytest.mark.parametrize("name", ["wxpay.req_sign.get", "wxpay.req_sign.post_jsapi"])
def test_request_signature_is_the_one_of_wechats_documents(name):
    vector = VECTORS[name]
    method, target, timestamp, nonce, body = vector["message"].removesuffix("\n").split("\n", 4)
    account = crypto.Account("1900007291", "", "SERIAL", private_pem(vector["key"]), "", "", {})
    made = crypto.authorization(account, method, target, timestamp, nonce, body.encode())
    assert f'signature="{vector["signature"]}"' in made
    assert made.startswith('WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",')


def test_what_is_signed_is_what_goes_onto_the_wire():
    vector = VECTORS["wxpay.req_sign.get"]
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(404, json={"code": "RESOURCE_NOT_EXISTS"})

    account = crypto.Account("1900007291", "", "SERIAL", private_pem(vector["key"]), "", "PUB_KEY_ID_1", {})
    outside = Outside("wechatpay", "https://api.example", transport=httpx.MockTransport(answer))
    adapter = WechatPay(account, outside, clock=lambda: 1554208460, nonce=lambda: "593BEC0C930BF1AFEB40B4A08C8FB242")
    assert adapter.query_refund("123123123123").state == RefundState.MISSING
    assert vector["signature"] in seen[0].headers["Authorization"]
    assert seen[0].headers["Wechatpay-Serial"] == "PUB_KEY_ID_1"


def test_number_with_a_bar_is_signed_percent_encoded():
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(404, json={"code": "ORDER_NOT_EXIST"})

    account = crypto.Account("1900007291", "", "SERIAL", private_pem("wx_mch_test"), "", "", {})
    outside = Outside("wechatpay", "https://api.example", transport=httpx.MockTransport(answer))
    adapter = WechatPay(account, outside, clock=lambda: 1554208460, nonce=lambda: "N")
    assert adapter.query("ABC|DEF*1").state == TradeState.MISSING
    target = "/v3/pay/transactions/out-trade-no/ABC%7CDEF%2A1?mchid=1900007291"
    assert seen[0].url.raw_path.decode() == target
    message = crypto.request_message("GET", target, "1554208460", "N", b"")
    assert crypto.sign(account.merchant_key, message) in seen[0].headers["Authorization"]


def test_gcm_of_wechats_sdk_decrypts():
    vector = VECTORS["wxpay.gcm.sdk"]
    sealed = {name: vector[name] for name in ("ciphertext", "nonce")}
    resource = {"algorithm": "AEAD_AES_256_GCM", "associated_data": vector["aad"], **sealed}
    assert crypto.decrypt(resource, vector["key_utf8"]) == b"Hello World"


def test_notice_of_wechats_sdk_is_verified_by_certificate_and_decrypted():
    vector = VECTORS["wxpay.notify.sdk"]
    account = merchant(vector)
    assert crypto.problem_with(vector["headers"], vector["body"].encode(), keys=account.platform_keys, now=vector["now"]) == ""
    assert crypto.decrypt(json.loads(vector["body"])["resource"], vector["apiv3_key"]).decode() == vector["plaintext"]


def test_payment_notice_becomes_a_payment():
    vector = VECTORS["wxpay.notify.payment"]
    notice = gateway(vector).parse_notify(vector["headers"], vector["body"].encode())
    assert (notice.id, notice.event, notice.refund) == ("00000000-0000-5000-8000-000000000001", "TRANSACTION.SUCCESS", None)
    paid = notice.payment
    assert (paid.our_ref, paid.state, paid.amount_fen) == ("T202601150001", TradeState.PAID, 9900)
    assert paid.provider_ref == "4200000000202601150000000001"
    assert paid.paid_at.isoformat() == "2026-01-15T10:20:30+08:00"


def test_refund_notice_becomes_a_refund():
    vector = VECTORS["wxpay.notify.refund"]
    done = gateway(vector).parse_notify(vector["headers"], vector["body"].encode()).refund
    assert (done.our_ref, done.refund_ref, done.state) == ("T202601150001", "R202601150001", RefundState.DONE)
    assert (done.refund_fen, done.total_fen, done.provider_ref) == (1000, 9900, "50000000000000000000000000001")


def test_same_notice_again_within_the_window_parses_to_the_same():
    vector = VECTORS["wxpay.notify.payment"]
    adapter = gateway(vector)
    first, again = (adapter.parse_notify(vector["headers"], vector["body"].encode()) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("seconds", [300, -300, 86400])
def test_notice_outside_five_minutes_is_refused(seconds):
    vector = VECTORS["wxpay.notify.payment"]
    adapter = gateway(vector | {"now": vector["now"] + seconds})
    with pytest.raises(NoticeRefused, match="window"):
        adapter.parse_notify(vector["headers"], vector["body"].encode())


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Wechatpay-Signature": ""}, "missing"),
        ({"Wechatpay-Nonce": "other"}, "wrong"),
        ({"Wechatpay-Serial": "PUB_KEY_ID_9"}, "serial"),
        ({"Wechatpay-Timestamp": "١٧٦٨٤٤٣٦٣١"}, "window"),
        ({"Wechatpay-Signature": "WECHATPAY/SIGNTEST/abc="}, "wrong"),
        ({"Wechatpay-Signature": "é"}, "wrong"),
    ],
)
def test_notice_with_another_header_is_refused(headers, reason):
    vector = VECTORS["wxpay.notify.payment"]
    with pytest.raises(NoticeRefused, match=reason):
        gateway(vector).parse_notify(vector["headers"] | headers, vector["body"].encode())


def test_notice_with_one_byte_changed_is_refused():
    vector = VECTORS["wxpay.notify.payment"]
    with pytest.raises(NoticeRefused, match="signature"):
        gateway(vector).parse_notify(vector["headers"], vector["body"].encode() + b" ")


def test_notice_for_another_merchant_or_app_is_refused():
    vector = VECTORS["wxpay.notify.payment"]
    for change in ({"mchid": "1900007292"}, {"appid": "wx0000000000000002"}):
        with pytest.raises(NoticeRefused, match="another merchant"):
            gateway(vector, **change).parse_notify(vector["headers"], vector["body"].encode())


def test_notice_under_another_apiv3_key_is_refused():
    vector = VECTORS["wxpay.notify.payment"]
    with pytest.raises(NoticeRefused, match="decrypted"):
        gateway(vector, apiv3_key="f" * 32).parse_notify(vector["headers"], vector["body"].encode())


def test_notice_longer_than_64_kib_is_refused_before_anything_is_read():
    vector = VECTORS["wxpay.notify.payment"]
    with pytest.raises(NoticeRefused, match="long"):
        gateway(vector).parse_notify(vector["headers"], b"x" * (64 * 1024 + 1))


def test_kuaidi100_signatures():
    query, push, label = (VECTORS[f"kuaidi100.{name}"] for name in ("query", "push", "eorder"))
    assert query_sign(query["param"], query["key_"], query["customer"]) == query["sign"]
    assert push_sign(push["param"], push["salt"]) == push["sign"]
    assert label_sign(label["param"], label["t"], label["key_"], label["secret"]) == label["sign"]


def test_kuaidi100_push_is_read_from_the_form_as_posted(monkeypatch):
    vector = VECTORS["kuaidi100.push"]
    adapter = Kuaidi100(ParcelAccount("", "", "", "secret"), Outside("k", "https://k.example"), Outside("k", "https://k.example"))
    form = dict(parse_qsl(vector["form_body"]))
    salt = adapter.salt("YT0000000000001")
    push = adapter.parse_push(form | {"sign": push_sign(form["param"], salt).lower()})
    assert push == read_push(json.loads(vector["param"]))
    assert (push.tracking.carrier, push.tracking.waybill, push.tracking.state) == ("yuantong", "YT0000000000001", TrackingState.IN_TRANSIT)
    trace = push.tracking.traces[0]
    assert (trace.at.isoformat(), trace.text, trace.place) == ("2026-01-15T10:00:00+08:00", "快件已到达【上海转运中心】", "上海")


def test_acs3_signature_is_the_one_of_alibabas_documents():
    vector = VECTORS["aliyun.acs3"]
    headers = sign(
        SmsAccount(vector["access_key_id"], vector["access_key_secret"]), vector["query"], action=vector["action"],
        version=vector["version"], host=vector["host"], date=vector["date"], nonce=vector["nonce"],
    )  # fmt: skip
    assert headers["Authorization"].endswith(f"Signature={vector['signature']}")
    plain = {name: value for name, value in headers.items() if name != "Authorization"}
    assert hashlib.sha256(canonical_request("POST", vector["query"], plain).encode()).hexdigest() == vector["canonical_sha256"]


def test_sms_goes_onto_the_wire_as_it_was_signed():
    vector = VECTORS["aliyun.sms.send"]
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(200, json={"Code": "OK", "BizId": "B1"})

    account = SmsAccount(vector["access_key_id"], vector["access_key_secret"], vector["query"]["SignName"])
    outside = Outside("sms", f"https://{vector['host']}", transport=httpx.MockTransport(answer))
    adapter = AliyunSms(account, outside, clock=lambda: 1768443630, nonce=lambda: vector["nonce"])
    number = adapter.send(Outgoing(reference="sms-1", address="+8613800000000", template="SMS_000000001", params={"code": "123456"}))
    assert number == "B1"
    assert seen[0].headers["Host"] == vector["host"]
    assert dict(seen[0].url.params) == vector["query"] | {"TemplateParam": '{"code": "123456"}'}
    assert seen[0].headers["Authorization"].startswith("ACS3-HMAC-SHA256 Credential=TESTAK,SignedHeaders=host;x-acs-action;")
