"""Colleagues at work: signing in, acting on a row, walking a shipment through the warehouse."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.people import DESK, PHONE, Person

PASSWORD = "demo-2026"
WAYBILL = re.compile(r"SF\d{13}")
POINTS = (
    "包装完好洁净", "标签、批准文号、蓝帽标志与警示用语区无误（S15：不小于所在面 20%）",
    "批号与日期与实物一致", "数量已清点", "有本批出厂检验报告",
)  # fmt: skip
KEPT: dict[tuple[str, str], dict] = {}  # cookies of those who came before: who has signed in this morning does not sign in again


class Colleague(Person):
    """Somebody of the staff, signed in with the demo's password."""

    def __init__(self, browser, shop, username: str, *, is_phone: bool = False):
        key = (shop.url, username)
        super().__init__(browser, shop, storage_state=KEPT.get(key), **(PHONE if is_phone else DESK))
        self.username = username
        self.goes_to("/backoffice/")
        if "/sign-in/" in self.page.url:
            self.signs_in()
            KEPT[key] = self.context.storage_state()

    def signs_in(self) -> None:
        self.types("用户名", self.username)
        self.types("密码", PASSWORD, exact=True)
        self.presses("登录")
        self.page.wait_for_url(re.compile(r"//[^/]+/backoffice/$"))

    def opens(self, path: str):
        return self.goes_to(f"/backoffice/{path}")

    def acts(self, name: str, answers: dict[str, str] | None = None, *, sees: str = "", at: str = "#acts") -> None:
        """Opens an act offered ``at`` a place of the page, answers what its drawer asks, and confirms."""
        self.act(name, at).click()
        form = self.page.locator("form.actform")
        for label, answer in (answers or {}).items():
            self.answers(form.get_by_label(label).and_(form.locator("input, select, textarea")).first, answer)
        form.locator("button.push").click()
        if sees:
            self.sees(sees)
        else:
            expect(form).to_have_count(0)

    def act(self, name: str, at: str = "#acts"):
        """The button of an act; one that is folded away is unfolded first."""
        found = self.page.locator(at).get_by_role("link", name=re.compile(rf"^{name}( |$)"), include_hidden=True).first
        found.wait_for(state="attached")
        if not found.is_visible():
            self.page.locator(f"{at} .more-acts > summary").click()
        return found

    @staticmethod
    def answers(field, answer: str) -> None:
        """Types, chooses (the first when no answer is given), or ticks, as the field wants."""
        kind = field.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            field.select_option(**({"label": answer} if answer else {"index": 1}))
        elif kind in ("checkbox", "radio"):
            field.check()
        else:
            field.fill(answer)

    def fills(self, answers: dict[str, str]) -> None:
        """Each field of the form page under its whole label."""
        form = self.page.locator("form.formpage")
        for label, answer in answers.items():
            fields = form.get_by_label(re.compile(rf"^\s*{re.escape(label)}\*?\s*$"))
            self.answers(fields.and_(form.locator("input, select, textarea")).first, answer)

    def chooses_row(self, label: str, text: str) -> None:
        """Of a long list, the line that holds these words."""
        labelled = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))
        field = labelled.and_(self.page.locator("select")).first
        field.select_option(value=field.locator("option").filter(has_text=text).first.get_attribute("value"))

    def opens_order(self, number: str) -> None:
        self.opens(f"orders/{number}/")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(number)

    def opens_shipment(self, order: str) -> str:
        """The shipment of an order, from the list; waits until it was planned. Its number."""
        self.opens(f"logistics/shipments/?q={order}")
        link = self.waits_for(self.page.locator("main table").get_by_role("link", name=re.compile(r"^SH\d+")))
        number = link.inner_text().strip()
        link.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(number)
        return number

    def fact(self, name: str) -> str:
        """What stands beside this word in a list of facts."""
        return self.page.locator(f'dt:text-is("{name}") + dd').first.inner_text().strip()

    def proposes(self, goods: dict[str, str], *, supplier: str, rival: str = "") -> str:
        """Something for the range. The number of the proposal."""
        self.opens("catalog/proposals/new/")
        self.fills(goods)
        for label, text in (("供应商", supplier), ("竞品", rival)):
            if text:
                self.chooses_row(label, text)
        self.presses("保存", exact=False)
        self.page.wait_for_url(re.compile(r"/proposals/SP"))
        return re.search(r"SP\d+-\d+", self.page.url)[0]

    def announces(self, sku: str, units: int, *, supplier: str, warehouse: str = "佛山仓") -> str:
        """Goods that are on their way. The number of the delivery."""
        self.opens("inventory/receiving/new/")
        self.chooses_row("供应商", supplier)
        self.chooses("仓库", warehouse)
        self.types("规格 1", sku)
        self.page.get_by_label("数量").first.fill(f"{units}")
        self.presses("保存", exact=False)
        self.sees("预告")
        return re.search(r"/receiving/(GR[^/]+)/", self.page.url)[1]

    def receives(self, delivery: str, batch: str, units: int) -> None:
        """Counts what came and reads the batch off the goods."""
        self.opens(f"inventory/receiving/{delivery}/")
        made = date.today() - timedelta(days=40)
        printed = {"批号": batch, "生产日期": f"{made}", "有效期至": f"{made + timedelta(days=700)}"}
        self.acts("收货", {**printed, "实点数量": f"{units}"}, at="table", sees="等待验收")

    def inspects(self, delivery: str) -> None:
        self.opens(f"inventory/receiving/{delivery}/")
        self.acts("验收", dict.fromkeys((*POINTS, "合格"), ""), at="table", sees="验收合格，等待放行。")

    def releases(self, delivery: str) -> None:
        """Onto the first shelf that there is."""
        self.opens(f"inventory/receiving/{delivery}/")
        self.acts("放行上架", {"库位": ""}, at="table", sees="件已可售")

    def story(self) -> str:
        """The timeline of the page."""
        return self.page.locator("#timeline").inner_text()


class Packer(Colleague):
    """Somebody of the warehouse, with the phone in the hand."""

    def picks(self, shipment: str, *, first_scan: str = "") -> list[str]:
        """Scans the batch that the page asks for, line by line, until all is there. ``first_scan``: what is taken by mistake."""
        self.opens(f"logistics/shipments/{shipment}/pick/")
        self.presses("开始拣货")
        expect(self.page.locator("#scan-code")).to_be_visible()
        if first_scan:
            self.scans(first_scan)
            self.sees("停，货不对", first_scan)
            self.field("我已放回").check()
            self.presses("继续拣货")
        batches = []
        while self.page.locator("#scan-code").count():
            batches.append(self.wanted_batch())
            self.types("件数", self.page.locator(".need").inner_text().split()[0])
            self.scans(batches[-1])
        self.sees("已拣货")
        return batches

    def wanted_batch(self) -> str:
        return self.page.locator(".wh-lot").get_by_text("批号").inner_text().removeprefix("批号").strip()

    def scans(self, code: str) -> None:
        """A scanner types the code and presses Enter."""
        box = self.field("扫条码或批号")
        box.fill(code)
        box.evaluate("field => field.dataset.read = 1")
        box.press("Enter")
        expect(self.page.locator("[data-read]"), "the answer took the place of what was asked").to_have_count(0)

    def checks(self, shipment: str) -> None:
        self.opens(f"logistics/shipments/{shipment}/check/")
        for sentence in ("商品完好未拆封", "包装合适、洁净", "已放说明书", "已放保修卡"):
            self.field(sentence).check()
        self.presses("以我的名义确认")
        self.sees("检查完成，可以打包")

    def packs(self, shipment: str) -> None:
        self.opens(f"logistics/shipments/{shipment}/")
        self.acts("打包", sees="已打包，请取运单号后发货")

    def prints(self, shipment: str, sheet: str) -> str:
        """Prints a sheet; what stands on the paper."""
        self.opens(f"logistics/shipments/{shipment}/")
        self.acts(sheet)
        self.page.wait_for_url(re.compile("/printouts/"))
        return self.page.locator("body").inner_text()

    def ships(self, shipment: str, carrier: str = "顺丰速运") -> str:
        """Gets a waybill from the carrier and hands the parcel over. The waybill number."""
        self.opens(f"logistics/shipments/{shipment}/")
        self.acts("取运单号", {"承运商": carrier}, sees="正在向承运商取号")
        label = self.waybill_of(shipment)
        self.acts("发货", sees="已发出，已通知客户")
        return label

    def waybill_of(self, shipment: str) -> str:
        """The number that the carrier gave; it comes a few seconds after it was asked for."""
        self.opens(f"logistics/shipments/{shipment}/")
        self.waits_for(self.page.locator("main").filter(has_text=WAYBILL))
        return WAYBILL.search(self.page.locator("main").inner_text())[0]

    def sends_out(self, order: str) -> str:
        """All of it, for orders whose story is another one. The waybill number."""
        shipment = self.opens_shipment(order)
        self.picks(shipment)
        self.checks(shipment)
        self.packs(shipment)
        return self.ships(shipment)


class Carrier(Person):
    """Whoever scans parcels at the carrier: the buttons of the simulated world outside."""

    def __init__(self, browser, shop):
        super().__init__(browser, shop, **DESK)

    def delivers(self, waybill: str) -> None:
        """Every scan that is left, to the signature. The carrier may hear of a parcel after the customer read its number."""
        self.goes_to(self.shop.outside)
        press = self.page.get_by_role("listitem").filter(has_text=waybill).get_by_role("button", name="下一步物流")
        self.waits_for(press)
        while press.count():
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                press.click()
