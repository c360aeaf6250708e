"""Lists of products and prices: read in any writing, tried with every error named, applied as a whole or not at all."""

import csv
import io

import pytest
import xlsxwriter
from django.core.files.storage import default_storage
from django.test import Client

from catalog.imports import exceptions, uploading
from catalog.imports.exporting import ProductDataList
from catalog.models import ImportRow, Product, ProductRevision, Sku
from microstore.core import approvals, jobs
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories import catalog as make
from tests.factories import imports as make_list
from tests.factories.accounts import make_staff
from tests.factories.imports import allowed, applied, counts, tried, upload
from tests.factories.selection import make_selected
from tests.factories.suppliers import make_supplier
from tests.switches import Killed, kill_at

pytestmark = pytest.mark.django_db
HEADERS = ["SKU编号", "产品名称", "批准文号", "证明方式", "分类", "供货商", "规格", "条形码", "重量(克)", "主要原料", "详情"]
SHORT = ["SKU编号", "卖点"]


def row(number: int, **changed) -> list[str]:
    cells = dict(zip(HEADERS, [
        f"HP9{number:03d}", f"康养牌试验{number}号软胶囊", f"国食健注G2019{number:04d}", "", "抗氧化", "康养供应链", "0.5g/粒×60粒", "",
        "120", "葡萄籽提取物", "软胶囊，60粒装。"], strict=True))  # fmt: skip
    return list((cells | changed).values())


def text_of(rows, headers=HEADERS, **how) -> bytes:
    return make_list.text_of(rows, headers, **how)


def book_of(rows, headers=HEADERS) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for place, cells in enumerate([headers, *rows]):
        for at, cell in enumerate(cells):
            (sheet.write_formula if cell.startswith("=") else sheet.write_string)(place, at, cell)
    book.close()
    return out.getvalue()


@pytest.fixture
def lin(db):
    make.make_shelf()
    return make.make_person()


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", "\t"), ("gbk", ";"), ("gb18030", ","), ("utf-16", ","), ("utf-16-le", "\t")])
def test_each_writing_is_found_out_and_shown(lin, encoding, delimiter):
    rows = [row(1, 详情="㐂软胶囊" if encoding == "gb18030" else "软胶囊")]
    batch = upload(text_of(rows, encoding=encoding, delimiter=delimiter), lin)
    assert (batch.encoding, batch.delimiter, batch.headers) == (encoding, delimiter, HEADERS)
    assert uploading.samples(batch)[1] == ["康养牌试验1号软胶囊"]


def test_columns_are_guessed_by_their_headers_and_remembered_as_the_person_said(lin):
    batch = upload(text_of([row(1)]), lin)
    assert batch.columns == {"sku": 0, "certificate_name": 1, "approval_number": 2, "category": 4, "supplier": 5, "spec": 6, "barcode": 7,
                             "weight_grams": 8, "ingredients": 9, "description": 10}  # fmt: skip
    uploading.try_out(batch, {"certificate_name": 1, "sku": 0}, by=lin)
    assert upload(text_of([row(2)]), lin).columns == {"certificate_name": 1, "sku": 0}
    assert len(upload(text_of([row(2)]), make.make_person()).columns) == 10


def test_new_products_become_drafts_with_their_pack_size_and_nothing_is_listed(lin):
    batch = tried(text_of([row(1), row(2)]), lin)
    assert counts(batch) == ("checked", 2, 0, 0, 0) and Product.objects.count() == 0
    assert counts(applied(batch, lin)) == ("applied", 2, 0, 0, 0)
    first = Product.objects.get(skus__code="HP9001")
    assert (first.state, first.name, first.owner, first.live_revision) == ("preparing", "康养牌试验1号软胶囊", lin, None)
    draft = first.revisions.get()
    assert (draft.state, draft.title, draft.approval_number, draft.verdict) == ("draft", "康养牌试验1号软胶囊", "国食健注G20190001", "pass")
    assert 0 < draft.completeness < 100 and draft.rules_version
    assert (first.skus.get().spec, first.skus.get().units_of_use, first.skus.get().weight_grams) == ("0.5g/粒×60粒", 60, 120)
    assert Event.objects.filter(name="product.created", reason=batch.number).count() == 2
    assert sorted(Product.objects.values_list("code", flat=True)) == ["P00001", "P00002"]


def test_what_nobody_selected_comes_in_only_when_the_director_allows_it(lin, post_rights):
    director = make_staff(post=Post.DIRECTOR).user
    batch = tried(text_of([row(1), row(2)]), lin)
    assert all("approved list" in " ".join(one.remarks) or "入选清单" in " ".join(one.remarks) for one in ImportRow.objects.all())
    with pytest.raises(Refused):
        uploading.confirm(batch, by=lin)
    asked = exceptions.ask(batch, reason="既有商品建档", by=lin)
    with pytest.raises(Refused):
        uploading.confirm(batch, by=lin)
    approvals.decide(asked, yes=True, reason="上线前已在售", by=director)
    assert (applied(batch, lin).state, Product.objects.count()) == ("applied", 2)
    decided = Event.objects.get(name="approval.decided")
    assert (decided.by, decided.reason, decided.subject_id) == (director, "上线前已在售", batch.pk)


def test_what_was_allowed_is_what_was_tried_then(lin):
    batch = allowed(tried(text_of([row(1), row(2)]), lin), lin)
    batch = tried(b"", lin, batch=batch)
    with pytest.raises(Refused):
        uploading.confirm(batch, by=lin)
    assert exceptions.may_ask(batch)
    assert not Product.objects.exists()


def test_the_exception_is_asked_for_on_the_page_of_the_list_and_decided_with_its_rows_in_sight(client, lin):
    batch = tried(text_of([row(1)]), lin)
    client.force_login(lin)
    address = f"/backoffice/catalog/imports/{batch.number}/"
    assert f"{address}exception/" in client.get(address).content.decode()
    assert client.post(f"{address}exception/", {"reason": "既有商品建档"}).status_code == 302
    assert f"{address}exception/" not in client.get(address).content.decode()
    client.force_login(make.make_person())
    asked = approvals.waiting_about(batch)
    assert "康养牌试验1号软胶囊" in client.get(f"/backoffice/approvals/{asked.number}/").content.decode()


def test_a_row_on_the_approved_list_becomes_the_product_of_its_selection(lin):
    chosen = make_selected(name="康养牌试验1号软胶囊")
    batch = tried(text_of([row(1)]), lin)
    assert not exceptions.may_ask(batch)
    assert applied(batch, lin).state == "applied"
    chosen.refresh_from_db()
    assert chosen.product == Product.objects.get()
    other = make_selected(name="康养牌试验2号软胶囊", supplier=make_supplier("S8", "另一家供应商"))
    assert tried(text_of([row(2)]), lin).faulty == 1 and other.product is None


def test_the_draft_of_an_import_is_what_the_page_would_have_written(lin):
    from catalog.gate import certificates

    applied(tried(text_of([row(1, 详情="每日服用可以治疗高血压")]), lin), lin)
    draft = ProductRevision.objects.get()
    kept = {name: getattr(draft, name) for name in ("verdict", "hits", "rules_version", "text_hash", "completeness")}
    certificates.judged(draft, draft.product)
    assert kept == {name: getattr(draft, name) for name in kept} and kept["verdict"] == "block"
    assert "治疗" in ImportRow.objects.get().remarks[-1]


def test_the_same_list_again_changes_nothing(lin):
    content = text_of([row(1), row(2)])
    applied(tried(content, lin), lin)
    again = tried(content, lin)
    assert counts(again) == ("checked", 0, 0, 2, 0)
    with pytest.raises(Refused):
        uploading.confirm(again, by=lin)


def test_a_listed_product_keeps_its_page_and_gets_a_draft_that_says_what_changes(lin):
    product = make.make_listed()
    code = product.skus.get().code
    batch = tried(text_of([[code, "每日两次"]], headers=SHORT), lin)
    assert counts(batch) == ("checked", 0, 1, 0, 0)
    assert ImportRow.objects.get().changes == [["subtitle", "", "每日两次"]]
    applied(batch, lin)
    product.refresh_from_db()
    assert (product.state, product.live_revision.subtitle) == ("listed", "")
    draft = product.pending_revision
    assert (draft.number, draft.state, draft.subtitle, draft.copy_by) == (2, "draft", "每日两次", None)
    assert draft.title == product.live_revision.title
    assert draft.data_by is None


def test_shelf_and_pack_size_change_at_once_and_the_card_follows(lin):
    product = make.make_listed()
    make.Category.objects.create(name="免疫", slug="immune")
    code = product.skus.get().code
    applied(tried(text_of([[code, "免疫", "0.5g/粒×120粒"]], headers=["SKU编号", "分类", "规格"]), lin), lin)
    product.refresh_from_db()
    assert (product.category.name, product.skus.get().spec, product.listings.get().spec) == ("免疫", "0.5g/粒×120粒", "0.5g/粒×120粒")
    assert product.pending_revision is None


def test_further_rows_of_a_product_add_pack_sizes(lin):
    rows = [row(1), row(1, SKU编号="HP9001B", 规格="0.5g/粒×120粒")]
    applied(tried(text_of(rows), lin), lin)
    assert list(Product.objects.get().skus.values_list("code", "position")) == [("HP9001", 1), ("HP9001B", 2)]
    assert ProductRevision.objects.count() == 1


FORMULA = ({"详情": "=1+1"}, r"=1\+1")
BAD = [
    ({"批准文号": "国食健字12"}, "批准文号|approval number"), ({"分类": "没有的分类"}, "没有的分类"), ({"重量(克)": "半斤"}, "半斤"),
    ({"条形码": "6901234567890"}, "barcode|条码|校验"), ({"产品名称": ""}, "name on the certificate|证书"), FORMULA,
    ({"规格": ""}, "specification|规格"), ({"规格": "60粒（根治糖尿病）"}, "根治糖尿病"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "told", "writing"), [*((*each, text_of) for each in BAD), (*FORMULA, book_of)])
def test_what_the_page_would_refuse_is_an_error_of_its_row_and_nothing_goes_in(lin, changed, told, writing):
    import re

    batch = tried(writing([row(1), row(2, **changed)]), lin)
    assert counts(batch) == ("checked", 1, 0, 0, 1)
    (faulty,) = ImportRow.objects.filter(outcome="fault")
    assert faulty.number == 3 and re.search(told, " ".join(faulty.faults)), faulty.faults
    with pytest.raises(Refused):
        uploading.confirm(batch, by=lin)
    assert Product.objects.count() == 0
    with default_storage.open(batch.errors.path) as stored:
        lines = list(csv.reader(io.StringIO(stored.read().decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == ["3"] and ("'=1+1" in lines[1]) == ("详情" in changed)


def test_doubles_in_a_list_name_the_first_row(lin):
    batch = tried(text_of([row(1), row(2), row(1)]), lin)
    (faulty,) = ImportRow.objects.filter(outcome="fault")
    assert batch.faulty == 1 and faulty.number == 4 and "2" in faulty.faults[0]


def test_texts_that_only_look_like_formulas_are_texts(lin):
    applied(tried(text_of([row(1, 主要原料="'-葡萄籽", 详情='="软胶囊"')]), lin), lin)
    draft = ProductRevision.objects.get()
    assert (draft.ingredients, draft.description) == ("-葡萄籽", "软胶囊")


def test_a_product_in_review_is_left_alone(lin):
    product = make.make_draft(by=lin)
    make.confirm(product)
    make.products.submit(product, reason="齐全", by=lin)
    batch = tried(text_of([[product.skus.get().code, "卖点"]], headers=SHORT), lin)
    assert batch.faulty == 1


def test_an_import_killed_in_the_middle_leaves_nothing_and_goes_through_the_second_time(lin, monkeypatch):
    monkeypatch.setattr("catalog.imports.running.BATCH", 2)
    batch = tried(text_of([row(number) for number in range(1, 6)]), lin)
    uploading.confirm(allowed(batch, lin), by=lin)
    with monkeypatch.context() as switched, pytest.raises(Killed):
        kill_at(switched, "catalog.import.batch_written")
        jobs.run(batch.job_id)
    assert (Product.objects.count(), Sku.objects.count()) == (0, 0)
    jobs.Job.objects.filter(pk=batch.job_id).update(state="queued")
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, Product.objects.count()) == ("applied", 5)


def test_what_changed_since_the_trial_stops_the_whole_list(lin):
    second = {"certificate_name": "康养牌二号胶囊", "title": "康养牌二号胶囊", "approval_number": "国食健注G20190199"}
    products = [make.make_listed(), make.make_listed(**second)]
    codes = [product.skus.get().code for product in products]
    batch = tried(text_of([[code, "新卖点"] for code in codes], headers=SHORT), lin)
    make.products.edit(products[1], facts={"subtitle": "别的"}, by=lin)
    uploading.confirm(batch, by=lin)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    assert batch.state == "failed" and products[0].pending_revision is None


def test_prices_go_the_way_of_a_price_change(lin):
    product = make.make_listed(price_fen=15100)
    sku = product.skus.get()
    batch = tried(text_of([[sku.code, "149.00"]], headers=["SKU编号", "售价"]), lin, kind="prices", reason="市场价")
    assert counts(batch) == ("checked", 0, 1, 0, 0)
    applied(batch, lin)
    from catalog.models import PriceChange

    change = PriceChange.objects.get(method__contains=batch.number)
    assert [(line.sku, line.old_fen, line.new_fen) for line in change.lines.all()] == [(sku, 15100, 14900)]


def test_what_is_exported_comes_in_again_and_changes_nothing(lin):
    make.make_listed()
    client = Client()
    client.force_login(lin)
    columns = list(ProductDataList.table_class.base_columns)
    answer = client.post("/backoffice/catalog/product-data/export/", {"format": "csv", "query": "", "columns": columns, "old_excel": "on"})
    content = b"".join(answer.streaming_content)
    assert "产品编号" in content.decode("gb18030") or "Product number" in content.decode("gb18030")
    assert counts(tried(content, lin)) == ("checked", 0, 0, 1, 0)
