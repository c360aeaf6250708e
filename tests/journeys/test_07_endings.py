"""Orders that end early: nobody pays and the goods go back; somebody paid and the money goes back."""

import re

import pytest

from tests.journeys.people import Product

pytestmark = pytest.mark.browser
GINSENG = Product("总统牌纳豆西洋参胶囊", "纳豆西洋参胶囊", "HP0009")
TURMERIC = Product("总统牌姜黄黄芪片", "jhhqp", "HP0012")


def test_an_unpaid_order_expires_and_its_goods_can_be_bought_again(on_phone, colleague, shop):
    lead = colleague("warehouse")
    before = reserved(lead, GINSENG.sku)
    number = on_phone.orders(GINSENG, units=3)
    assert reserved(lead, GINSENG.sku) == before + 3
    shop.later("orders.tasks.expire_unpaid", minutes=31)
    assert reserved(lead, GINSENG.sku) == before
    on_phone.looks_at_order(number)
    on_phone.sees("超时未付款，可以再次购买。")
    on_phone.does_not_see("去付款")
    on_phone.presses("再来一单")
    on_phone.sees(GINSENG.title, "去结算")


def test_a_customer_cancels_a_paid_order_and_gets_the_money_back(on_phone, colleague, shop):
    lead = colleague("warehouse")
    before = reserved(lead, TURMERIC.sku)
    number = on_phone.orders_and_pays(TURMERIC, note="请周末送货")
    on_phone.looks_at_order(number)
    on_phone.presses("取消订单")
    on_phone.chooses("原因", "不想要了")
    on_phone.presses("取消订单")
    on_phone.sees("订单已取消")
    on_phone.looks_at_order(number)
    shop.later("orders.tasks.send_refunds", minutes=1)
    on_phone.reloads_until("已取消并退款。")
    on_phone.sees("退款到账")
    assert reserved(lead, TURMERIC.sku) == before

    accountant = colleague("finance")
    accountant.opens(f"refunds/?q={number}")
    assert "已退款" in accountant.page.get_by_role("row").filter(has_text=number).inner_text()


def reserved(lead, sku: str) -> int:
    """What the stock page calls reserved."""
    lead.opens(f"inventory/levels/?q={sku}")
    table = lead.page.locator("main table")
    headings = [text.strip() for text in table.locator("thead th").all_inner_texts()]
    place = next(index for index, text in enumerate(headings) if text.startswith("占用"))
    row = table.locator("tbody tr").filter(has_text=sku).locator("th, td")
    return int(re.sub(r"\D", "", row.nth(place).inner_text()) or 0)
