"""Messages leave once, are tried again when that is safe, and a code is never kept in clear. Over HTTP to the simulator."""

import logging
from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.core.outside import Outside
from microstore.messaging import senders, services
from microstore.messaging.declarations import REGISTRY, declare
from microstore.messaging.models import Message
from microstore.messaging.senders.sms_aliyun import Account, AliyunSms
from microstore.messaging.services import delivery
from tests.adapters.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = World(directory=tmp_path_factory.mktemp("world"), scale=0.001).run_in_background()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def provider(world, monkeypatch):
    """The sender of the settings, pointed at this test's own provider."""
    keys = world.sms.keys
    account = Account(keys["sms_access_key_id"], keys["sms_access_key_secret"], "康选微店")
    sender = AliyunSms(account, Outside("sms", f"{world.url}/sms", read_seconds=1))
    monkeypatch.setattr("microstore.messaging.senders.sms_aliyun.from_settings", lambda: sender)
    declare("test.shipped", label="Shipped", sms="Order {number} is on its way.")
    yield sender
    del REGISTRY["test.shipped"]


def write(phone="+8613800138000", key="k"):
    return services.send("test.shipped", to=phone, context={"number": "SO1"}, key=key, channels=("sms",))[0]


def test_sms_leaves_once_however_often_it_is_asked_for(world):
    message = write(phone="+8613800130001")
    delivery.deliver(message.pk)
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.tries) == ("sent", 1)
    assert message.provider_ref
    assert message.sent_at is not None
    assert [sent["out_id"] for sent in world.sms.ledger.newest("sms", 99)].count(f"MSG{message.pk}") == 1


def test_provider_that_is_away_is_tried_again_after_a_pause(monkeypatch):
    away = AliyunSms(Account("a", "b", "c"), Outside("sms", "http://127.0.0.1:9"))
    monkeypatch.setattr("microstore.messaging.senders.sms_aliyun.from_settings", lambda: away)
    message = write()
    for pause in delivery.PAUSES:
        delivery.deliver(message.pk)
        message.refresh_from_db()
        assert message.state == "queued"
        assert delivery.due_ids() == []
        clock_moves_on = message.due_at + timedelta(seconds=1)
        assert message.due_at - clock.now() <= pause
        Message.objects.filter(pk=message.pk).update(due_at=clock_moves_on - pause - timedelta(minutes=1))
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.tries) == ("failed", 5)


def test_sms_whose_outcome_is_unknown_is_not_repeated(world):
    world.control("sms", act="slow", seconds=1.5)
    message = write()
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.tries) == ("failed", 1)
    assert "Timeout" in message.reason


def test_number_that_the_provider_refuses_fails_for_good():
    message = write(phone="+8613800139002")
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.reason) == ("failed", "sms: isv.MOBILE_NUMBER_ILLEGAL")


def test_failed_message_is_sent_again_by_hand_and_by_name(world, colleague):
    message = write(phone="+8613800139002")
    delivery.deliver(message.pk)
    Message.objects.filter(pk=message.pk).update(address="+8613800138002")
    delivery.resend(message, by=colleague())
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert message.state == "sent"
    assert Event.objects.filter(name="messaging.message_resent").count() == 1
    with pytest.raises(Refused):
        delivery.resend(message, by=None)


def test_code_reaches_the_phone_and_stays_nowhere_in_clear(world, caplog):
    with caplog.at_level(logging.DEBUG):
        message = services.send_code("+8613800138111", "482913")
        sealed = Message.objects.get(pk=message.pk).sealed
        delivery.deliver(message.pk)
    assert world.sms.act_newest("+8613800138111")["values"] == {"code": "482913"}
    kept = Message.objects.get(pk=message.pk)
    assert (kept.state, kept.sealed, kept.params) == ("sent", "", {"code": "••••••"})
    assert "482913" not in str(Message.objects.values().get(pk=message.pk)) + sealed + caplog.text
    assert not Event.objects.exists()


def test_code_is_never_repeated(world):
    world.control("sms", act="fail_next", http=503)
    message = services.send_code("+8613800138111", "482913")
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.sealed) == ("failed", "")
    with pytest.raises(Refused, match="again|重新|再次"):
        delivery.resend(message, by=None)


def test_code_that_waited_too_long_is_not_sent(world):
    message = services.send_code("+8613800138222", "482913")
    Message.objects.filter(pk=message.pk).update(created_at=clock.now() - timedelta(minutes=6))
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.sealed) == ("failed", "")
    assert world.sms.act_newest("+8613800138222") == {}


def test_every_channel_that_leaves_the_house_has_a_sender():
    assert {type(senders.get(channel)).__name__ for channel in ("sms", "mail")} == {"AliyunSms", "Mail"}
