"""Step 5: the service agent looks at what the rules stopped: asks, waits for the answer, corrects, approves."""

import pytest

from tests.journeys.people import Product

pytestmark = pytest.mark.browser
MELATONIN = Product("同仁堂牌褪黑素维生素B6软胶囊", "褪黑素维生素", "HP0011")
HONEY = Product("总统牌北京同仁堂即食蜂王浆", "即食蜂王浆", "HP0025")
QUESTION = "请问是谁食用？孕妇不宜。"
COCKPIT = ".ck-bar"


def test_the_agent_holds_an_order_with_a_question_and_goes_on_when_it_is_answered(on_phone, colleague):
    number = on_phone.orders_and_pays(MELATONIN, note="给孕妇吃的")
    agent = colleague("service")
    comes_to_review(agent, number)
    agent.sees("给孕妇吃的", "不适宜人群")
    agent.acts("挂起并询问", {"问客户的话": QUESTION}, at=COCKPIT)

    on_phone.looks_at_order(number)
    on_phone.sees("有事要问您，请在下面回复。", QUESTION)
    on_phone.types("您的回答", "我自己吃，不是孕妇，留言写错了。")
    on_phone.presses("发送回答")
    on_phone.sees("谢谢您，订单继续处理。")

    agent.opens(f"review/{number}/")
    agent.sees("我自己吃，不是孕妇，留言写错了。")
    agent.acts("解除挂起", at=COCKPIT)
    agent.opens(f"review/{number}/")
    agent.acts("通过", at=COCKPIT)
    on_phone.looks_at_order(number)
    on_phone.sees("已审核，等待仓库打包。", "已回复询问")


def test_the_agent_corrects_an_incomplete_address_before_the_order_goes_on(on_phone, colleague, packer):
    number = on_phone.orders_and_pays(HONEY, to="张敏 13822014455 广东省广州市天河区 体育西路")
    agent = colleague("service")
    comes_to_review(agent, number)
    agent.sees("地址不完整", "缺楼栋、门牌")
    agent.acts("更正地址", {"详细地址": "体育西路 101 号维多利广场 A 座 2201", "原因": "电话核实"}, at="main", sees="地址已更正。")
    agent.opens(f"review/{number}/")
    agent.acts("通过", at=COCKPIT)

    on_phone.looks_at_order(number)
    on_phone.sees("体育西路 101 号维多利广场 A 座 2201", "地址已更正")
    waybill = packer.sends_out(number)
    label = packer.prints(packer.opens_shipment(number), "打印面单")
    assert waybill in label
    assert "体育西路 101 号维多利广场 A 座 2201" in label


def comes_to_review(agent, number):
    """The queue fills by itself a moment after the payment."""
    agent.opens(f"review/{number}/")
    agent.waits_for(agent.page.locator("main").filter(has_text=number))
