"""Steps 3 to 7 as the customer with a phone lives them: find, read, order, pay, watch; and who did it on the other side."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Customer, Product, door

pytestmark = pytest.mark.browser
CALCIUM = Product("总统牌钙镁咀嚼片（成人型）", "gmjjp", "HP0002")
NOT_A_MEDICINE = "保健食品不是药物，不能代替药物治疗疾病"


@pytest.fixture(params=[True, False], ids=["script", "no_script"])
def customer(request, browser, shop):
    person = Customer(browser, shop, javascript=request.param)
    yield person
    person.leave()


def test_a_customer_on_a_phone_buys_and_follows_the_parcel_to_the_door(customer, packer, colleague, carrier, shop):
    finds_it_by_the_first_letters_of_its_pinyin(customer)
    reads_what_the_law_wants(customer)
    sees_every_fee_and_orders(customer)
    customer.pays_in_wechat()
    customer.sees("付款成功", "已付 ¥43.00")

    shipment = packer.opens_shipment(customer.order)
    picked = packer.picks(shipment)
    packer.checks(shipment)
    packer.packs(shipment)
    assert picked[0] in packer.prints(shipment, "打印配货单")
    waybill = packer.ships(shipment)
    label = packer.prints(shipment, "打印面单")
    assert waybill in label
    assert customer.phone in label, "the courier calls the receiver"
    customer.text_message(waybill)

    customer.looks_at_order()
    customer.sees("包裹在路上。", waybill, picked[0])
    carrier.delivers(waybill)
    customer.looks_at_order()
    customer.reloads_until("包裹已送达。")
    shop.later("orders.tasks.complete_received", minutes=7 * 24 * 60 + 30)
    finds_the_whole_story(customer)
    the_agent_reads_who_did_what(colleague("service"), customer)


def finds_it_by_the_first_letters_of_its_pinyin(customer):
    customer.goes_to("/")
    customer.sees("康选官方旗舰店", NOT_A_MEDICINE)
    customer.searches(CALCIUM.words)
    customer.opens_product(CALCIUM.title)


def reads_what_the_law_wants(customer):
    customer.sees(NOT_A_MEDICINE, "本品不能代替药物", "国食健字G20090060", "适宜人群", "不适宜人群", "少年儿童、孕妇、乳母")
    customer.sees("正在发出的批次", "生产日期", "保质期至", "补充钙、镁、维生素D", "每日2次,每次1片,嚼食", "¥35.00")


def sees_every_fee_and_orders(customer):
    customer.puts_into_cart()
    customer.goes_to_checkout()
    customer.sees(NOT_A_MEDICINE)
    customer.proves_the_phone()
    if customer.javascript:
        chooses_again_before_the_answer_came(customer)
    customer.types_address("李静", ("浙江省", "杭州市", "西湖区"), door())
    customer.sees("¥35.00", "¥8.00", "¥43.00", "满 ¥99.00 包邮")
    customer.agrees()
    customer.places_order()


def chooses_again_before_the_answer_came(customer):
    """The cities of the province chosen first come last, and do not take the place of the others."""
    first, held = re.compile("province=330000"), []
    customer.page.route(first, lambda route: held.append(route))
    for province in ("浙江省", "广东省"):
        customer.chooses("省份", province)
    customer.chooses("城市", "广州市")
    customer.chooses("区县", "越秀区")
    with customer.page.expect_response(first):
        held.pop().continue_()
    customer.page.unroute(first)
    customer.page.wait_for_timeout(200)  # for the page to read it
    for label, code in (("城市", "440100"), ("区县", "440104")):
        expect(customer.field(label)).to_have_value(code)


def finds_the_whole_story(customer):
    customer.looks_at_order()
    customer.sees("已完成，谢谢您。")
    story = customer.page.locator("ol.tl").inner_text()
    steps = ["已下单", "付款成功", "订单已审核通过", "仓库正在拣货", "已复核打包", "已交承运商", "已揽收", "已签收", "已送达", "订单已完成"]
    assert [step for step in steps if step not in story] == []
    assert "丁力" not in story, "customers do not read the names of colleagues"


def the_agent_reads_who_did_what(agent, customer):
    agent.opens_order(customer.order)
    story = agent.story()
    assert "丁力" in story, "the dispatcher's name"
    assert [step for step in ("已下单", "已过审核规则", "已交承运商", "订单已完成") if step not in story] == []
    assert customer.phone not in agent.page.content()
