"""A store comes to its customers: research, plan, the director's yes, building, a test order, the opening; and papers that run out."""

import random
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Customer, Product

pytestmark = pytest.mark.browser
A_WALK_MS = 60_000  # every link of a store is opened while the person waits
CODE = f"lantian{random.randint(100, 99999)}"
NAME = f"康选蓝田店{CODE[7:]}"
SELLER = {
    "名称": NAME,
    "地址代号": CODE,
    "类型": "官方店",
    "经营主体": "康选健康科技有限公司（演示）",
    "注册地址": "广东省深圳市南山区科技园路 1 号（演示）",
    "客服电话": "400-000-0000",
    "服务时间": "每天 8:30–21:00",
    "主题": "湖蓝",
}
RESEARCH = {
    "目标客户": "蓝田片区四个小区约九千户，子女替父母买钙片与鱼油，最在意批号与效期。",
    "竞争对手": "两家连锁药房价格高约一成且不送货；平台店看不到批号，退换慢。",
    "市场趋势": "替父母代购的订单占四成，多瓶装上升；数据来自本店订单与公开榜单。",
}
PLAN = "一、上架十款以上常备商品，资料完整；二、首页突出效期；三、客服由现有团队兼管；四、首年投入两万元。"
PAPERS = {"营业执照": "9144030000000000X7", "食品经营许可证": "JY14403000000077"}


@pytest.mark.full
def test_a_store_goes_from_its_research_to_its_first_customer(colleague, browser, shop):
    supervisor, director = colleague("operations"), colleague("director")
    is_founded(supervisor)
    is_researched_and_planned(supervisor)
    is_decided_by_somebody_else(supervisor, director)
    is_built(supervisor, colleague("quality"), colleague("designer"), colleague("marketing"), colleague("listing"))
    supervisor.opens(f"openings/{CODE}/")
    supervisor.acts("开始验收", sees="现在可以通过预览链接下测试单。")

    tester = Customer(browser, shop)
    is_tried_out(supervisor, tester, shop)
    cannot_open_yet(director)
    is_confirmed(supervisor, colleague("product"), colleague("marketing"))
    stranger = Customer(browser, shop)
    stranger.home = f"/s/{CODE}"
    stranger.goes_to(f"{stranger.home}/")
    stranger.sees(f"{NAME} 即将开业")

    director.opens(f"openings/{CODE}/")
    director.sees("全部就绪：请总监开店。")
    director.acts("开店", sees=f"{NAME} 已营业。")
    stranger.orders_and_pays(first_of_the_shelf(stranger))
    stranger.sees("付款成功")
    for person in (tester, stranger):
        person.leave()


def is_founded(supervisor):
    supervisor.opens("openings/")
    supervisor.presses("筹备新店")
    form = supervisor.page.locator("form.formpage")
    for label, answer in SELLER.items():
        supervisor.answers(form.get_by_label(re.compile(rf"^\s*{label}\*?\s*$")).first, answer)
    supervisor.presses("保存", exact=False)
    supervisor.page.wait_for_url(f"**/openings/{CODE}/")
    supervisor.sees("运营撰写市场调研。", "“目标客户”还没写好")


def is_researched_and_planned(supervisor):
    supervisor.acts("撰写调研", RESEARCH)
    supervisor.acts("调研完成", sees="下一步：定位。")
    supervisor.acts("撰写定位", {"定位": "给蓝田片区的家庭，卖得少而全：每类一到两款，效期写在最前面。"})
    supervisor.acts("定位已定", sees="下一步：发展规划与目标。")
    supervisor.acts("撰写规划", {"发展规划": PLAN, "计划开业日": f"{date.today() + timedelta(days=14)}"})
    supervisor.acts("设定目标", {"销售额（元）": "60000", "订单": "400"}, at="main", sees="已设目标")
    supervisor.acts("提交规划", {"给总监的话": "蓝田店的调研、定位、规划和目标都写好了。"}, sees="规划已提交总监。")


def is_decided_by_somebody_else(supervisor, director):
    supervisor.presses("去审批")
    supervisor.sees("不能审批自己的申请")
    assert supervisor.page.locator("#acts").get_by_role("link", name="批准", include_hidden=True).count() == 0
    director.opens("approvals/?view=for_me")
    director.page.get_by_role("row").filter(has_text=NAME).get_by_role("link").first.click()
    director.sees(RESEARCH["竞争对手"], PLAN)
    director.acts("批准", {"原因": "调研扎实，目标可以达到。"}, sees="已批准")


def is_built(supervisor, officer, designer, marketer, lister):
    supervisor.opens(f"openings/{CODE}/")
    supervisor.acts("开始搭建", sees="现在可以搭建")
    supervisor.sees("首页尚未发布。")
    for kind, number in PAPERS.items():
        officer.opens(f"stores/{CODE}/")
        facts = {"类型": kind, "证照编号": number, "持证主体": SELLER["经营主体"], "有效期至": f"{date.today() + timedelta(days=900)}"}
        officer.acts("登记证照", facts, sees=f"已登记{kind}")
    page = draws_the_home_page(designer)
    is_confirmed_and_published(page, lister, marketer)
    puts_goods_on(lister)


def draws_the_home_page(designer) -> str:
    """It is born with the footer of licences. Where the page stands in the office."""
    designer.opens(f"stores/{CODE}/")
    designer.presses("编辑", exact=False, within=designer.page.locator("main"))
    designer.presses("横幅")
    designer.types("标题", "蓝田的家庭常备")
    designer.presses("保存区块")
    designer.sees("2 个区块", "蓝田的家庭常备")
    designer.types("改动原因", "新店首页")
    designer.presses("提交审批")
    designer.sees("由其他同事审批")
    return re.search(r"pages/\d+/", designer.page.url)[0]


def is_confirmed_and_published(page, lister, marketer):
    """Two ticks by two people, and a second person's yes."""
    lister.opens(page)
    lister.presses("确认", exact=False, within=lister.page.locator(".ticks2"))
    lister.sees("已以您的名义确认。")
    marketer.opens(page)
    marketer.presses("确认", exact=False, within=marketer.page.locator(".ticks2"))
    marketer.sees("已以您的名义确认。")
    marketer.presses("通过并发布")
    form = marketer.page.locator("form.actform")
    form.get_by_label("原因").fill("首页核对无误")
    form.locator("button.push").click()
    marketer.sees("版本 1 已上线")


def puts_goods_on(lister):
    """Many at once, from the list of products."""
    lister.opens("catalog/products/?q=总统牌&state=listed")
    lister.page.get_by_role("checkbox", name="选中本页").check()
    lister.presses("上架", within=lister.page.locator(".bulk"))
    lister.page.get_by_label(NAME).check()
    lister.presses("上架 ·", exact=False)
    lister.sees("逐行结果", "已完成")


def is_tried_out(supervisor, tester, shop):
    """A customer with a phone opens the link, orders, pays, and takes the order back."""
    tester.goes_to(supervisor.page.get_by_role("link", name="打开预览").get_attribute("href"))
    tester.home = f"/s/{CODE}"
    tester.sees("本店正在验收", "蓝田的家庭常备")
    number = tester.orders_and_pays(first_of_the_shelf(tester), note="验收测试单")
    tester.looks_at_order(number)
    tester.presses("取消订单")
    tester.chooses("原因", "不想要了")
    tester.presses("取消订单")
    tester.sees("订单已取消")
    shop.later("orders.tasks.send_refunds", minutes=1)
    tester.looks_at_order(number)
    tester.reloads_until("已取消并退款。")
    supervisor.page.reload()
    supervisor.sees(f"{number} 已付款并全额退款。")


def first_of_the_shelf(customer) -> Product:
    customer.goes_to(f"{customer.home}/c/")
    title = customer.page.locator("[data-goods]").get_by_role("heading", level=2).first.inner_text().strip()
    return Product(title, title, "")


def cannot_open_yet(director):
    director.opens(f"openings/{CODE}/")
    director.acts("开店", sees="还没有检查过链接。")
    director.opens(f"openings/{CODE}/")
    director.sees("验收")


def is_confirmed(supervisor, manager, marketer):
    supervisor.act("检查链接").click()
    supervisor.page.locator("form.actform button.push").click()
    expect(supervisor.page.get_by_text("0 个打不开").first).to_be_visible(timeout=A_WALK_MS)
    for item in ("页面专业、易用、符合定位", "客服与仓库已为本店做好准备"):
        supervisor.acts("确认一项", {item: "", "看了什么": "手机与电脑各看一遍。"}, sees="已确认")
    for person, item in ((manager, "产品管理确认商品资料"), (marketer, "营销确认文案")):
        person.opens(f"openings/{CODE}/")
        person.acts("确认一项", {item: "", "看了什么": "逐项核对过。"}, sees="已确认")


def test_a_store_whose_authorisation_has_run_out_can_be_looked_at_and_sells_nothing(on_phone, colleague):
    officer = colleague("quality")
    on_phone.home = "/s/heping"
    title = first_of_the_shelf(on_phone).title
    ends(officer, date.today() - timedelta(days=1))
    try:
        on_phone.goes_to("/s/heping/")
        on_phone.sees("暂停接单", "您可以继续浏览，购物车会保留。")
        on_phone.finds_and_opens(title, title)
        on_phone.sees("本品不能代替药物")
        expect(on_phone.page.get_by_role("button", name="加入购物车")).to_have_count(0)
    finally:
        ends(officer, date.today() + timedelta(days=300))
    on_phone.goes_to("/s/heping/")
    on_phone.does_not_see("暂停接单")
    on_phone.finds_and_opens(title, title)
    on_phone.puts_into_cart()
    on_phone.goes_to_checkout()


def ends(officer, day: date):
    officer.opens("stores/heping/")
    officer.page.get_by_role("row").filter(has_text="品牌授权书").get_by_role("link", name=re.compile("^修改")).first.click()
    form = officer.page.locator("form.formpage, form.actform")
    form.get_by_label("有效期至").fill(f"{day}")
    form.get_by_role("button", name=re.compile("^保存")).click()
    officer.page.wait_for_url("**/stores/heping/")
    officer.sees(f"{day}")
