"""Steps 1 and 2: from the product manager's desk to the shelf, and from the delivery to the first bottle that can be bought."""

import random
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.people import photo

pytestmark = pytest.mark.browser
SERIAL = f"{random.randint(1, 9999):04d}"
NAME = f"康选牌蓝莓叶黄素酯片{SERIAL}"
PAGE = {
    "证书名称": NAME,
    "展示名称": NAME,
    "副标题": "60 片装",
    "批准文号": "国食健注G2021" + SERIAL,
    "剂型": "片剂",
    "配料": "叶黄素酯、蓝莓粉、微晶纤维素",
    "功效成分/标志性成分及含量": "每 100g 含叶黄素 1.2g",
    "适宜人群": "视力易疲劳者",
    "不适宜人群": "少年儿童、孕妇、乳母",
    "食用方法及食用量": "每日 1 次，每次 1 片，温水送服",
    "保质期": "24 个月",
    "贮藏方法": "密封，置阴凉干燥处",
    "注意事项": "本品不能代替药物；适宜人群外的人群不推荐食用本产品",
    "生产企业": "广东康选制药有限公司",
    "生产企业地址": "广东省佛山市南海区示例大道 8 号",
    "生产许可证编号": "SC12744060500012",
    "产品标准代号": "Q/KX 0001S",
    "商品详情": "叶黄素酯与蓝莓粉制成的片剂，60 片一瓶。图片为示意图。",
    "规格": "0.5g/片*60片",
    "重量（克）": "120",
}
BATCH = f"L26{SERIAL}A"
SUPPLIER = "示例·北方健康供应链有限公司"


def test_a_new_product_is_written_approved_listed_received_and_bought_from_the_shelf(colleague, on_phone):
    manager = colleague("product")
    selected = is_selected_as_an_exception(manager, colleague("director"))
    code = writes_the_page(manager, selected)
    must_be_complete_before_it_is_submitted(manager, code)
    adds_pictures_and_price(manager, code)
    reads_the_certificate(manager, code)
    a_claim_that_is_not_official_is_stopped(manager, code)
    manager.acts("确认资料", sees="已以您的名义确认。")
    manager.acts("送审", {"原因": "新品，资料齐全"}, sees="已送审")
    cannot_approve_it_alone(manager, code)

    director = colleague("director")
    director.opens(f"catalog/products/{code}/")
    director.acts("通过", {"原因": "核对无误"}, sees="尚未确认：文案")
    marketer = colleague("marketing")
    marketer.opens(f"catalog/products/{code}/")
    marketer.acts("确认文案", sees="已以您的名义确认。")
    director.opens(f"catalog/products/{code}/")
    director.acts("通过", {"原因": "核对无误"}, sees="已通过，新版本开始生效。")
    manager.opens(f"catalog/products/{code}/")
    manager.acts("上架", {"康选官方旗舰店": ""}, sees="已上架到 1 个微店。")
    is_sold_out(on_phone)

    receipt = colleague("purchasing").announces(f"{code}-1", 40, supplier=SUPPLIER)
    colleague("shipper").receives(receipt, BATCH, 40)
    colleague("quality").inspects(receipt)
    colleague("warehouse").releases(receipt)
    can_be_bought(on_phone)


def is_selected_as_an_exception(manager, director) -> str:
    """Sold offline for years: the director takes it into the range without a vote. The number of the proposal."""
    goods = {"采购价（元）": "40", "计划售价（元）": "88", "计划上架": f"{date.today() + timedelta(days=9)}"}
    number = manager.proposes({"名称": NAME, "类别": "", "规格": PAGE["规格"], **goods}, supplier=SUPPLIER)
    manager.acts("申请例外", {"原因": "线下已在售三年"}, sees="已提出，由总监决定。")
    director.opens(f"catalog/proposals/{number}/")
    director.sees("线下已在售三年")
    director.acts("通过", {"原因": "既有商品，同意"}, sees="已入选。")
    return number


def writes_the_page(manager, selected: str) -> str:
    """From what is on the approved list; class, name, place and supplier are known."""
    manager.opens(f"catalog/proposals/{selected}/")
    manager.presses("直接填写商品页")
    expect(manager.field("选品")).to_have_value(selected)
    form = manager.page.locator("form.formpage")
    for label, text in PAGE.items():
        field = form.get_by_label(re.compile(rf"^\s*{re.escape(label)}\*?\s*$")).first
        if field.evaluate("e => e.tagName") != "SELECT":
            field.fill(text)
        else:
            field.select_option(**({"label": text} if text else {"index": 1}))
    manager.presses("保存", exact=False)
    manager.sees("已建立，请查看还缺什么。")
    return re.search(r"/products/([^/]+)/", manager.page.url)[1]


def must_be_complete_before_it_is_submitted(manager, code):
    manager.acts("送审", {"原因": "试一试"}, sees="还缺")
    manager.opens(f"catalog/products/{code}/edit/")
    manager.types("保健功能", "有助于缓解视疲劳", exact=True)
    manager.presses("保存", exact=False)
    manager.sees("草稿已保存")


def adds_pictures_and_price(manager, code):
    for _picture in range(3):
        manager.opens(f"catalog/products/{code}/pictures/new/")
        manager.page.get_by_label("图片").set_input_files(photo())
        manager.page.locator("form.actform button.push").click()
        manager.sees("图片已加入草稿。")
    manager.page.locator("main").get_by_role("link", name=re.compile("设定价格")).first.click()
    form = manager.page.locator("form.actform")
    form.get_by_label("售价（元）").fill("88.00")
    form.get_by_label("原因").fill("新品定价")
    form.locator("button.push").click()
    manager.sees("¥88.00")


def reads_the_certificate(manager, code):
    """It says 少年儿童 alone where the page says more: side by side until the page takes it over."""
    manager.opens(f"catalog/products/{code}/certificate/")
    manager.types("不适宜人群", "少年儿童", exact=True)
    manager.presses("保存", exact=False)
    manager.sees("与证书对照", "禁止送审", "少年儿童、孕妇、乳母")
    manager.opens(f"catalog/products/{code}/certificate/")
    manager.types("不适宜人群", PAGE["不适宜人群"], exact=True)
    manager.presses("保存", exact=False)
    manager.sees("页面与证书一致")


def a_claim_that_is_not_official_is_stopped(manager, code):
    manager.opens(f"catalog/products/{code}/")
    manager.acts("送审", {"原因": "新品，资料齐全"}, sees="法律禁止使用")
    manager.opens(f"catalog/products/{code}/edit/")
    manager.types("保健功能", "缓解视觉疲劳", exact=True)
    manager.field("官方功能目录").select_option(label="缓解视觉疲劳")
    manager.presses("保存", exact=False)
    manager.sees("草稿已保存")
    manager.opens(f"catalog/products/{code}/certificate/")
    manager.types("保健功能", "缓解视觉疲劳", exact=True)
    manager.presses("保存", exact=False)
    manager.sees("页面与证书一致")


def cannot_approve_it_alone(manager, code):
    manager.opens(f"catalog/products/{code}/")
    assert manager.page.locator("#acts").get_by_role("link", name="通过", include_hidden=True).count() == 0


def is_sold_out(customer):
    customer.goes_to("/")
    customer.searches("国食健注G2021" + SERIAL)
    customer.reloads_until(NAME)
    customer.sees(NAME, "已售罄", "国食健注G2021" + SERIAL)


def can_be_bought(customer):
    customer.finds_and_opens(NAME, NAME)
    customer.reloads_until("加入购物车")
    customer.reloads_until(BATCH)
    customer.sees(NAME, BATCH, "视力易疲劳者", "保健食品不是药物，不能代替药物治疗疾病")
    customer.puts_into_cart()
    customer.goes_to("/cart/")
    customer.sees(NAME, "¥88.00")
