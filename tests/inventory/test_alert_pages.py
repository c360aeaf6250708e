"""The pages of low stock: who may answer, what is ordered in one click, what is set for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import hooks
from catalog.models import Product
from inventory.models import Receipt, StockAlert, StockCover, StockLevel
from inventory.services import alerts, cover
from microstore.core import clock
from microstore.core.pages import queues
from tests.factories import inventory as make

pytestmark = pytest.mark.django_db
BUYER = ("inventory.view_stockalert", "inventory.view_stock", "inventory.answer_alert", "inventory.order_stock", "inventory.view_receipt")


def client_with(*permissions):
    client = Client()
    client.force_login(make.make_person("钱进", *permissions))
    return client


@pytest.mark.duty("P8a")
def test_a_buyer_orders_what_is_proposed_from_the_alert():
    sku = make.grown_up(make.make_sku())
    alert = make.make_low(sku)
    make.sold(sku, 70)
    cover.sweep()
    client = client_with(*BUYER)
    address = f"/backoffice/inventory/alerts/{alert.pk}/order/"
    initial = client.get(address).context["form"].initial
    assert (initial["units"], initial["supplier"]) == (214, sku.product.supplier_id)
    day = clock.today() + timedelta(days=7)
    given = {"units": 214, "supplier": initial["supplier"], "warehouse": initial["warehouse"].pk, "expected_on": day.isoformat()}
    assert client.post(address, given).status_code == 302
    receipt = Receipt.objects.get(state="announced")
    page = client.get(f"/backoffice/inventory/alerts/{alert.pk}/")
    assert receipt.number in page.content.decode()


def test_who_only_sees_alerts_cannot_answer_them():
    alert = make.make_low()
    client = client_with("inventory.view_stockalert")
    assert client.get(f"/backoffice/inventory/alerts/{alert.pk}/").status_code == 200
    for act in ("order", "expect", "decline"):
        assert client.post(f"/backoffice/inventory/alerts/{alert.pk}/{act}/", {"reason": "x"}).status_code == 403
    alert.refresh_from_db()
    assert alert.state == "open"


def test_the_warehouse_answers_but_does_not_order():
    alert = make.make_low()
    client = client_with("inventory.view_stockalert", "inventory.answer_alert")
    assert client.get(f"/backoffice/inventory/alerts/{alert.pk}/order/").status_code == 403
    assert client.post(f"/backoffice/inventory/alerts/{alert.pk}/decline/", {"reason": "停产"}).status_code == 302
    alert.refresh_from_db()
    assert (alert.state, alert.answer, alert.reason) == ("answered", "no_need", "停产")


@pytest.mark.duty("P10a")
def test_replenishment_shows_first_what_lasts_least_and_orders_many_at_once():
    skus = [make.grown_up(make.make_sku()) for _ in range(3)]
    for sku, left in zip(skus, (30, 9, 20), strict=True):
        make.make_low(sku, left=left, level=50)
        make.sold(sku, 70)
    cover.sweep()
    client = client_with(*BUYER)
    rows = list(client.get("/backoffice/inventory/replenishment/").context["table"].rows)
    assert [row.record.sku for row in rows] == [skus[1], skus[2], skus[0]]
    chosen = {"row": list(StockCover.objects.values_list("pk", flat=True)), "go": "1"}
    assert client.post("/backoffice/inventory/replenishment/bulk/order/", chosen).status_code == 200
    assert Receipt.objects.filter(state="announced").count() == 3
    assert client.get("/backoffice/inventory/replenishment/").context["table"].rows.__len__() == 0


def test_levels_are_set_for_many_at_once():
    skus = [make.make_sku() for _ in range(2)]
    client = client_with("inventory.view_stock", "inventory.change_stocklevel")
    chosen = {"row": [sku.pk for sku in skus], "go": "1", "cover_days": "10", "moq": "12", "pack": "12"}
    assert client.post("/backoffice/inventory/levels/bulk/set-level/", chosen).status_code == 200
    assert set(StockLevel.objects.values_list("sku", "cover_days", "moq", "pack")) == {(sku.pk, 10, 12, 12) for sku in skus}


def test_the_page_of_a_sku_shows_its_level_and_takes_units_or_days_but_not_both():
    sku = make.make_sku()
    make.make_low(sku)
    client = client_with("inventory.view_stock", "inventory.view_stockalert", "inventory.change_stocklevel")
    assert f"/backoffice/inventory/alerts/{sku.stock_alerts.get().pk}/" in client.get(sku_page(sku)).content.decode()
    wrong = {"units": "5", "cover_days": "5", "moq": "1", "pack": "1"}
    assert client.post(f"{sku_page(sku)}set/", wrong).status_code == 422
    assert StockLevel.objects.get().units == 10


def sku_page(sku):
    return f"/backoffice/inventory/levels/{sku.code}/"


@pytest.mark.parametrize("address", ["/backoffice/inventory/alerts/", "/backoffice/inventory/replenishment/"])
def test_a_list_asks_as_much_for_many_rows_as_for_one(address, django_assert_max_num_queries):
    client = client_with(*BUYER)
    make.make_low()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get(address).context["table"].rows) == 1
    for _ in range(5):
        make.make_low()
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(address).context["table"].rows) == 6


def test_alerts_are_found_by_state_urgency_and_owner():
    owner = make.make_person("周敏", "inventory.view_stockalert", "inventory.answer_alert")
    mine, empty, answered = make.make_low(), make.make_low(left=0), make.make_low()
    Product.objects.filter(pk=mine.sku.product_id).update(owner=owner)
    alerts.decline(answered, reason="停产", by=owner)
    StockAlert.objects.filter(pk=mine.pk).update(answer_by=clock.now() - timedelta(hours=1))
    client = Client()
    client.force_login(owner)

    def found(query):
        return {row.record for row in client.get(f"/backoffice/inventory/alerts/?{query}").context["table"].rows}

    assert found("view=open") == {mine, empty}
    assert found("view=answered") == {answered}
    assert found("view=mine") == {mine} and found("view=late") == {mine}
    assert found("urgency=none") == {empty}


def test_the_alert_waits_on_the_workbench_with_its_clock():
    alert = make.make_low()
    queue = next(queue for queue in queues.queues if queue.code == "inventory.alerts")
    assert (queue.count(None), queue.due(None)) == (1, alert.answer_by)
    assert "inventory/alerts/?view=open" in client_with(*BUYER).get("/backoffice/").content.decode()


@pytest.mark.duty("P10a")
def test_the_list_of_stock_tells_what_turns_over_slowly_and_so_it_tells_the_shelf():
    slow, quick = make.grown_up(make.make_sku()), make.grown_up(make.make_sku())
    for sku, left in ((slow, 9), (quick, 90)):
        make.stocked(sku, 73)
        make.sold(sku, left)
    page = client_with("inventory.view_stock").get("/backoffice/inventory/levels/?view=long").content.decode()
    assert slow.code in page and "50 %" in page and quick.code not in page
    assert hooks.turnover_of([slow.product_id, quick.product_id]) == {slow.product_id: 50, quick.product_id: 500}
