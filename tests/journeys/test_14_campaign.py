"""A campaign from the specialist's draft to the page that says it is over, by everybody whose duty it is."""

import random
import re
from datetime import timedelta

import pytest

from microstore.core import clock
from tests.journeys.people import Product, address

pytestmark = pytest.mark.browser
CHITOSAN = Product("总统牌壳聚糖壳寡糖片", "壳聚糖", "HP0015")
SERIAL = f"{random.randint(1, 99999):05d}"
NAME, RULE, COUPON, PAGE = f"暖冬礼遇{SERIAL}", f"暖冬满减{SERIAL}", f"暖冬券{SERIAL}", f"warm-{SERIAL}"
OWNERS = {"product": "产品管理部", "warehouse": "仓储物流部", "service.lead": "客服", "sales": "销售部", "finance": "财务部"}
CHECKED = (
    "门槛与优惠金额无误", "优惠券条件：总量、每人限领、有效期", "叠加与互斥规则", "库存可支撑目标",
    "页面与图片已就绪", "销售与客服话术已备好",
)  # fmt: skip


def test_a_campaign_is_proposed_decided_announced_run_counted_and_ended(colleague, on_phone, shop):
    specialist, manager, director = colleague("promoter"), colleague("marketing"), colleague("director")
    drafts_the_rules(specialist)
    number = drafts_the_campaign(specialist)
    specialist.acts("提出方案", sees="已提出，由营销经理提交运营。")
    manager.opens(f"campaigns/{number}/")
    manager.acts("提交运营", {"原因": "冬季主推，预算在计划内"}, sees="等待审批")
    approves(colleague("operations"))

    for username in OWNERS:
        acknowledges(colleague(username), number)
    too_late_without_the_director(manager, director, number)
    for username in ("sales", "marketing"):
        confirms_the_rules(colleague(username), number)
    manager.opens(f"campaigns/{number}/")
    manager.reloads_until("实时看板")

    buys_with_both_savings(on_phone)
    shop.later("marketing.tasks.roll_up_traffic", minutes=0)
    the_board_has_counted(manager, number)
    ends(manager, number, shop)
    on_phone.goes_to(f"/campaigns/{PAGE}/")
    on_phone.sees(f"{NAME} 已结束", "感谢参与")


def window() -> dict[str, str]:
    """From the coming minute on, for an hour."""
    begins = (clock.now() + timedelta(minutes=1)).astimezone(clock.SHANGHAI)
    return {"开始": f"{begins:%Y-%m-%dT%H:%M}", "结束": f"{begins + timedelta(hours=1):%Y-%m-%dT%H:%M}"}


WINDOW = window()


def drafts_the_rules(specialist):
    specialist.opens("promotions/new/")
    specialist.fills({"名称": RULE, "档位": "150 10", **WINDOW, "预算": "500", "商品": "P00015"})
    specialist.presses("保存", exact=False)
    specialist.sees("满 150 减 10", "草稿")
    specialist.presses("最坏情形")
    specialist.sees("最低毛利率")
    specialist.opens("coupon-kinds/new/")
    terms = {"名称": COUPON, "减额": "8", "门槛": "100", "发放总量": "50", "每人限领": "1", "商品": "P00015"}
    claims = {"领取开始": WINDOW["开始"], "领取截止": WINDOW["结束"]}
    specialist.fills({**terms, **claims, **WINDOW})
    specialist.presses("保存", exact=False)
    specialist.sees("满 100 减 8", "0 / 50")


def drafts_the_campaign(specialist) -> str:
    specialist.opens("campaigns/new/")
    specialist.fills({
        "名称": NAME, "地址": PAGE, "目标": "冬季复购，带动新客", "目标人群": "30 岁以上客户",
        "目标：销售额": "20000", "目标：订单数": "100",
        "目标：转化率（%）": "3", "目标：新客户数": "20", **WINDOW, "康选官方旗舰店": "", "页面文案": "满 150 减 10，可叠加领券。",
        "预算": "2000", "费用明细": "海报 300", "库存": "佛山仓 600 瓶", "风险": "缺货时提前结束", **dict.fromkeys(OWNERS.values(), ""),
    })  # fmt: skip
    for label, row in (("促销", RULE), ("优惠券种类", COUPON), ("活动商品", CHITOSAN.title)):
        specialist.chooses_row(label, row)
    specialist.presses("保存", exact=False)
    specialist.sees(NAME, "什么都不缺。")
    return re.search(r"CA\d+-\d+", specialist.page.url)[0]


def approves(operations):
    operations.opens(f"approvals/?q={NAME}")
    operations.page.locator("main table").get_by_role("link", name=re.compile(r"^AP")).first.click()
    operations.sees("冬季复购，带动新客", "¥2,000.00", "冬季主推，预算在计划内")
    operations.acts("批准", {"原因": "同意，按计划执行"}, sees="已批准")


def acknowledges(person, number):
    person.opens(f"campaigns/{number}/")
    person.acts("确认知悉", at="main", sees="确认知悉。")


def too_late_without_the_director(manager, director, number):
    manager.opens(f"campaigns/{number}/")
    manager.sees("已过规则确认期限，须总监准许偏离")
    director.opens(f"campaigns/{number}/")
    director.acts("准许逾期确认规则", {"原因": "临时寒潮，规则简单"}, sees="偏离已记录。")
    director.sees("临时寒潮，规则简单", "规则确认逾期")


def confirms_the_rules(person, number):
    person.opens(f"campaigns/{number}/")
    person.acts("确认规则", dict.fromkeys(CHECKED, ""), sees="已确认。")


def buys_with_both_savings(customer):
    customer.signs_in()
    customer.goes_to(f"/campaigns/{PAGE}/")
    customer.sees(NAME, "满 150 减 10", COUPON, "满 100 减 8")
    customer.presses("领取", exact=False, within=customer.page.locator(".coupon"))
    customer.page.wait_for_url("**/coupons/")
    coupon = customer.page.locator(".coupon").filter(has_text=COUPON)
    customer.presses("领取", exact=False, within=coupon)
    customer.sees("领取成功，结算时可用。")
    customer.goes_to(f"/campaigns/{PAGE}/")
    customer.opens_product(CHITOSAN.title)
    customer.puts_into_cart(2)
    customer.goes_to_checkout()
    customer.pastes_address(address(customer.phone))
    customer.sees(RULE, COUPON, "¥198.00", "¥180.00")
    customer.agrees()
    customer.places_order()
    customer.pays_in_wechat()
    customer.sees("付款成功", "已付 ¥180.00")


def the_board_has_counted(manager, number):
    manager.opens(f"campaigns/{number}/")
    days = manager.page.get_by_role("region", name="按日").get_by_role("row")
    today = days.filter(has_text="¥180.00").first.inner_text()
    views, visitors, carts, orders, sales = (cell.strip() for cell in today.split("\t")[1:6])
    assert (int(views) >= 2, int(carts) >= 1) == (True, True), "others may look at the same goods today"
    assert (visitors, orders, sales) == ("1", "1", "¥180.00")
    manager.sees("已让利", "¥18.00")


def ends(manager, number, shop):
    shop.later("marketing.tasks.move_campaigns", minutes=62)
    manager.opens(f"campaigns/{number}/")
    manager.sees("已结束")
    words = {"有效之处": "叠加券", "不足之处": "时间短", "下次的经验": "提前三天确认规则", "客户与销售反馈": "客户满意"}
    manager.acts("评估", words, sees="已评估：投入产出")
