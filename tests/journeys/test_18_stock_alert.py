"""Stock falls below its level: one alert opens by itself, purchasing answers it with a delivery, and with the goods it closes."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Product
from tests.journeys.staff import Packer

pytestmark = pytest.mark.browser
GOODS = Product("汤臣倍健®辅酶Q10维生素E软胶囊", "汤臣倍健®辅酶Q10维生素E", "HP0174")
BATCH = f"L26{random.randint(1, 9999):04d}B"
CARTON = 12
WATCH = 'tr:has-text("inventory.watch_stock")'


def test_low_stock_is_noticed_ordered_received_and_the_alert_closes_itself(colleague, on_phone):
    level = sets_the_level_at_what_is_left(colleague("product"))
    on_phone.orders_and_pays(GOODS, units=2)
    looks_at_all_stock(colleague("maintainer"))

    buyer = colleague("purchasing")
    hears_of_it(buyer, left=level - 2, level=level)
    looks_at_all_stock(colleague("maintainer"))
    alert = finds_it_once(buyer)
    delivery = orders_what_is_proposed(buyer, alert)

    colleague("shipper", kind=Packer, is_phone=True).receives(delivery, BATCH, CARTON)
    colleague("quality").inspects(delivery)
    still_waits_for_the_shelf(buyer, alert)
    colleague("warehouse").releases(delivery)
    closed_itself(buyer, alert)


def sets_the_level_at_what_is_left(manager) -> int:
    """With the next bottle sold it is low. Ordered in cartons. The level."""
    manager.opens(f"inventory/levels/{GOODS.sku}/")
    left = manager.fact("可售")
    manager.acts("设置预警线", {"低于多少件预警": left, "最小起订量": f"{CARTON}", "每箱件数": f"{CARTON}"}, sees="预警线已设置。")
    return int(left)


def looks_at_all_stock(maintainer):
    """What the clock does every minute, now."""
    maintainer.opens("system/timetable/")
    maintainer.acts("立即运行", at=WATCH, sees="已提出，结果稍后显示在这里。")
    maintainer.waits_for(maintainer.page.locator(WATCH).filter(has_text="正常"))


def hears_of_it(buyer, *, left: int, level: int) -> None:
    """A message of this minute says how much is left, and leads to what is low."""
    buyer.opens(f"inbox/?view=unread&q={GOODS.title} 剩 {left}（预警线 {level}）")
    buyer.reloads_until("库存不足")
    buyer.page.locator("main table tbody").get_by_role("link", name="库存不足").first.click()
    buyer.presses("查看")
    buyer.page.wait_for_url(re.compile("/inventory/alerts/"))


def finds_it_once(buyer) -> str:
    """However often the clock looked. The address of the alert."""
    buyer.opens(f"inventory/alerts/?view=open&q={GOODS.sku}")
    rows = buyer.page.locator("main table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.locator('[data-l="建议"]')).to_have_text(f"{CARTON}")
    return rows.get_by_role("link", name=GOODS.sku).get_attribute("href")


def orders_what_is_proposed(buyer, alert: str) -> str:
    """Supplier, warehouse and day are filled in already. The number of the delivery."""
    buyer.goes_to(alert)
    buyer.act("订货").click()
    form = buyer.page.locator("form.actform")
    expect(form.get_by_label("数量")).to_have_value(f"{CARTON}")
    expect(form).to_contain_text("建议")
    form.locator("button.push").click()
    buyer.sees("已生成预告到货", "已订货")
    return re.search(r"GR\d+-\d+", buyer.page.locator("main").inner_text())[0]


def still_waits_for_the_shelf(buyer, alert: str):
    """What stands in the yellow zone cannot be sold yet."""
    buyer.goes_to(alert)
    buyer.sees("已回应")
    assert "库存预警已关闭" not in buyer.story()


def closed_itself(buyer, alert: str):
    buyer.goes_to(alert)
    buyer.reloads_until("库存已回到预警线以上")
    assert "库存预警已关闭" in buyer.story()
