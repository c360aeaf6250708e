"""A page under the eyes of axe: no violation, nothing in the console, nothing to scroll sideways."""

from itertools import product
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LOOKS = list(product(("light", "dark"), (390, 1280)))
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False, "iframes": False}


def looks_of(kind: str, is_full: bool) -> list[tuple[str, int]]:
    """One look of the four, always the same for a page; or all."""
    return LOOKS if is_full else [LOOKS[crc32(kind.encode()) % len(LOOKS)]]


class Eyes:
    """One visitor's browser windows, one for each look."""

    def __init__(self, browser, shop, state=None):
        self.browser, self.shop, self.state = browser, shop, state
        self.windows, self.heard = {}, []

    def window(self, look):
        if look not in self.windows:
            theme, width = look
            context = self.browser.new_context(
                viewport={"width": width, "height": 844}, locale="zh-CN", timezone_id="Asia/Shanghai", storage_state=self.state,
                reduced_motion="reduce", color_scheme=theme,
            )  # fmt: skip
            context.add_cookies([{"name": "theme", "value": theme, "url": self.shop.url}])
            page = context.new_page()
            page.on("console", lambda said: self.heard.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: self.heard.append(str(error)))
            self.windows[look] = page
        return self.windows[look]

    def faults(self, address: str, look, status: int = 200) -> list[str]:
        page, where = self.window(look), f"{address} {look[0]} {look[1]}"
        self.heard.clear()
        answer = page.goto(self.shop.url + address, wait_until="load")
        said = [text for text in self.heard if status == 200 or f"status of {status}" not in text]  # axe itself is not quiet
        faults = [f"{where}: status {answer.status}"] if answer.status != status else []
        found = Axe().run(page, options=OPTIONS).response["violations"]
        faults += [f"{where}: {each['id']} ×{len(each['nodes'])} {each['nodes'][0]['html'][:160]}" for each in found]
        if (too_wide := page.evaluate(SIDEWAYS)) > 0:
            faults.append(f"{where}: scrolls sideways by {too_wide} px")
        return faults + [f"{where}: console: {text[:200]}" for text in said]

    def close(self):
        for page in self.windows.values():
            page.context.close()
