"""Processes die while a customer pays; the order is paid and shipped all the same."""

import os
import signal

import pytest

from tests.journeys.people import Product

pytestmark = pytest.mark.browser
ASTRAGALUS = Product("同仁堂牌纳豆西洋参片", "纳豆西洋参片", "HP0027")


def test_an_order_is_paid_and_shipped_though_a_web_and_a_celery_worker_are_killed(on_phone, packer, shop):
    number = on_phone.orders(ASTRAGALUS)
    on_phone.page.get_by_role("button", name="付款").click()
    on_phone.page.wait_for_url("**/wechatpay/**")
    os.kill(shop.web_workers()[0], signal.SIGKILL)
    worker = shop.pid_of("worker")
    os.kill(worker, signal.SIGKILL)
    on_phone.page.get_by_role("button", name="支付").click()
    on_phone.page.wait_for_url("**/paid/")
    on_phone.reloads_until("付款成功")
    waybill = packer.sends_out(number)
    assert shop.pid_of("worker") != worker, "the supervisor started another one"
    on_phone.looks_at_order(number)
    on_phone.sees("包裹在路上。", waybill)
    assert on_phone.page.locator("ol.tl").inner_text().count("付款成功") == 1
