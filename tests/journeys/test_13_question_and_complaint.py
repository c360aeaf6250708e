"""A customer asks on a product page and in the chat, and complains; the agent answers, asks the warehouse, offers, and closes."""

import random
import re
from datetime import date, timedelta

import pytest

from tests.journeys.people import Product

pytestmark = pytest.mark.browser
COENZYME = Product("总统牌辅酶Q10维E片", "辅酶Q10", "HP0010")
CHITOSAN = Product("总统牌壳聚糖壳寡糖胶囊", "壳聚糖壳寡糖胶囊", "HP0023")
NUMBER = random.randint(1000, 9999)
QUESTION = f"开封以后要放冰箱吗？{NUMBER}"
ADVICE = "不用放冰箱，拧紧瓶盖，放在阴凉干燥处即可。"


def test_a_question_on_a_product_page_is_answered_for_everybody_to_read(on_phone, colleague, at_desk):
    on_phone.signs_in()
    on_phone.finds_and_opens(COENZYME.words, COENZYME.title)
    on_phone.presses("我要提问")
    on_phone.types("您的问题", QUESTION)
    on_phone.presses("提交问题")
    on_phone.sees("谢谢。回答会出现在这里和您的消息中。", QUESTION)

    agent = colleague("service")
    agent.opens("product-questions/?view=waiting")
    agent.presses(QUESTION)
    agent.sees(COENZYME.title, "不适宜人群")
    agent.acts("回答并发布", {"回答": "本品能治疗心脏病，放冰箱更好。"}, sees="规则库")
    agent.opens("product-questions/?view=waiting")
    agent.presses(QUESTION)
    agent.acts("回答并发布", {"回答": ADVICE}, sees="已发布")

    at_desk.finds_and_opens(COENZYME.words, COENZYME.title)
    at_desk.reloads_until(QUESTION)
    at_desk.sees(ADVICE)
    on_phone.goes_to("/me/notices/")
    on_phone.sees("您的提问有回答了", ADVICE)


def test_the_agent_answers_in_the_chat_with_the_facts_beside(on_phone, colleague):
    on_phone.signs_in()
    number = on_phone.orders_and_pays(CHITOSAN)
    on_phone.finds_and_opens(CHITOSAN.words, CHITOSAN.title)
    on_phone.page.get_by_role("link", name="客服", exact=True).filter(visible=True).first.click()
    on_phone.types("输入消息", f"饭前吃还是饭后吃？{NUMBER}")
    on_phone.presses("发送")
    on_phone.sees(f"饭前吃还是饭后吃？{NUMBER}")

    agent = colleague("service")
    agent.opens("desk/?tab=all")
    agent.page.get_by_role("link", name=re.compile(f"饭前吃还是饭后吃？{NUMBER}")).first.click()
    agent.sees(CHITOSAN.title, number, on_phone.phone[:3] + "****")
    taken_over = agent.page.get_by_role("link", name="接手")
    if taken_over.count():
        agent.acts("接手", at=".dk-h")
    agent.types("回答", "饭后吃，每日两次，温水送服。")
    agent.presses("发送")
    agent.sees("饭后吃，每日两次，温水送服。")
    on_phone.sees("饭后吃，每日两次，温水送服。")


def test_a_complaint_is_solved_within_its_promise_and_closed_with_a_cause_and_a_measure(on_phone, arrives, colleague):
    order = arrives(on_phone, CHITOSAN, units=2)
    number = complains(on_phone, order)
    agent = colleague("service")
    agent.opens(f"complaints/{number}/")
    agent.sees("只收到一瓶", order, CHITOSAN.title)
    acts(agent, "受理", sees="已受理，请告知客户后续安排。")
    acts(agent, "询问部门", {"部门": "仓储物流部", "询问": "这单是两瓶还是一瓶出库？", "回复时限": "1 小时"}, sees="已发出")
    answers_for_the_warehouse(colleague("warehouse"), number)
    agent.opens(f"complaints/{number}/")
    agent.sees("复核照片里只有一瓶，是我们漏装。")
    offer = {"方案类型": "退款", "金额": "30.00", "方案内容": "漏装的一瓶今天补发，另退您 30 元，非常抱歉。"}
    acts(agent, "给出方案", offer, sees="方案已给出，客户已收到通知。")

    on_phone.goes_to(f"/complaints/{number}/")
    on_phone.sees("我们有方案了", "漏装的一瓶今天补发", "¥30.00")
    on_phone.presses("接受")
    on_phone.sees("已商定", "我们正在执行")
    agent.opens(f"complaints/{number}/")
    acts(agent, "执行方案", {"执行内容": f"补发一瓶，退款走售后，订单 {order}。"}, sees="正在执行。")
    acts(agent, "已解决", sees="已解决，已向客户发送满意度确认。")
    says_whether_satisfied(on_phone, number)

    agent.opens(f"complaints/{number}/")
    measure = {
        "原因": "拣货或包装错误", "产生经过": "两件装单时漏扫一件", "防止再次发生的措施": "多件订单打包前再数一遍",
        "负责人": "", "截止": f"{date.today() + timedelta(days=7)}",
    }  # fmt: skip
    acts(agent, "原因与措施", measure, sees="原因与措施已保存。")
    acts(agent, "关闭", sees=f"{number} 已结案。")
    on_phone.goes_to(f"/complaints/{number}/")
    on_phone.sees("已处理完毕，感谢您的反馈。")


def acts(agent, name, answers=None, *, sees):
    agent.acts(name, answers, sees=sees, at=".ck-bar")


def complains(customer, order) -> str:
    customer.looks_at_order(order)
    customer.presses("投诉", exact=False)
    customer.chooses("投诉类型", "错发、漏发或破损")
    customer.types("情况说明", "买了两瓶，箱子里只收到一瓶，封箱完好。")
    customer.types("您希望怎样解决？", "请补发一瓶。")
    customer.presses("提交投诉")
    customer.sees("已收到您的投诉", "前给出方案", "买了两瓶")
    return re.search(r"/complaints/([^/]+)/", customer.page.url)[1]


def answers_for_the_warehouse(lead, number):
    lead.opens("inquiries/?view=asked")
    lead.page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    lead.acts("回答", {"回答": "复核照片里只有一瓶，是我们漏装。"}, sees="已回复，客服已收到通知。")


def says_whether_satisfied(customer, number):
    """By the link of the text message, which needs no sign-in."""
    told = customer.text_message(number, "满意吗")
    customer.goes_to(re.search(r"https?://\S+", told)[0])
    customer.page.get_by_role("radio", name="满意", exact=True).check()
    customer.types("您的说明", "很快就给了方案。")
    customer.presses("发送回答")
    customer.sees("谢谢", "您的答复已保存。")
