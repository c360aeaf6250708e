"""Buying at a computer: by category and Chinese words, with the code to scan; and what hasty hands do."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Product, address

pytestmark = pytest.mark.browser
GRAPE_SEED = Product("同仁堂牌葡萄籽提取物软胶囊", "葡萄籽", "HP0001")
VITAMIN_C = Product("总统牌果味维C含片", "果味维C", "HP0006")


def test_a_customer_at_a_desk_scans_the_code_and_the_page_goes_on_by_itself(at_desk):
    at_desk.goes_to("/c/")
    at_desk.page.get_by_role("link", name="抗氧化").filter(visible=True).first.click()
    at_desk.sees("抗氧化")
    at_desk.orders(GRAPE_SEED)
    at_desk.sees("微信扫码支付", "¥151.00")
    at_desk.scans_and_pays()
    at_desk.sees("付款成功", "已付 ¥151.00")
    at_desk.presses("看订单")
    at_desk.page.wait_for_url(re.compile(rf"/orders/{at_desk.order}/"))
    at_desk.sees(at_desk.order)
    expect(at_desk.page.get_by_text("免运费").or_(at_desk.page.get_by_text("¥0.00")).filter(visible=True).first).to_be_visible()


def test_pressing_twice_places_one_order(at_desk):
    at_desk.finds_and_opens(GRAPE_SEED.words, GRAPE_SEED.title)
    at_desk.puts_into_cart()
    at_desk.goes_to_checkout()
    at_desk.proves_the_phone()
    at_desk.pastes_address(address(at_desk.phone))
    at_desk.agrees()
    at_desk.page.get_by_role("button", name="提交订单").filter(visible=True).first.dblclick()
    at_desk.page.wait_for_url(re.compile(r"/pay/$"))
    assert numbers_of_orders(at_desk) == 1


def test_going_back_after_the_order_neither_orders_again_nor_breaks(at_desk):
    at_desk.signs_in()
    number = at_desk.orders(VITAMIN_C)
    at_desk.page.go_back(wait_until="domcontentloaded")
    place = at_desk.page.get_by_role("button", name="提交订单").filter(visible=True)
    if place.count():
        place.first.click()
        at_desk.page.wait_for_load_state()
    assert numbers_of_orders(at_desk) == 1
    at_desk.looks_at_order(number)
    at_desk.sees("待付款")


def numbers_of_orders(customer) -> int:
    customer.goes_to("/orders/")
    return len(set(re.findall(r"SO\d{8}-\d+", customer.page.locator("main").inner_text())))
