"""The director's morning, and the duties behind its lights: proved by facts, confirmed by hand, verified by the head."""

import random
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SERIAL = f"{random.randint(1, 99999):05d}"
PRODUCT, WHY, NOTE = "P00016", f"副标题更清楚 {SERIAL}", f"逐件核对完毕 {SERIAL}"
BY_FACTS = {"X11": "当天审核", "P8a": "低库存", "L15": "三小时", "L1": "每日检查", "O8": "系统检查"}


def test_the_director_sees_the_house_and_decides_in_one_click(colleague):
    manager, director = colleague("product"), colleague("director")
    asks_for_a_decision(manager, colleague("marketing"))
    director.opens("morning/")
    director.sees("今日付款订单", "今日销售额", "康选官方旗舰店", "在等什么，等了多久", "最早一项已等", "今日职责")
    asked = director.page.locator("li.decide").filter(has_text=WHY)
    asked.get_by_role("button", name="拒绝").click()
    expect(asked).to_contain_text("请填写原因。")
    asked.get_by_placeholder("理由，驳回必填").fill("核对无误，同意")
    asked.get_by_role("button", name="批准").click()
    expect(director.page.locator("li.decide").get_by_text("已批准", exact=True)).to_be_visible()
    director.opens("morning/")
    director.does_not_see(WHY)

    manager.opens(f"catalog/products/{PRODUCT}/")
    assert "核对无误，同意" in manager.story()


def test_facts_prove_duties_before_anybody_says_so(colleague):
    director = colleague("director")
    for duty in BY_FACTS:
        director.opens(f"duties/all/?duty={duty}")
        director.page.locator("main table tbody").get_by_role("link", name=re.compile(rf"^{duty}$")).first.click()
        expect(director.page.locator("main").get_by_text(re.compile(r"^\d+ / \d+|目前没有应办事项。")).first).to_be_visible()
        director.sees("取数于")


def test_a_duty_is_confirmed_by_its_person_and_verified_by_the_head(colleague):
    agent, head = colleague("service"), colleague("service.lead")
    agent.opens("duties/")
    agent.sees("今日应尽")
    duty = re.search(r"duties/row/\d+/", agent.page.get_by_role("link", name="确认").first.get_attribute("href"))[0]
    agent.opens(duty)
    agent.acts("确认完成", {"做了什么": NOTE}, sees="已确认。")
    assert agent.page.get_by_role("link", name="核验").count() == 0, "nobody verifies what they did"
    head.opens("duties/all/?view=to_verify")
    head.opens(duty)
    head.sees(NOTE, "唐悦")
    head.acts("核验", sees="已核验。")
    colleague("director").opens(f"duties/all/?q={SERIAL}")
    colleague("director").sees("已核验")


def asks_for_a_decision(manager, marketer):
    manager.opens(f"catalog/products/{PRODUCT}/edit/")
    manager.types("副标题", f"便携装 {SERIAL}")
    manager.presses("保存", exact=False)
    manager.acts("确认资料", sees="已以您的名义确认。")
    marketer.opens(f"catalog/products/{PRODUCT}/")
    marketer.acts("确认文案", sees="已以您的名义确认。")
    manager.opens(f"catalog/products/{PRODUCT}/")
    manager.acts("送审", {"原因": WHY}, sees="已送审")
