"""The pages of lists and of the shelf open, say what is there, and act."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import CatalogImport, Product, Removal, TuningTask
from catalog.shelf import removing, tuning
from microstore.core import jobs
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db
LIST = "SKU编号,副标题\n{code},每日两次\nXX1,\n"


@pytest.fixture
def office(db):
    make.make_shelf()
    client = Client()
    client.force_login(make.make_person())
    return client


def page(office, address: str) -> str:
    answer = office.get(f"/backoffice/catalog/{address}")
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_list_is_uploaded_named_tried_and_looked_at_on_its_pages(office):
    code = make.make_listed().skus.get().code
    sent = SimpleUploadedFile("卖点.csv", LIST.format(code=code).encode("gbk"))
    answer = office.post("/backoffice/catalog/imports/new/", {"kind": "products", "file": sent})
    batch = CatalogImport.objects.get()
    assert answer.status_code == 302 and batch.encoding == "gbk"
    assert "GBK" in page(office, f"imports/{batch.number}/") and "每日两次" in page(office, f"imports/{batch.number}/try/")
    office.post(f"/backoffice/catalog/imports/{batch.number}/try/", {"column_0": "sku", "column_1": "subtitle"})
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    assert "每日两次" in page(office, f"imports/{batch.number}/") and batch.number in page(office, "imports/")
    rows = page(office, f"import-rows/?batch={batch.number}&outcome=changed")
    assert "每日两次" in rows and "XX1" not in rows
    assert "XX1" not in page(office, "import-rows/")


def test_the_shelf_shows_what_left_what_waits_and_what_is_to_be_tuned(office):
    product, by = make.make_listed(), make.make_person()
    task = TuningTask.objects.create(product=product, week=tuning.monday(), reasons=[["funnel", "加购率下降"]], before=[100, 5])
    assert product.name in page(office, "tuning/") and "加购率下降" in page(office, f"tuning/{task.pk}/")
    office.post(f"/backoffice/catalog/tuning/{task.pk}/keep/", {"reason": "不跟"})
    task.refresh_from_db()
    assert task.state == "kept"
    office.post(f"/backoffice/catalog/products/{product.code}/propose-delisting/", {"why": "slow", "reason": "动销低"})
    assert Removal.objects.get().state == "proposed" and "动销低" in page(office, "removals/")
    assert "动销低" in page(office, f"products/{product.code}/")
    removing.decline(Removal.objects.get(), by=by, reason="再看看")
    assert code_of(product) in page(office, "product-data/")


def test_slow_goods_cannot_be_delisted_at_once_but_many_be_proposed_together(office):
    second = {"certificate_name": "康养牌二号胶囊", "title": "康养牌二号胶囊", "approval_number": "国食健注G20190199"}
    rows = [make.make_listed(), make.make_listed(**second)]
    office.post(f"/backoffice/catalog/products/{rows[0].code}/delist/", {"why": "slow", "reason": "动销低"})
    assert {row.state for row in Product.objects.all()} == {"listed"}
    asked = {"row": [row.pk for row in rows], "why": "season", "reason": "换季", "go": "1"}
    office.post("/backoffice/catalog/products/bulk/propose-delisting/", asked)
    assert Removal.objects.filter(state="proposed", why="season").count() == 2


def code_of(product) -> str:
    return product.skus.get().code


def test_substitutes_are_set_by_their_numbers(office):
    second = {"certificate_name": "康养牌二号胶囊", "title": "康养牌二号胶囊", "approval_number": "国食健注G20190199"}
    product, other = make.make_listed(), make.make_listed(**second)
    office.post(f"/backoffice/catalog/products/{product.code}/substitutes/", {"codes": f"{other.code.lower()}"})
    assert [row.other for row in product.substitutes.all()] == [other]
    assert other.name in page(office, f"products/{product.code}/")
