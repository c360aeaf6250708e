"""One contract for every way out of the house, over the real wire against the simulator that speaks for it."""

import smtplib
from dataclasses import replace

import httpx
import pytest
from django.core.mail import get_connection

from microstore.core.errors import OutsideFailed
from microstore.core.outside import NotReached, Outside
from microstore.messaging.senders import Outgoing
from microstore.messaging.senders.mail import Mail
from microstore.messaging.senders.sms_aliyun import AliyunSms

CODE = Outgoing(reference="MSG1", address="+8613800138000", template="SMS_ACCOUNTS_SIGN_IN_CODE", params={"code": "482913"})
LETTER = Outgoing(reference="MSG2", address="mei@example.cn", title="订单\n已发货", body="您的订单\n.\n.已发货", unsubscribe_url="https://shop.example/u")


def smtp(port):
    return Mail(get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port, use_ssl=False, timeout=20))


@pytest.fixture
def mail(world):
    return smtp(world.smtp.server_address[1])


@pytest.mark.parametrize(("way", "letter"), [("sms", CODE), ("mail", LETTER)])
def test_what_is_sent_arrives_and_has_a_number(way, letter, request, world):
    sender = request.getfixturevalue(way)
    assert sender.send(letter)
    assert world.control(way, act="newest") != {}


@pytest.mark.parametrize(("way", "letter"), [("sms", CODE), ("mail", LETTER)])
def test_nobody_there_means_surely_not_sent(way, letter, request):
    sender = smtp(9) if way == "mail" else AliyunSms(request.getfixturevalue("sms").account, Outside("sms", "http://127.0.0.1:9"))
    with pytest.raises(NotReached):
        sender.send(letter)


def test_code_stands_on_the_demo_page_as_a_person_would_read_it(sms, world):
    sms.send(CODE)
    kept = world.control("sms", act="newest", phone="+8613800138000")
    assert (kept["phone"], kept["values"], kept["sign_name"]) == ("13800138000", {"code": "482913"}, "康选微店")
    page = httpx.get(f"{world.url}/", headers={"Accept-Language": "en"})
    assert "482913" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("suffix", "code", "is_repeatable"),
    [("9001", "isv.BUSINESS_LIMIT_CONTROL", False), ("9002", "isv.MOBILE_NUMBER_ILLEGAL", False), ("9003", "isp.SYSTEM_ERROR", True)],
)
def test_refusal_of_the_provider_is_judged_by_its_code(sms, suffix, code, is_repeatable):
    with pytest.raises(OutsideFailed, match=code) as failed:
        sms.send(replace(CODE, address=f"+861380013{suffix}"))
    assert isinstance(failed.value, NotReached) is is_repeatable
    assert failed.value.permanent is not is_repeatable


def test_wrong_secret_and_repeated_nonce_are_refused(sms, world):
    stranger = AliyunSms(replace(sms.account, access_key_secret="wrong"), Outside("sms", f"{world.url}/sms"))
    with pytest.raises(OutsideFailed, match="SignatureDoesNotMatch") as failed:
        stranger.send(CODE)
    assert failed.value.permanent
    twice = AliyunSms(sms.account, Outside("sms", f"{world.url}/sms"), nonce=lambda: "same")
    twice.send(CODE)
    with pytest.raises(OutsideFailed, match="SignatureNonceUsed"):
        twice.send(CODE)


def test_old_request_is_refused(sms, world):
    late = AliyunSms(sms.account, Outside("sms", f"{world.url}/sms"), clock=lambda: 1_700_000_000)
    with pytest.raises(OutsideFailed, match="Expired"):
        late.send(CODE)


def test_values_are_made_fit_for_the_provider(sms, world):
    sms.send(replace(CODE, params={"name": "【某某】\r\n" + "长" * 60}))
    assert world.control("sms", act="newest")["values"] == {"name": ("某某 " + "长" * 60)[:35]}


def test_silence_after_sending_is_an_unknown_outcome(sms, hasty, world):
    world.control("sms", act="slow", seconds=1.6)
    with pytest.raises(OutsideFailed) as failed:
        AliyunSms(sms.account, hasty("sms")).send(CODE)
    assert not isinstance(failed.value, NotReached)
    assert not failed.value.permanent


def test_mail_keeps_its_text_and_its_headers_are_one_line(mail, world):
    mail.send(LETTER)
    kept = world.control("mail", act="newest", address="mei@example.cn")
    assert (kept["subject"], kept["text"].strip()) == ("订单 已发货", "您的订单\n.\n.已发货")
    assert kept["unsubscribe"] == "<https://shop.example/u>"


def test_refused_mailbox_is_refused_for_good(mail):
    with pytest.raises(OutsideFailed) as failed:
        mail.send(replace(LETTER, address="refuse@example.cn"))
    assert failed.value.permanent


def test_simulated_mail_server_speaks_smtp(world):
    with smtplib.SMTP("127.0.0.1", world.smtp.server_address[1], timeout=20) as client:
        assert client.ehlo()[0] == 250
        assert client.docmd("VRFY", "x")[0] == 502
        assert client.docmd("DATA")[0] == 503
