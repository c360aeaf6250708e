"""Sending one-time codes."""

from datetime import timedelta

import pytest

from microstore.accounts.models import SignInCode
from microstore.accounts.services import codes
from microstore.core import clock
from microstore.core.ratelimit import TooMany
from tests.factories.accounts import CHEN, LIN, last_code, sent

pytestmark = pytest.mark.django_db


def test_code_has_six_digits_and_is_kept_only_as_a_hash():
    codes.send(LIN, ip="10.0.0.1")
    row = SignInCode.objects.get()
    assert len(last_code()) == 6 and last_code().isdigit()
    assert last_code() not in row.code_hash and len(row.code_hash) == 64
    assert row.expires_at - row.sent_at == timedelta(minutes=5)
    assert (row.phone, row.ip, row.wrong_tries, row.used_at) == (LIN, "10.0.0.1", 0, None)


def test_second_code_within_a_minute_is_refused_and_none_is_sent():
    codes.send(LIN)
    with pytest.raises(TooMany) as refusal:
        codes.send(LIN)
    assert 0 < refusal.value.seconds <= 60
    assert len(sent) == 1 and SignInCode.objects.count() == 1


def test_second_code_is_sent_after_a_minute():
    now = clock.now()
    with clock.at(now):
        codes.send(LIN)
    with clock.at(now + timedelta(seconds=61)):
        codes.send(LIN)
    assert [phone for phone, __ in sent] == [LIN, LIN]


def test_one_phone_waiting_does_not_stop_another():
    codes.send(LIN)
    codes.send(CHEN)
    assert [phone for phone, __ in sent] == [LIN, CHEN]


def test_seventh_code_of_an_hour_is_refused():
    start = clock.now()
    for minute in range(6):
        with clock.at(start + timedelta(minutes=2 * minute)):
            codes.send(LIN)
    with clock.at(start + timedelta(minutes=12)), pytest.raises(TooMany) as refusal:
        codes.send(LIN)
    assert refusal.value.seconds == 48 * 60
    assert len(sent) == 6


def test_thirteenth_code_of_a_day_is_refused():
    start = clock.now()
    for hour in range(12):
        with clock.at(start + timedelta(hours=hour)):
            codes.send(LIN)
    with clock.at(start + timedelta(hours=13)), pytest.raises(TooMany):
        codes.send(LIN)
    with clock.at(start + timedelta(hours=25)):
        codes.send(LIN)
    assert len(sent) == 13


def test_limits_hold_when_the_cache_is_dead(settings):
    settings.CACHES = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    codes.send(LIN, ip="10.0.0.1")
    with pytest.raises(TooMany):
        codes.send(LIN, ip="10.0.0.1")
    codes.check(LIN, last_code())
    assert SignInCode.objects.get().used_at is not None


def test_old_codes_are_cleared_after_a_week():
    with clock.at(clock.now() - timedelta(days=8)):
        codes.send(LIN)
    codes.send(CHEN)
    assert codes.clear_old() == 1
    assert [row.phone for row in SignInCode.objects.all()] == [CHEN]
