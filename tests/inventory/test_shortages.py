"""Orders whose goods were lost wait on one list, and on the workbench of those who answer for batches."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inventory.backoffice.receiving import open_receipts
from inventory.backoffice.shortages import shortages
from inventory.services import commit, hold, reserve
from microstore.core import clock
from tests.factories.inventory import batch_of, make_line, make_person, make_sku, stocked

pytestmark = pytest.mark.django_db


def lose(reference):
    """A paid promise whose only batch is put on hold."""
    sku = make_sku()
    stock = stocked(sku, 5)
    reserve(reference, {sku.pk: 3}, clock.now() + timedelta(minutes=30))
    commit(reference)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    return sku


def page_for(person):
    client = Client()
    client.force_login(person)
    client.get("/backoffice/inventory/shortages/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get("/backoffice/inventory/shortages/")
    return page, len(caught)


def test_the_list_names_each_order_short_of_stock_and_leads_to_it():
    sku = lose("SO-SHORT")
    stock = stocked(make_sku(), 5)
    reserve("SO-FINE", {stock.sku_id: 1}, clock.now() + timedelta(minutes=30))
    text = page_for(make_person("马骁", "inventory.view_stock"))[0].content.decode()
    assert "SO-SHORT" in text and sku.code in text and "SO-FINE" not in text
    assert "/backoffice/search/?q=SO-SHORT&amp;open=1" in text


def test_more_rows_cost_no_more_queries():
    person = make_person("马骁", "inventory.view_stock")
    lose("SO-1")
    few = page_for(person)[1]
    for number in range(2, 6):
        lose(f"SO-{number}")
    assert page_for(person)[1] == few


def test_shortages_are_counted_for_those_who_answer_for_batches_alone():
    lose("SO-1")
    assert shortages(make_person("马骁", "inventory.hold_batch")) == 1
    assert shortages(make_person("钱多", "inventory.view_stock")) == 0


def test_deliveries_wait_for_those_who_receive_them_alone():
    make_line(make_sku())
    assert open_receipts(make_person("马骁", "inventory.receive_receipt")) == 1
    assert open_receipts(make_person("钱多", "inventory.view_receipt")) == 0
