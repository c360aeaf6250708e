"""Who gets which message, when, in which words — and what is written down when nobody does."""

from datetime import UTC, datetime

import pytest

from microstore.accounts.services import consents
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.messaging import services
from microstore.messaging.declarations import REGISTRY, Text, declare
from microstore.messaging.models import Message, Template
from microstore.messaging.services import quiet_hours, templates

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai
MORNING = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai


@pytest.fixture(autouse=True)
def declared():
    declare(
        "test.shipped", label="Shipped", sms="Order {number} is on its way.",
        inbox=Text(title="Order {number}", body="It left us.", link="/orders/{number}/"),
        mail=Text(title="Order {number}", body="It left us."),
    )  # fmt: skip
    declare("test.offer", label="Offer", category="marketing", sms="Half price.", inbox=Text(title="Offer", body="Half price."))
    templates.keep_rows()
    yield
    del REGISTRY["test.shipped"], REGISTRY["test.offer"]


def rows(**wanted):
    return list(Message.objects.filter(**wanted).order_by("id").values_list("channel", "state"))


def test_service_message_goes_to_inbox_at_once_and_is_queued_for_sms(customer):
    with clock.at(NOON):
        services.send("test.shipped", to=customer, context={"number": "SO1"}, key="shipped:1")
    inbox, sms = Message.objects.order_by("id")
    assert (inbox.channel, inbox.state, inbox.title, inbox.link) == ("inbox", "sent", "Order SO1", "/orders/SO1/")
    assert (sms.channel, sms.address, sms.body) == ("sms", "+8613800138000", "Order SO1 is on its way.")
    assert services.unread_count(customer.user) == 1


def test_same_key_writes_nothing_the_second_time(customer):
    first = services.send("test.shipped", to=customer, context={"number": "SO1"}, key="shipped:1")
    again = services.send("test.shipped", to=customer, context={"number": "SO2"}, key="shipped:1")
    assert [row.pk for row in first] == [row.pk for row in again]
    assert Message.objects.count() == 2


def test_marketing_without_consent_is_written_down_as_not_sent(customer):
    services.send("test.offer", to=customer, key="offer:1")
    assert rows() == [("inbox", "suppressed"), ("sms", "suppressed")]
    assert {row.reason for row in Message.objects.all()} <= {"No consent to marketing messages", "未同意接收营销消息"}
    assert services.unread_count(customer.user) == 0


def test_consent_is_asked_for_each_channel_by_itself(customer):
    consents.give(customer, "marketing_inbox", source="settings")
    with clock.at(NOON):
        services.send("test.offer", to=customer, key="offer:1")
    assert rows() == [("inbox", "sent"), ("sms", "suppressed")]


def test_marketing_by_night_waits_for_the_morning_and_service_does_not(customer):
    consents.give(customer, "marketing_sms", source="settings")
    with clock.at(NIGHT):
        services.send("test.offer", to=customer, key="offer:1", channels=("sms",))
        services.send("test.shipped", to=customer, context={"number": "SO1"}, key="shipped:1", channels=("sms",))
        offer, shipped = Message.objects.order_by("id")
        assert (offer.state, offer.due_at) == ("queued", MORNING)
        assert shipped.due_at <= NIGHT or shipped.state != "queued"


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (datetime(2026, 11, 21, 13, 59, 59, tzinfo=UTC), datetime(2026, 11, 21, 13, 59, 59, tzinfo=UTC)),
        (datetime(2026, 11, 21, 14, 0, tzinfo=UTC), MORNING),
        (datetime(2026, 11, 21, 23, 59, tzinfo=UTC), MORNING),
        (MORNING, MORNING),
    ],
)
def test_night_is_from_22_to_8_in_shanghai(moment, allowed):
    assert quiet_hours.next_allowed(moment) == allowed


def test_person_without_address_gets_none_and_the_log_says_so(customer):
    customer.user.email = ""
    services.send("test.shipped", to=customer, context={"number": "SO1"}, key="shipped:1", channels=("mail",))
    assert rows() == [("mail", "suppressed")]


def test_channel_without_words_is_left_out(customer):
    assert services.send("test.offer", to=customer, key="offer:1", channels=("mail",)) == []


def test_template_switched_off_sends_nothing(customer):
    Template.objects.filter(code="test.shipped").update(is_on=False)
    services.send("test.shipped", to=customer, context={"number": "SO1"}, key="shipped:1")
    assert {state for _, state in rows()} == {"suppressed"}


def test_unknown_template_is_refused(customer):
    with pytest.raises(Refused):
        services.send("test.nothing", to=customer, key="x")
    assert Message.objects.count() == 0


def test_edited_words_are_sent_in_the_persons_language(customer):
    template = Template.objects.get(code="test.shipped")
    words = {"sms": {"zh-hans": {"body": "订单 {number} 已发货。"}, "en": {"body": "Sent: {number}"}}}
    templates.change(template, overrides=words, sms_code="SMS_123", is_on=True, by=None)
    customer.user.language = "en"
    services.send("test.shipped", to=customer.user, context={"number": "SO1"}, key="a", channels=("sms",))
    customer.user.language = "zh-hans"
    services.send("test.shipped", to=customer.user, context={"number": "SO1"}, key="b", channels=("sms",))
    assert list(Message.objects.order_by("id").values_list("body", flat=True)) == ["Sent: SO1", "订单 SO1 已发货。"]
    assert Event.objects.filter(name="messaging.template_changed").count() == 1


def test_words_with_a_value_nobody_fills_are_refused_and_nothing_changes():
    template = Template.objects.get(code="test.shipped")
    with pytest.raises(Refused, match="price"):
        templates.change(template, overrides={"sms": {"en": {"body": "{price}"}}}, sms_code="", is_on=False, by=None)
    template.refresh_from_db()
    assert (template.overrides, template.is_on) == ({}, True)
    assert not Event.objects.filter(name="messaging.template_changed").exists()


def test_reading_one_and_reading_all(customer):
    for number in range(3):
        services.send("test.shipped", to=customer, context={"number": number}, key=f"s:{number}", channels=("inbox",))
    services.mark_read(Message.objects.first())
    assert services.unread_count(customer.user) == 2
    assert services.mark_all_read(customer.user) == 2
    assert services.unread_count(customer.user) == 0


def test_values_in_the_words_are_not_read_as_placeholders():
    assert templates.fill("Hello {name}", {"name": "{number}", "number": "1"}) == "Hello {number}"
    assert templates.fill("Hello {nobody}!", {}) == "Hello !"
