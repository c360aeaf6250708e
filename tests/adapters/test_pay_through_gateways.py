"""One contract for every payment gateway, over real HTTP against the simulator that speaks for it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from microstore.core.errors import OutsideFailed
from microstore.core.outside import NotReached, Outside
from orders.gateways import NoticeRefused, PaymentRequest, RefundRequest, RefundState, Scene, TradeState
from orders.gateways.wechatpay import WechatPay, demo_account

GATEWAYS = ["wechatpay"]


@pytest.fixture(params=GATEWAYS)
def gateway(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def wanted(shop):
    def make(number="PAY20261121A", **changes):
        facts = {
            "our_ref": number,
            "amount_fen": 12900,
            "description": "康品微店 · 维生素 C 咀嚼片",
            "notify_url": f"{shop.url}/hooks/wechatpay/payments/",
            "expires_at": datetime.now(UTC) + timedelta(minutes=30),
            "return_url": "https://shop.example/orders/SO1/paid/?a=1&b=2",
            "shop_name": "康品",
            "shop_url": "https://shop.example",
        }
        return PaymentRequest(**facts | changes)

    return make


def refund_of(shop, number="RF1", fen=2900, **changes):
    facts = {"our_ref": "PAY20261121A", "refund_ref": number, "refund_fen": fen, "total_fen": 12900, "reason": "七天无理由"}
    return RefundRequest(notify_url=f"{shop.url}/hooks/wechatpay/refunds/", **facts | changes)


def pay(world, number="PAY20261121A"):
    world.control("wechatpay", act="pay", out_trade_no=number)


def test_customer_on_a_phone_pays_and_a_signed_notice_follows(gateway, wanted, shop):
    start = gateway.start(wanted(), scene=Scene.H5)
    assert parse_qs(urlsplit(start.url).query)["redirect_url"] == ["https://shop.example/orders/SO1/paid/?a=1&b=2"]
    page = httpx.get(start.url)
    assert page.status_code == 200
    assert "¥129.00" in page.text
    fields = {name: values[0] for name, values in parse_qs(urlsplit(start.url).query).items()}
    pressed = httpx.post(start.url.partition("?")[0], data=fields)
    assert (pressed.status_code, pressed.headers["Location"]) == (303, "https://shop.example/orders/SO1/paid/?a=1&b=2")
    path, headers, body = shop.wait(1)
    notice = gateway.parse_notify(headers, body)
    assert path == "/hooks/wechatpay/payments/"
    assert (notice.payment.our_ref, notice.payment.state, notice.payment.amount_fen) == ("PAY20261121A", TradeState.PAID, 12900)
    assert gateway.query("PAY20261121A") == notice.payment


def test_desktop_gets_a_code_to_scan(gateway, wanted, world):
    start = gateway.start(wanted(), scene=Scene.NATIVE)
    assert start.scene == Scene.NATIVE
    assert "redirect_url" not in start.url
    assert "¥129.00" in httpx.get(start.url).text
    assert gateway.query("PAY20261121A").state == TradeState.WAITING


def test_number_nobody_knows_is_missing_and_not_an_error(gateway):
    assert gateway.query("PAY-UNKNOWN").state == TradeState.MISSING
    assert gateway.query_refund("RF-UNKNOWN").state == RefundState.MISSING


def test_same_payment_may_be_announced_again_but_not_with_another_amount(gateway, wanted):
    request = wanted()
    assert gateway.start(request, scene=Scene.NATIVE) == gateway.start(request, scene=Scene.NATIVE)
    with pytest.raises(OutsideFailed, match="OUT_TRADE_NO_USED") as refused:
        gateway.start(wanted(amount_fen=1, expires_at=request.expires_at), scene=Scene.NATIVE)
    assert refused.value.permanent


def test_closed_payment_can_not_be_paid(gateway, wanted, world):
    gateway.start(wanted(), scene=Scene.NATIVE)
    gateway.close("PAY20261121A")
    gateway.close("PAY20261121A")
    pay(world)
    assert gateway.query("PAY20261121A").state == TradeState.CLOSED


def test_paid_payment_can_not_be_closed(gateway, wanted, world):
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(world)
    with pytest.raises(OutsideFailed, match="ORDERPAID"):
        gateway.close("PAY20261121A")
    assert gateway.query("PAY20261121A").state == TradeState.PAID


def test_refund_is_processing_first_and_done_by_notice(gateway, wanted, world, shop):
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(world)
    shop.wait(1)
    assert gateway.refund(refund_of(shop)).state == RefundState.PROCESSING
    path, headers, body = shop.wait(2)
    done = gateway.parse_notify(headers, body).refund
    assert (path, done.refund_ref, done.state) == ("/hooks/wechatpay/refunds/", "RF1", RefundState.DONE)
    assert (done.refund_fen, done.total_fen) == (2900, 12900)
    found = gateway.query_refund("RF1")
    assert (found.state, found.refund_fen, found.provider_ref) == (RefundState.DONE, 2900, done.provider_ref)
    assert gateway.query("PAY20261121A").state == TradeState.REFUNDED


def test_refund_asked_twice_moves_money_once(gateway, wanted, world, shop):
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(world)
    first, again = gateway.refund(refund_of(shop)), gateway.refund(refund_of(shop))
    assert first.provider_ref == again.provider_ref
    assert gateway.refund(refund_of(shop, number="RF2", fen=10000)).refund_fen == 10000
    with pytest.raises(OutsideFailed) as refused:
        gateway.refund(refund_of(shop, number="RF3", fen=1))
    assert refused.value.permanent


def test_notice_is_repeated_until_it_is_taken_with_the_same_id_and_fresh_signature(gateway, wanted, world, shop):
    shop.statuses = [500, 401]
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(world)
    calls = [shop.wait(number) for number in (1, 2, 3)]
    notices = [gateway.parse_notify(headers, body) for _, headers, body in calls]
    assert notices[0] == notices[1] == notices[2]
    assert len({headers["Wechatpay-Nonce"] for _, headers, _ in calls}) == 3


@pytest.mark.parametrize("mutate", ["bad_sig", "old_ts", "bad_tag", "unknown_serial", "signtest", "wrong_mchid", "xml"])
def test_forged_notice_is_refused(gateway, wanted, world, shop, mutate):
    gateway.start(wanted(), scene=Scene.NATIVE)
    world.control("wechatpay", act="send_notify", number="PAY20261121A", mutate=mutate)
    _, headers, body = shop.calls[-1]
    with pytest.raises(NoticeRefused):
        gateway.parse_notify(headers, body)


def test_notice_with_another_amount_tells_that_amount(gateway, wanted, world, shop):
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(world)
    shop.wait(1)
    world.control("wechatpay", act="send_notify", number="PAY20261121A", mutate="wrong_amount")
    _, headers, body = shop.calls[-1]
    assert gateway.parse_notify(headers, body).payment.amount_fen == 12901


def test_provider_refuses_another_merchants_signature(world, keys, wanted):
    account = demo_account(keys | {"wechatpay_merchant_key": keys["wechatpay_platform_key"]})
    stranger = WechatPay(account, Outside("wechatpay", f"{world.url}/wechatpay"))
    with pytest.raises(OutsideFailed, match="401 SIGN_ERROR") as refused:
        stranger.start(wanted(), scene=Scene.H5)
    assert refused.value.permanent


def test_provider_refuses_a_repeated_request(world, keys, wanted):
    gateway = WechatPay(demo_account(keys), Outside("wechatpay", f"{world.url}/wechatpay"), nonce=lambda: "ONE")
    assert gateway.query("PAY-UNKNOWN").state == TradeState.MISSING
    with pytest.raises(OutsideFailed, match="401"):
        gateway.query("PAY-UNKNOWN")


def test_answer_with_a_forged_signature_is_not_believed(gateway, wanted, world):
    world.control("wechatpay", act="forge_answer")
    with pytest.raises(OutsideFailed, match="signature") as failed:
        gateway.start(wanted(), scene=Scene.H5)
    assert not failed.value.permanent


@pytest.mark.parametrize(("http", "permanent"), [(500, False), (503, False), (429, False), (400, True), (403, True)])
def test_failures_are_judged_by_status(gateway, wanted, world, http, permanent):
    world.control("wechatpay", act="fail_next", http=http, code="X")
    with pytest.raises(OutsideFailed) as failed:
        gateway.start(wanted(), scene=Scene.H5)
    assert failed.value.permanent is permanent
    assert gateway.start(wanted(), scene=Scene.H5).url


def test_silence_is_not_a_no(wechatpay, hasty, wanted, world):
    request = wanted()
    world.control("wechatpay", act="slow", seconds=1.6)
    with pytest.raises(OutsideFailed) as failed:
        WechatPay(wechatpay.account, hasty("wechatpay")).start(request, scene=Scene.NATIVE)
    assert not failed.value.permanent
    assert not isinstance(failed.value, NotReached)


def test_nobody_there_means_surely_not_done(keys, wanted):
    gateway = WechatPay(demo_account(keys), Outside("wechatpay", "http://127.0.0.1:9"))
    with pytest.raises(NotReached):
        gateway.start(wanted(), scene=Scene.H5)


def test_killed_simulator_goes_on_where_it_stopped(directory, keys, wanted, shop):
    from tests.adapters.conftest import World

    first = World(directory=directory, scale=0.001).run_in_background()
    gateway = WechatPay(demo_account(keys), Outside("wechatpay", f"{first.url}/wechatpay"))
    shop.statuses = [500] * 2
    gateway.start(wanted(), scene=Scene.NATIVE)
    pay(first)
    shop.wait(1)
    first.stop()
    second = World(directory=directory, scale=0.001).run_in_background()
    try:
        gateway = WechatPay(demo_account(keys), Outside("wechatpay", f"{second.url}/wechatpay"))
        assert gateway.query("PAY20261121A").state == TradeState.PAID
    finally:
        second.stop()


def test_number_that_wechat_would_not_take_never_leaves(gateway, wanted):
    for number in ("short", "x" * 33, "SO-1/../2", "数字12345"):
        with pytest.raises(ValueError, match="number"):
            gateway.start(wanted(number), scene=Scene.H5)
