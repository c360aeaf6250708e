"""The product manager's week: from a competitor's product that was seen to goods of our own on the shelf, and off it again."""

import random
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Product, photo
from tests.journeys.staff import Packer

pytestmark = pytest.mark.browser
SERIAL = f"{random.randint(1, 9999):04d}"
NAME, RIVAL = f"康选牌越橘叶黄素片{SERIAL}", f"天和堂越橘叶黄素片{SERIAL}"
NUMBER = f"国食健注G2022{SERIAL}"
SUPPLIER = "示例·华南营养品贸易有限公司"
INSTEAD = Product("总统牌壳聚糖壳寡糖片", "壳聚糖", "P00015")
SHOP = "康选官方旗舰店"
GOODS = {
    "名称": NAME, "商品类别": "保健食品", "类别": "", "规格": "0.5g/片*60片", "批准文号": NUMBER,
    "采购价（元）": "52", "计划售价（元）": "128", "计划上架": f"{date.today() + timedelta(days=30)}",
}  # fmt: skip
SCORES = {"需求与潜力": "5 / 5", "质量记录": "4 / 5", "供应商资质": "4 / 5", "毛利": "5 / 5"}
PAGE = {
    "保健功能": "缓解视觉疲劳", "官方功能目录": "缓解视觉疲劳", "剂型": "片剂", "配料": "叶黄素酯、越橘粉、微晶纤维素",
    "功效成分/标志性成分及含量": "每 100g 含叶黄素 1.2g", "适宜人群": "视力易疲劳者", "不适宜人群": "少年儿童、孕妇、乳母",
    "食用方法及食用量": "每日 1 次，每次 1 片，温水送服", "保质期": "24 个月", "贮藏方法": "密封，置阴凉干燥处",
    "注意事项": "本品不能代替药物；适宜人群外的人群不推荐食用本产品", "生产企业": "广东康选制药有限公司",
    "生产企业地址": "广东省佛山市南海区示例大道 8 号", "生产许可证编号": "SC12744060500012", "产品标准代号": "Q/KX 0001S",
}  # fmt: skip
LAWFUL = "叶黄素酯与越橘粉制成的片剂，60 片一瓶。图片为示意图。"
REASON = re.compile(r"^\s*原因\s*\*?\s*$")
TUNE = 'tr:has-text("catalog.find_pages_to_tune")'


def test_goods_are_seen_selected_made_priced_listed_tuned_and_taken_off_the_shelf(colleague, on_phone):
    manager, buyer, lister = colleague("product"), colleague("purchasing"), colleague("listing")
    sees_a_competitors_product(lister)
    proposal = proposes(buyer)
    departments_vote(colleague, proposal)
    code = makes_the_product(manager, proposal)

    writes_a_claim_that_the_law_blocks(manager, code)
    reads_the_certificate(manager, code)
    is_refused_until_it_is_mended(manager, code)
    two_departments_confirm(manager, colleague("marketing"), colleague("director"), code)

    asks_for_a_price(lister, code, "138", "新品定价")
    lister.sees("已生效")
    asks_for_a_price(lister, code, "128", f"对齐竞品{SERIAL}")
    lister.sees("等待审批：产品经理")
    approves(manager, f"对齐竞品{SERIAL}")
    lister.opens(f"catalog/products/{code}/")
    lister.acts("上架", {SHOP: ""}, sees="已上架到 1 个微店。")
    is_found_but_sold_out(on_phone)
    comes_in(colleague, buyer, f"{code}-1")
    address = is_bought(on_phone)

    a_competitor_gets_cheaper(lister)
    answers_the_alarm(manager)
    tunes_the_page(colleague, manager, code)
    on_phone.goes_to(address)
    on_phone.sees("每日一片")

    is_proposed_to_leave(manager, code)
    approves(colleague("operations"), f"换季下架{SERIAL}")
    cart_and_old_address_lead_on(on_phone, address)


def sees_a_competitors_product(lister):
    """On the way: a shop that is known, a product that is new."""
    lister.opens("catalog/observations/new/")
    lister.fills({"竞争对手": "", "新竞品名称": RIVAL, "规格": "0.5g/片*60片", "售价（元）": "119", "促销": "满 200 减 20"})
    lister.presses("保存", exact=False)
    lister.sees("已记录", "¥119.00")


def proposes(buyer) -> str:
    number = buyer.proposes(GOODS, supplier=SUPPLIER, rival=RIVAL)
    buyer.acts("提交评审", sees="尚未评分")
    buyer.opens(f"catalog/proposals/{number}/")
    buyer.acts("评分", {**SCORES, "依据：需求与潜力": "站内搜索“越橘”月均 260 次无结果"}, sees="已评分。")
    buyer.acts("提交评审", sees="已提交：由四个部门投票。")
    return number


def departments_vote(colleague, number):
    """Three for it, one against it: the director decides."""
    for username, vote in (("product", "赞成"), ("operations", "赞成"), ("service.lead", "赞成"), ("warehouse", "反对")):
        voter = colleague(username)
        voter.opens(f"catalog/proposals/{number}/")
        voter.acts("投票", {vote: "", "原因": "库位紧张，需错峰" if vote == "反对" else "支持引进"}, sees="贵部门已投票。")
    director = colleague("director")
    director.opens(f"catalog/proposals/{number}/")
    director.sees("总监处理", "库位紧张，需错峰")
    director.acts("通过", {"原因": "错峰到货即可"}, sees="已入选。")


def makes_the_product(manager, number) -> str:
    manager.opens(f"catalog/proposals/{number}/")
    manager.sees("错峰到货即可")
    manager.acts("建立商品草稿", sees="已建立，请查看还缺什么。")
    code = re.search(r"/products/([^/]+)/", manager.page.url)[1]
    for _picture in range(3):
        manager.opens(f"catalog/products/{code}/pictures/new/")
        manager.page.get_by_label("图片").set_input_files(photo())
        manager.page.locator("form.actform button.push").click()
        manager.sees("图片已加入草稿。")
    return code


def writes_a_claim_that_the_law_blocks(manager, code):
    """Underlined while it is typed, with the law and what may be said instead; and not taken."""
    manager.opens(f"catalog/products/{code}/edit/")
    manager.fills({**PAGE, "商品详情": f"{LAWFUL}可根治视疲劳。"})
    expect(manager.page.locator("mark.h-block").filter(has_text="根治")).to_be_visible()
    told = manager.page.locator(".told li").filter(has_text="根治").first
    expect(told).to_contain_text("《")
    expect(told).to_contain_text("建议")
    manager.presses("保存", exact=False)
    manager.sees("草稿已保存")


def reads_the_certificate(manager, code):
    manager.opens(f"catalog/products/{code}/certificate/")
    manager.presses("保存", exact=False)
    manager.sees("页面与证书一致")


def is_refused_until_it_is_mended(manager, code):
    manager.acts("送审", {"原因": "新品，资料齐全"}, sees="法律禁止使用")
    manager.does_not_see("已送审")
    manager.opens(f"catalog/products/{code}/edit/")
    manager.fills({"商品详情": LAWFUL})
    expect(manager.page.locator("mark.h-block")).to_have_count(0)
    manager.presses("保存", exact=False)
    manager.sees("草稿已保存")


def two_departments_confirm(manager, marketer, director, code):
    """The data by product management, the copy by marketing; a third person decides."""
    manager.opens(f"catalog/products/{code}/")
    manager.acts("确认资料", sees="已以您的名义确认。")
    manager.acts("送审", {"原因": "资料与文案齐全"}, sees="已送审")
    marketer.opens(f"catalog/products/{code}/")
    marketer.acts("确认文案", sees="已以您的名义确认。")
    director.opens(f"catalog/products/{code}/")
    director.acts("通过", {"原因": "核对无误"}, sees="已通过，新版本开始生效。")


def asks_for_a_price(lister, code, yuan, reason):
    lister.opens(f"catalog/skus/{code}-1/price/")
    form = lister.page.locator("form.actform")
    form.get_by_label("售价（元）").fill(yuan)
    form.get_by_label(REASON).fill(reason)
    form.locator("button.push").click()


def approves(person, reason):
    person.opens(f"approvals/?view=for_me&q={reason}")
    person.page.locator("main table").get_by_role("link", name=re.compile(r"^AP")).first.click()
    person.sees(reason)
    person.acts("批准", {"原因": "同意"}, sees="已批准")


def is_found_but_sold_out(customer):
    customer.goes_to("/")
    customer.searches(NUMBER)
    customer.reloads_until(NAME)
    customer.sees("已售罄")


def comes_in(colleague, buyer, sku):
    delivery = buyer.announces(sku, 40, supplier=SUPPLIER)
    colleague("shipper", kind=Packer).receives(delivery, f"L26{SERIAL}W", 40)
    colleague("quality").inspects(delivery)
    colleague("warehouse").releases(delivery)


def is_bought(customer) -> str:
    """Into the cart at least. The address of the product."""
    customer.finds_and_opens(NAME, NAME)
    customer.reloads_until("加入购物车")
    customer.sees("¥128.00", "缓解视觉疲劳")
    address = customer.page.url
    customer.puts_into_cart()
    customer.goes_to("/cart/")
    customer.sees(NAME, "¥128.00")
    return address


def a_competitor_gets_cheaper(lister):
    lister.opens(f"catalog/rivals/?q={RIVAL}")
    lister.page.locator("main table").get_by_role("link", name=RIVAL).first.click()
    lister.acts("记一笔价格", {"售价（元）": "99", "促销": "买二赠一"}, sees="已记录。")


def answers_the_alarm(manager):
    """It is open already, and waits for whoever is responsible."""
    manager.opens(f"catalog/price-alarms/?view=mine&q={NAME}")
    manager.page.locator("main table").get_by_role("link", name=NAME).click()
    manager.sees("+29 %", "¥99.00")
    manager.acts("回答", {"如何处理，或为何保持价格": "对方为短期促销，价格保持，优化页面"}, sees="已答复。")


def tunes_the_page(colleague, manager, code):
    """The week's list names the product; its page changes by draft, difference, two ticks and a decision."""
    maintainer = colleague("maintainer")
    maintainer.opens("system/timetable/")
    maintainer.acts("立即运行", at=TUNE, sees="已提出，结果稍后显示在这里。")
    manager.opens(f"catalog/tuning/?view=mine&q={code}")
    manager.reloads_until(NAME)
    manager.page.locator("main table").get_by_role("link", name=NAME).click()
    manager.sees(RIVAL)
    task = manager.page.url
    manager.opens(f"catalog/products/{code}/edit/")
    manager.fills({"副标题": "0.5g/片*60片，每日一片"})
    manager.presses("保存", exact=False)
    expect(manager.page.locator("ins").filter(has_text="每日一片").first).to_be_visible()
    two_departments_confirm(manager, colleague("marketing"), colleague("director"), code)
    manager.goes_to(task)
    manager.acts("页面已修改", {"原因": "突出每日用量"}, sees="已记录。七天后可看到效果。")


def is_proposed_to_leave(manager, code):
    manager.opens(f"catalog/products/{code}/")
    manager.acts("替代品", {"替代品": INSTEAD.sku}, sees="此产品售罄或下架时将展示这些替代品。")
    manager.acts("提议下架", {"原因分类": "过季", REASON: f"换季下架{SERIAL}"}, sees="已提议，由同事审批。")


def cart_and_old_address_lead_on(customer, address):
    customer.goes_to("/cart/")
    customer.sees("暂时买不了", NAME, "可改选：", INSTEAD.title)
    assert customer.goes_to(address).status == 410
    customer.sees("本店已不再销售该商品", "可选替代")
    customer.opens_product(INSTEAD.title)
