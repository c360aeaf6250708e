"""Whoever walks through a journey: what they do and see in the browser, in their words."""

import io
import random
import re
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Error, Locator, Page, expect

from tests.journeys.shop import Shop

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
}
DESK = {"viewport": {"width": 1280, "height": 800}}
HOME = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
PASSWORD = "demo-2026"
PATIENCE_MS = 60_000  # nobody waits so long, but the machine may be busy with other things
LOOKS = 90  # a second apart: how long people wait for what the shop does by itself
# asked for by a journey itself, not a fault of the page
COMES_BETWEEN = re.compile("ERR_ABORTED|interrupted by another navigation")
EXPECTED = re.compile(r"the server responded with a status of (404|409|410|422)")


def address(phone: str) -> str:
    """A door where nobody else ordered: many orders to one door would be looked at by an agent."""
    return f"李静 {phone} 浙江省杭州市西湖区{door()}"


def door() -> str:
    return f"文三路 {random.randint(1, 999)} 号创业大厦 {random.randint(1, 9)} 幢 {random.randint(101, 3209)} 室"


def photo() -> dict:
    """A picture out of a phone, as it is handed to a form; no two are the same."""
    kept, picture = io.BytesIO(), Image.new("RGB", (800, 800), "beige")
    picture.paste(Image.frombytes("RGB", (4, 4), random.randbytes(48)).resize((400, 400)))
    picture.save(kept, "PNG")
    return {"name": "photo.png", "mimeType": "image/png", "buffer": kept.getvalue()}


@dataclass(frozen=True)
class Product:
    """Something of the demo's shelves, and what people type to find it."""

    title: str
    words: str
    sku: str


class Person:
    """Somebody with a browser of their own. Errors of the browser console are remembered; leaving with some fails."""

    def __init__(self, browser: Browser, shop: Shop, **look):
        self.shop = shop
        self.context = browser.new_context(**HOME, **look)
        self.context.set_default_timeout(PATIENCE_MS)
        self.troubles: list[str] = []
        self.page = self._watched(self.context.new_page())
        self.second: Page | None = None

    def _watched(self, page: Page) -> Page:
        page.on("console", lambda said: self._hear(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._hear(str(error)))
        return page

    def _hear(self, text: str) -> None:
        if not EXPECTED.search(text):
            self.troubles.append(f"{self.page.url}: {text}")

    def goes_to(self, path: str):
        """The answer of the shop; ``path`` may be a whole address. What a press before it set going may still arrive and come between."""
        address = path if path.startswith("http") else f"{self.shop.url}{path}"
        try:
            return self.page.goto(address, wait_until="domcontentloaded")
        except Error as interrupted:
            self._lets_it_come(interrupted)
            return self.page.goto(address, wait_until="domcontentloaded")

    def reloads(self) -> None:
        try:
            self.page.reload(wait_until="domcontentloaded")
        except Error as interrupted:
            self._lets_it_come(interrupted)

    def _lets_it_come(self, interrupted: Error) -> None:
        """A page that goes on by itself may do so this very moment."""
        assert COMES_BETWEEN.search(str(interrupted)), interrupted
        self.page.wait_for_load_state()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first, f"“{text}” on {self.page.url}").to_be_visible()

    def does_not_see(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def presses(self, name: str, *, within=None, exact: bool = True) -> None:
        """The first visible button or link of this name."""
        area = within or self.page
        sought = area.get_by_role("button", name=name, exact=exact).or_(area.get_by_role("link", name=name, exact=exact))
        sought.filter(visible=True).first.click()

    def field(self, label: str, *, exact: bool = False) -> Locator:
        """What is filled in under this label."""
        fields = self.page.get_by_label(label, exact=exact).and_(self.page.locator("input, select, textarea"))
        return fields.filter(visible=True).first

    def types(self, label: str, text: str, *, exact: bool = False) -> None:
        self.field(label, exact=exact).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def waits_for(self, awaited: Locator) -> Locator:
        """Looks at the page again and again, as people do who wait. The first that came; refuses when nothing did."""
        for _look in range(LOOKS):
            if awaited.count():
                break
            self.page.wait_for_timeout(1000)
            self.reloads()
        expect(awaited.first).to_be_visible()
        return awaited.first

    def reloads_until(self, text: str, *, within=None) -> None:
        self.waits_for((within or self.page).get_by_text(text).filter(visible=True))

    @contextmanager
    def other_tab(self, address: str):
        """A second tab, the same one each time: to close a tab that is still loading can hang the browser for good."""
        self.second = self.second or self.context.new_page()
        self.second.goto(address, wait_until="domcontentloaded")
        yield self.second
        self.second.wait_for_load_state()

    def leave(self) -> None:
        self.context.close()
        assert not self.troubles, self.troubles


class Customer(Person):
    """Somebody who buys: with a phone number of their own that nobody used before."""

    def __init__(self, browser, shop, *, is_phone: bool = True, javascript: bool = True, phone: str = ""):
        super().__init__(browser, shop, java_script_enabled=javascript, **(PHONE if is_phone else DESK))
        self.is_phone, self.javascript = is_phone, javascript
        self.phone = phone or f"139{random.randint(20_000_000, 89_999_999)}"
        self.order, self.home, self.is_signed_in = "", "", False

    def opens_product(self, title: str) -> None:
        self.page.get_by_role("link", name=title, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def searches(self, words: str) -> None:
        field = self.page.get_by_label("搜索商品", exact=True).and_(self.page.locator("input")).filter(visible=True)
        field.fill(words)
        field.press("Enter")
        self.page.wait_for_url(re.compile(r"/(search|p)/"))

    def finds_and_opens(self, words: str, title: str) -> None:
        self.goes_to(f"{self.home}/")
        self.searches(words)
        if "/p/" not in self.page.url:
            self.opens_product(title)

    def puts_into_cart(self, units: int = 1, *, then: str = "加入购物车") -> None:
        """On the product page; on a phone the sheet with pack size and quantity comes up first."""
        if self.is_phone:
            self.page.get_by_role("link", name=then, exact=True).click()
        self.page.get_by_role("spinbutton", name="数量").fill(str(units))
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=then, exact=True).filter(visible=True).first.click()

    def goes_to_checkout(self) -> None:
        self.goes_to(f"{self.home}/cart/")
        self.presses("去结算", exact=False)
        expect(self.page.get_by_role("heading", name="确认订单")).to_be_visible()

    def proves_the_phone(self) -> None:
        """At checkout: asks for a code and types what the phone shows."""
        self.types("手机号", self.phone, exact=True)
        self.presses("获取验证码")
        self.sees("验证码已发出。")
        self.types("短信验证码", self.code())

    def code(self) -> str:
        """What the newest text message to this phone says."""
        with self.other_tab(self.shop.outside) as messages:
            row = messages.get_by_role("listitem").filter(has_text=self.phone).locator(".code").first
            for _look in range(LOOKS):
                if row.count():
                    break
                messages.wait_for_timeout(500)
                messages.reload()
            return row.inner_text().strip()

    def text_message(self, *words: str) -> str:
        """The line with all these words in the text messages that came to this phone, as soon as it is there."""
        for _look in range(LOOKS):
            with self.other_tab(self.shop.outside) as messages:
                lines = "\n".join(messages.get_by_role("listitem").filter(has_text=self.phone).all_inner_texts()).splitlines()
            found = [line for line in lines if all(word in line for word in words)]
            if found:
                return found[0]
            self.page.wait_for_timeout(1000)
        raise AssertionError(f"no text message with {words}")

    def signs_in(self) -> None:
        self.goes_to(f"{self.home}/accounts/sign-in/")
        self.types("手机号", self.phone)
        self.presses("获取验证码")
        self.sees("6 位数字，已发到")
        self.types("验证码", self.code())
        self.page.get_by_role("checkbox", name="我同意").check()
        self.presses("登录")
        expect(self.page.get_by_role("heading", name="我的订单")).to_be_visible()
        self.is_signed_in = True

    def types_address(self, name: str, region: tuple[str, str, str], detail: str) -> None:
        """Province, city and district each narrow the next; without script a button does it."""
        self.types("收货人", name, exact=True)
        for label, value in zip(("省份", "城市", "区县"), region, strict=True):
            if not self.javascript and label != "省份":
                self.presses("显示下一级")
            self.chooses(label, value)
        self.types("详细地址", detail)

    def pastes_address(self, text: str) -> None:
        """Name, phone and address in one go."""
        box = self.field("姓名、手机号、地址一次贴入")
        box.fill(text)
        if self.javascript:
            box.dispatch_event("change")
        else:
            self.presses("填入下面各栏")
        expect(self.field("详细地址")).not_to_have_value("")

    def agrees(self) -> None:
        self.page.get_by_role("checkbox", name="适宜与不适宜人群").check()
        terms = self.page.get_by_role("checkbox", name="我同意用户协议")
        if terms.count():
            terms.check()

    def places_order(self) -> str:
        self.presses("提交订单")
        self.page.wait_for_url(re.compile(r"/pay/$"))
        self.order = self.page.get_by_text(re.compile(r"^SO\d+-\d+$")).first.inner_text()
        return self.order

    def pays_in_wechat(self) -> None:
        """On the phone itself: WeChat's page opens, and leads back."""
        self.page.get_by_role("button", name=re.compile("^付款")).click()
        self.page.wait_for_url(re.compile("/wechatpay/"))
        self.page.get_by_role("button", name=re.compile("^支付")).click()
        self.page.wait_for_url(re.compile(r"/paid/"))
        self.reloads_until("付款成功")

    def scans_and_pays(self) -> None:
        """At the desk: the code is scanned with a phone; the page goes on by itself."""
        expect(self.page.get_by_role("img", name="付款二维码")).to_be_visible()
        with self.other_tab(self.shop.outside) as phone:
            waiting = phone.get_by_role("listitem").filter(has_text=self.order)
            waiting.get_by_role("button", name="以顾客身份付款").first.click()
        self.page.wait_for_url(re.compile(r"/paid/"))

    def orders(self, product: "Product", *, units: int = 1, note: str = "", to: str = "") -> str:
        """From the search to the page to pay at; the number of the order."""
        self.finds_and_opens(product.words, product.title)
        self.puts_into_cart(units)
        self.goes_to_checkout()
        if not self.is_signed_in:
            self.proves_the_phone()
        self.pastes_address(to or address(self.phone))
        if note:
            self.types("留言", note)
        self.agrees()
        return self.places_order()

    def orders_and_pays(self, product: "Product", **wishes) -> str:
        self.orders(product, **wishes)
        if self.is_phone:
            self.pays_in_wechat()
        else:
            self.scans_and_pays()
        return self.order

    def looks_at_order(self, number: str = "") -> None:
        self.goes_to(f"{self.home}/orders/{number or self.order}/")
