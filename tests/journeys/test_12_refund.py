"""After the parcel: the money of one of three units back, to the fen; and goods that come back into quarantine."""

import re

import pytest

from tests.journeys.people import Customer, Product, photo

pytestmark = pytest.mark.browser
VITAMIN_C = Product("总统牌维生素C咀嚼片（成人型）", "维生素C咀嚼片", "HP0028")
NOTOGINSENG = Product("总统牌三七片", "总统牌三七片", "HP0035")
ASKED_FOR = "退款正在原路退回。"


@pytest.fixture(params=[True, pytest.param(False, marks=pytest.mark.full)], ids=["script", "no_script"])
def customer(request, browser, shop):
    person = Customer(browser, shop, javascript=request.param)
    yield person
    person.leave()


def test_a_customer_gets_the_money_of_one_of_three_units_back(customer, arrives, colleague, shop):
    number = arrives(customer, VITAMIN_C, units=3)
    wants(customer, VITAMIN_C, units=1, why="运输破损")
    back = amount_of(customer)
    customer.sees("往返运费由我们承担。")
    case = sends(customer, "仅退款", words="三瓶里有一瓶盖子裂了，粉都漏出来了。")
    customer.sees("我们正在处理您的申请。", case)

    agent = colleague("service")
    agent.opens("aftersales/?view=to_decide")
    agent.presses(case)
    agent.sees("1 / 3", back, "盖子裂了")
    agent.acts("通过", {"给顾客的话": "抱歉让您收到破损的商品，款已退。"}, sees="已同意，退款原路退回。")

    the_money_arrives(customer, shop)
    customer.sees(back, "抱歉让您收到破损的商品")
    the_accountant_sees_it(colleague("finance"), number, back)
    keeps_the_rest(customer, number)
    the_books_are_right(shop)


def test_goods_come_back_into_quarantine_and_the_money_follows(on_phone, arrives, colleague, packer, shop):
    number = arrives(on_phone, NOTOGINSENG, units=3)
    wants(on_phone, NOTOGINSENG, units=2, why="不想要了（七天无理由）")
    back = amount_of(on_phone)
    case = sends(on_phone, "退货退款")
    agent = colleague("service")
    agent.opens(f"aftersales/{case}/")
    agent.acts("通过", sees="已同意，已通知顾客寄回商品。")

    on_phone.page.reload()
    on_phone.sees("已同意，请寄回商品。", "寄回地址")
    on_phone.types("承运商", "中通快递")
    on_phone.types("运单号", f"ZT{case[-6:]}88")
    on_phone.presses("我已寄出")
    on_phone.sees("您的退货正在路上。")

    lead = colleague("warehouse")
    before = can_be_sold(lead, NOTOGINSENG.sku)
    receives(packer, case, units=2)
    assert can_be_sold(lead, NOTOGINSENG.sku) == before, "what came back is not sold before it was looked at"
    the_money_arrives(on_phone, shop)
    on_phone.sees(back)
    the_accountant_sees_it(colleague("finance"), number, back)
    the_books_are_right(shop)


def wants(customer, product, *, units: int, why: str):
    customer.presses("申请售后")
    customer.chooses(product.title, str(units))
    customer.chooses("原因", why)
    customer.presses("下一步")
    customer.sees("退款金额", why)


def amount_of(customer) -> str:
    """What the page promises before anything is sent."""
    return re.search(r"合计\s*¥\s*([\d.]+)", customer.page.locator("main").inner_text())[1]


def sends(customer, kind: str, *, words: str = "") -> str:
    """The number of the case."""
    customer.page.get_by_role("radio", name=kind).check()
    if words:
        customer.types("情况说明", words)
        customer.field("图片").set_input_files(photo())
    customer.presses("提交申请")
    customer.page.wait_for_url(re.compile(r"/aftersales/\w+-?\d*/$"))
    return re.search(r"/aftersales/([^/]+)/$", customer.page.url)[1]


def the_money_arrives(customer, shop):
    shop.later("orders.tasks.send_refunds", minutes=1)
    customer.page.reload()
    customer.reloads_until("退款已到账。")


def the_accountant_sees_it(accountant, number, back):
    accountant.opens(f"refunds/?q={number}")
    row = accountant.page.get_by_role("row").filter(has_text=number).inner_text()
    assert "已退款" in row
    assert back in row


def keeps_the_rest(customer, number):
    """Two units are left to ask about; the order itself stays delivered."""
    customer.looks_at_order(number)
    customer.sees("包裹已送达。", "已退款")
    customer.presses("申请售后")
    customer.sees("共 3 件，可申请 2 件")


def receives(packer, case: str, *, units: int):
    """Opens the parcel; the batch stands on the bottles."""
    packer.opens(f"inventory/returns/?q={case}")
    packer.page.locator("main").get_by_role("link", name=re.compile(r"^RT")).first.click()
    batch = packer.page.locator(".lot").first.inner_text().strip()
    facts = {"商品上的批号": batch, "数量": str(units), "外观": "未拆封"}
    packer.acts("收货验收", facts, sees="已入隔离区，已通知客服与顾客。")
    packer.sees("隔离待处置", batch)


def can_be_sold(lead, sku: str) -> int:
    lead.opens(f"inventory/levels/?q={sku}")
    table = lead.page.locator("main table")
    headings = [text.strip() for text in table.locator("thead th").all_inner_texts()]
    place = next(index for index, text in enumerate(headings) if text.startswith("可售"))
    cell = table.locator("tbody tr").filter(has_text=sku).locator("th, td").nth(place)
    return int(re.sub(r"\D", "", cell.inner_text()) or 0)


def the_books_are_right(shop):
    checked = shop.manage("check_books")
    assert checked.returncode == 0, checked.stdout + checked.stderr
