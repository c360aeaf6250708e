"""Orders of other platforms: one comes by itself and leaves through our warehouse; unknown goods are mapped; a list is imported."""

import random
import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from microstore.core.clock import SHANGHAI

pytestmark = pytest.mark.browser
SERIAL = f"{random.randint(10**7, 10**8 - 1)}"
ORDER = re.compile(r"SO\d+-\d+")
COCKPIT = ".ck-bar"
HEADS = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额"


def test_an_order_of_the_other_shop_arrives_by_itself_and_its_waybill_goes_back(colleague, packer, carrier):
    bought = a_buyer_orders(carrier, "买家下单")
    listing = colleague("listing")
    opens_order_of_channel(listing, bought)
    listing.reloads_until("已生成订单")
    ours = listing.page.get_by_role("link", name="本店订单").first.get_attribute("href")
    lets_it_through(colleague("service"), ORDER.search(ours)[0])
    waybill = packer.sends_out(ORDER.search(ours)[0])
    opens_order_of_channel(listing, bought)
    listing.reloads_until("运单号已回传渠道")
    listing.sees(waybill)
    carrier.goes_to(carrier.shop.outside)
    expect(carrier.page.locator("#channels .row").filter(has_text=bought).first).to_contain_text("已发货")


def a_buyer_orders(outside, button: str) -> str:
    """On the other platform's shelf. The number that it gave."""
    outside.goes_to(outside.shop.outside)
    newest = outside.page.locator("#channels strong").first
    before = newest.inner_text()
    outside.presses(button)
    expect(newest).not_to_have_text(before)
    return newest.inner_text()


def opens_order_of_channel(person, bought: str) -> None:
    """It is there a moment after the buyer ordered."""
    person.opens(f"channel-orders/?q={bought}")
    person.waits_for(person.page.locator("main table").get_by_role("link", name=bought)).click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(bought)


def lets_it_through(agent, number: str) -> None:
    """A buyer who left a note, or bought the same again, is looked at by a person, once the rules have looked."""
    agent.opens_order(number)
    agent.reloads_until("已过审核规则", within=agent.page.locator("#timeline"))
    agent.opens(f"review/{number}/")
    if f"/review/{number}/" in agent.page.url:
        agent.acts("通过", at=COCKPIT)


def test_goods_nobody_knows_are_mapped_and_the_waiting_order_follows(colleague, carrier):
    bought = a_buyer_orders(carrier, "买家下单本店未知商品")
    listing = colleague("listing")
    opens_order_of_channel(listing, bought)
    listing.reloads_until("商品未匹配")
    listing.opens("channel-goods/?view=missing")
    unknown = listing.page.locator("main table tbody tr").filter(has_text=f"NEW-{bought[-6:]}")
    unknown.get_by_role("link").first.click()
    listing.sees(bought)
    listing.acts("选择本店 SKU", {"本店 SKU": "HP0006"}, sees="已匹配，")
    opens_order_of_channel(listing, bought)
    listing.sees("已生成订单", "HP0006")
    listing.does_not_see("商品未匹配")


def test_a_list_of_another_platform_is_imported_with_its_errors_told(colleague):
    supervisor = colleague("operations")
    supervisor.opens("channel-files/new/")
    supervisor.chooses_row("渠道*", "天猫")
    upload = {"name": f"天猫{SERIAL}.csv", "mimeType": "text/csv", "buffer": tmall_list()}
    supervisor.page.locator("input[type=file]").set_input_files(upload)
    supervisor.presses("保存", exact=False)
    supervisor.sees("已识别订单表。请核对前几行后导入。", "天猫订单报表", "其中 1 行有错误")
    supervisor.acts("导入", sees="正在导入，已有的订单会跳过。")
    supervisor.reloads_until("下载错误行")
    supervisor.sees("新增订单", "¥236.80", "¥199.80")
    supervisor.presses("按日与省份汇总")
    supervisor.sees("浙江省", "广东省")


def tmall_list() -> bytes:
    """Three orders of today and a row nobody can read."""
    now = f"{datetime.now(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    rows = [
        f"{SERIAL}1,178.80,178.80,浙江省,{now},{now},0.00",
        f"{SERIAL}2,21.00,21.00,广东省,{now},{now},0.00",
        f"{SERIAL}3,37.00,0.00,浙江省,{now},,0.00",
        f"{SERIAL}4,viel,37.00,浙江省,{now},{now},0.00",
    ]
    return "\n".join([HEADS, *rows]).encode("gb18030")
