"""The payment provider of the demo has bad days on demand; well again, everything arrives."""

import time

import pytest

from microstore.core.errors import OutsideFailed
from orders.gateways import NoticeRefused, Scene, TradeState
from orders.gateways.wechatpay import WechatPay
from tests.adapters.test_pay_through_gateways import pay, wanted  # noqa: F401 - the fixture


@pytest.fixture
def behave(world):
    yield lambda how, **more: world.control("wechatpay", act="behave", how=how, **more)
    world.control("wechatpay", act="behave", how="")


def started(wechatpay, wanted):  # noqa: F811
    wechatpay.start(wanted(), scene=Scene.NATIVE)


def test_a_hung_provider_takes_the_call_and_does_not_answer_until_it_is_well(wechatpay, hasty, wanted, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("hung")
    with pytest.raises(OutsideFailed) as failed:
        WechatPay(wechatpay.account, hasty("wechatpay")).query("PAY20261121A")
    assert not failed.value.permanent
    behave("")
    assert wechatpay.query("PAY20261121A").state == TradeState.WAITING


def test_a_slow_provider_answers_after_the_time_named(wechatpay, wanted, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("slow", seconds=0.4)
    begun = time.monotonic()
    assert wechatpay.query("PAY20261121A").state == TradeState.WAITING
    assert time.monotonic() - begun >= 0.4


def test_a_notice_told_twice_comes_five_times_under_one_id(wechatpay, wanted, world, shop, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("twice")
    pay(world)
    shop.wait(5)
    assert len({wechatpay.parse_notify(headers, body).id for _path, headers, body in shop.calls}) == 1


def test_a_late_notice_comes_once_when_its_time_is_over(wechatpay, wanted, world, shop, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("late", seconds=0.8)
    begun = time.monotonic()
    pay(world)
    shop.wait(1)
    assert time.monotonic() - begun >= 0.8
    time.sleep(0.5)
    assert len(shop.calls) == 1


def test_a_notice_that_never_comes_leaves_the_answer_to_a_question(wechatpay, wanted, world, shop, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("never")
    pay(world)
    time.sleep(0.5)
    assert shop.calls == []
    assert wechatpay.query("PAY20261121A").state == TradeState.PAID


def test_a_forged_notice_is_refused_and_a_true_one_follows(wechatpay, wanted, world, shop, behave):  # noqa: F811
    started(wechatpay, wanted)
    shop.statuses = [401] * 4
    behave("forged")
    pay(world)
    _path, headers, body = shop.wait(1)
    behave("")
    with pytest.raises(NoticeRefused):
        wechatpay.parse_notify(headers, body)
    _path, headers, body = shop.wait(5)
    assert wechatpay.parse_notify(headers, body).payment.state == TradeState.PAID


def test_a_wrong_notice_is_signed_and_names_another_amount(wechatpay, wanted, world, shop, behave):  # noqa: F811
    started(wechatpay, wanted)
    behave("wrong")
    pay(world)
    _path, headers, body = shop.wait(1)
    assert wechatpay.parse_notify(headers, body).payment.amount_fen == 12901
