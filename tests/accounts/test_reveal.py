"""Masked by default; looking needs a reason, is written down, and has an end."""

from datetime import timedelta

import pytest

from microstore.accounts import masking
from microstore.accounts.services import reveals
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.accounts import make_customer, make_staff

pytestmark = pytest.mark.django_db


def test_looking_is_written_down_with_the_reason_and_without_the_data():
    lin, wu = make_customer(), make_staff().user
    reveals.reveal(lin, ["phone"], by=wu, reason="核对收货人")
    event = Event.objects.about(lin).first()
    assert (event.name, event.by, event.reason) == ("accounts.personal_data_revealed", wu, "核对收货人")
    assert event.facts == {"what": "accounts.customer", "fields": ["phone"]}


@pytest.mark.parametrize("reason", ["", "  ", "."])
def test_without_reason_nothing_is_shown_or_written(reason):
    lin, wu = make_customer(), make_staff().user
    with pytest.raises(Refused):
        reveals.reveal(lin, ["phone"], by=wu, reason=reason)
    assert reveals.seen_today(wu) == 0


def test_fifty_looks_a_day_and_tomorrow_again():
    lin, wu = make_customer(), make_staff().user
    for __ in range(50):
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")
    with pytest.raises(Refused):
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")
    assert reveals.seen_today(wu) == 50
    with clock.at(clock.now() + timedelta(days=1)):
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")


@pytest.mark.parametrize(
    ("shown", "masked"),
    [
        (masking.phone("+8613800138000"), "138****8000"), (masking.phone("13800138000"), "138****8000"), (masking.phone(""), ""),
        (masking.phone(None), ""), (masking.phone("123"), "****"), (masking.name("张三"), "张*"), (masking.name("张三丰"), "张**"),
        (masking.name("欧阳娜娜"), "欧***"), (masking.name("John Smith"), "J***"), (masking.name("李"), "李*"), (masking.name(""), ""),
        (masking.address("广东省", "深圳市", "南山区"), "广东省深圳市南山区***"),
        (masking.address("北京市", "北京市", "朝阳区"), "北京市朝阳区***"),
    ],
)  # fmt: skip
def test_masks(shown, masked):
    assert shown == masked
