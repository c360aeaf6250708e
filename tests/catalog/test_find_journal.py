"""What customers search for is counted by day, with nobody named, and the department reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import indexing
from catalog.models import SearchLog
from catalog.search import journal
from microstore.core import clock
from tests.factories.catalog import make_listed, make_person, make_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    store = make_shop()
    product = make_listed(store, title="康养牌鱼油软胶囊", certificate_name="康养牌鱼油软胶囊", approval_number="国食健注G20190001")
    indexing.index([product.pk])
    return store


def told():
    journal.flush()
    return {row.text: (row.asked, row.found_nothing, row.found_loosely, row.about_illness) for row in SearchLog.objects.all()}


def test_questions_are_counted_by_what_they_found(client, shelf):
    for text in ("鱼油", "鱼油", "ＹＵＹＯＵ", "zzqq", "糖尿病", "鱼油老人饼干"):
        client.get("/search/", {"q": text})
    assert told() == {
        "鱼油": (2, 0, 0, 0), "yuyou": (1, 0, 0, 0), "zzqq": (1, 1, 0, 0), "糖尿病": (1, 0, 0, 1), "鱼油老人饼干": (1, 0, 1, 0)}
    client.get("/search/", {"q": "鱼油"})
    assert told()["鱼油"] == (3, 0, 0, 0)
    assert set(SearchLog.objects.values_list("day", flat=True)) == {clock.today()}


def test_nothing_that_may_name_a_person_is_kept(client, shelf):
    for text in ("13800138000", "zhang@example.com", "110101199003070000", "010-88886666"):
        client.get("/search/", {"q": text})
    assert told() == {}


def test_a_question_writes_no_row(client, shelf):
    client.get("/search/", {"q": "鱼油"})
    with CaptureQueriesContext(connection) as caught:
        client.get("/search/", {"q": "yuyou"})
    assert [query["sql"] for query in caught if query["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_the_department_reads_what_was_not_found_and_adds_a_synonym(client, shelf, post_rights):
    client.get("/search/", {"q": "大蓝瓶"})
    journal.flush()
    client.force_login(make_person())
    page = client.get("/backoffice/catalog/searches/?how=nothing").content.decode()
    assert "大蓝瓶" in page
    assert "/backoffice/catalog/synonyms/new/?also=" in page
    assert client.post("/backoffice/catalog/synonyms/new/", {"also": "大蓝瓶", "word": "鱼油"}).status_code == 302
    assert "大蓝瓶" in client.get("/backoffice/catalog/synonyms/").content.decode()
    assert client.post("/backoffice/catalog/synonyms/new/", {"also": "糖尿病", "word": "鱼油"}).status_code == 422
