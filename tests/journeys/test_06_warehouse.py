"""Step 6: what is not on the list stops the picker; what expires first is picked first."""

import re

import pytest

from tests.journeys.people import Product

pytestmark = pytest.mark.browser
PROPOLIS = Product("同仁堂牌苦瓜蜂胶胶囊", "苦瓜蜂胶", "HP0021")


def test_a_wrong_item_stops_the_picker_until_it_is_put_back(on_phone, packer, colleague):
    number = on_phone.orders_and_pays(PROPOLIS, units=2)
    shipment = packer.opens_shipment(number)
    picked = packer.picks(shipment, first_scan="2900000000018")
    assert picked == [first_to_expire(colleague("warehouse"), PROPOLIS.sku, number)]

    lead = colleague("warehouse")
    lead.opens(f"logistics/shipments/{shipment}/")
    assert "扫到错误商品" in lead.story()
    assert "丁力" in lead.story()
    waybill = finishes(packer, shipment)
    on_phone.looks_at_order(number)
    on_phone.sees(waybill, picked[0])


def first_to_expire(lead, sku: str, order: str) -> str:
    """The batch that the stock page promises to this order."""
    lead.opens(f"inventory/levels/{sku}/")
    row = lead.page.get_by_role("row").filter(has_text=order).first
    return re.search(r"L\d{6}[A-Z]?\w*", row.inner_text())[0]


def finishes(packer, shipment: str) -> str:
    packer.checks(shipment)
    packer.packs(shipment)
    return packer.ships(shipment)
