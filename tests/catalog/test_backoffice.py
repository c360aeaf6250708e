"""A product's way through the pages, by the people whose duty it is."""
import io

import pytest
from PIL import Image

from catalog.models import Product, Sku, Supplier
from tests.factories.catalog import COMPLETE, confirm, make_draft, make_listed, make_person, make_ready, make_shelf, make_shop
from tests.factories.selection import make_proposal, make_selected
from tests.factories.suppliers import make_supplier

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(client):
    """A colleague with every right, signed in."""
    person = make_person()
    client.force_login(person)
    return person


def form_of(client, address):
    """What the form holds as drawn, ready to be posted back."""
    page = client.get(address).context
    form = page["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in fields.items() if value not in (None, "", False)} | {"seen": page["seen"]}


def filled(**changes):
    shelf = make_shelf()
    facts = {name: value for name, value in COMPLETE.items() if name != "pictures"}
    place = {"product_class": "health_food", "category": shelf["category"].pk, "brand": shelf["brand"].pk, "supplier": shelf["supplier"].pk}
    place |= {"proposal": make_selected(name=COMPLETE["certificate_name"]).number}
    return facts | place | {"spec": "0.5g/粒×100粒", "weight_grams": 150, "shelf_life_months": 24} | changes


def test_product_is_created_from_the_form(client, lin):
    answer = client.post("/backoffice/catalog/products/new/", filled(), follow=True)
    product = Product.objects.get()
    assert answer.redirect_chain[-1][0] == f"/backoffice/catalog/products/{product.code}/"
    assert (product.owner, product.state, product.revisions.get().completeness) == (lin, "preparing", 94)
    assert "图片" in answer.content.decode()
    assert (product.proposal.name, product.skus.get().cost_fen) == (product.name, 6000)


@pytest.mark.duty("P1")
def test_what_was_not_selected_is_not_made_from_the_form(client, lin):
    make_supplier("S8", "另一家供应商")
    voting = make_proposal()
    for changed in ({"proposal": ""}, {"proposal": voting.number}, {"supplier": Supplier.objects.get(code="S8").pk}):
        answer = client.post("/backoffice/catalog/products/new/", filled(**changed))
        assert (answer.status_code, list(answer.context["form"].errors), Product.objects.count()) == (422, ["proposal"], 0)


def test_form_opened_from_a_selection_knows_what_was_selected(client, lin):
    chosen = make_selected(approval_number="国食健注G20190188")
    page = client.get(f"/backoffice/catalog/products/new/?proposal={chosen.number}").context["form"]
    shown = {name: page[name].value() for name in ("certificate_name", "approval_number", "spec", "supplier")}
    said = {"certificate_name": chosen.name, "approval_number": chosen.approval_number, "spec": chosen.spec, "supplier": chosen.supplier_id}
    assert shown == said


@pytest.mark.parametrize(("field", "value"), [
    ("approval_number", "国食健注G2019018"), ("approval_number", "国食健备G202144001234"), ("title", "神奇葡萄籽"),
    ("barcode", "6971501680013"),
    ("function_ids", ["HFX1"])])
def test_wrong_field_comes_back_with_its_sentence_and_nothing_is_made(client, lin, field, value):
    answer = client.post("/backoffice/catalog/products/new/", filled(**{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Product.objects.count() == 0


def test_edit_writes_the_draft_and_the_page_shows_what_changes(client, lin):
    product = make_listed()
    address = f"/backoffice/catalog/products/{product.code}/edit/"
    client.post(address, form_of(client, address) | {"subtitle": "新包装", "description": "口感最佳，可根治失眠。"})
    page = client.get(f"/backoffice/catalog/products/{product.code}/").content.decode()
    assert product.listings.get().subtitle == ""
    assert "<ins>新包装</ins>" in page
    assert "“根治”" in page
    assert "《" in page


def test_an_edit_sent_twice_is_saved_once_and_one_that_was_overtaken_says_where(client, lin):
    product = make_draft()
    address = f"/backoffice/catalog/products/{product.code}/edit/"
    typed = form_of(client, address) | {"subtitle": "新包装"}
    assert [client.post(address, typed).status_code for _press in range(2)] == [302, 302]
    overtaken = client.post(address, typed | {"subtitle": "旧包装"})
    assert (overtaken.status_code, overtaken.context["changed"]) == (409, ["副标题"])
    assert Product.objects.get().newest_revision.subtitle == "新包装"


def test_blocked_draft_is_not_submitted_and_the_words_are_named(client, lin):
    product = make_draft(description="可根治失眠")
    answer = client.post(f"/backoffice/catalog/products/{product.code}/submit/", {"reason": "资料齐全"})
    assert answer.status_code == 422
    assert "根治" in answer.content.decode()
    assert Product.objects.get().state == "preparing"


def test_submit_and_approve_by_two_people(client, lin):
    product = make_draft()
    client.post(f"/backoffice/catalog/products/{product.code}/submit/", {"reason": "资料齐全"})
    assert client.get(f"/backoffice/catalog/products/{product.code}/approve/").status_code == 409
    client.force_login(make_person())
    refused = client.post(f"/backoffice/catalog/products/{product.code}/approve/", {"reason": "核对无误"})
    assert (refused.status_code, Product.objects.get().state) == (422, "info_review")
    confirm(product)
    assert "资料齐全" in client.get(f"/backoffice/catalog/products/{product.code}/approve/").content.decode()
    client.post(f"/backoffice/catalog/products/{product.code}/approve/", {"reason": "核对无误"})
    assert Product.objects.get().state == "ready"


def test_price_and_shelf_from_the_pages(client, lin):
    product, store = make_ready(), make_shop()
    sku = product.skus.get()
    given = {"amount_fen": "128.50", "list_fen": "160", "reason": "活动结束"}  # a list price is not asked for and not kept
    client.post(f"/backoffice/catalog/skus/{sku.code}/price/", given)
    client.post(f"/backoffice/catalog/products/{product.code}/list/", {"stores": [store.pk]})
    card = product.listings.get()
    assert (card.price_fen, card.list_fen, card.is_on) == (12850, None, True)


@pytest.mark.parametrize("values", [
    {"amount_fen": "0"}, {"amount_fen": "x"}, {"amount_fen": "150", "from_units": "0"}, {"amount_fen": "1e999"},
    {"amount_fen": "10", "valid_from": "2020-01-01T00:00"}])
def test_senseless_price_is_refused_on_the_page(client, lin, values):
    sku = make_ready().skus.get()
    assert client.post(f"/backoffice/catalog/skus/{sku.code}/price/", {"reason": "改价"} | values).status_code == 422
    assert sku.prices.count() == 1


def test_picture_belongs_to_the_draft_until_approved(client, lin, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    product = make_listed()
    shot = io.BytesIO()
    Image.new("RGB", (700, 700), "white").save(shot, "PNG")
    shot.seek(0)
    shot.name = "front.png"
    client.post(f"/backoffice/catalog/products/{product.code}/pictures/new/", {"picture": shot})
    draft = product.pending_revision
    assert len(draft.pictures) == 4
    assert draft.pictures[3].endswith("/640.webp|160,320,640")
    assert len(product.live_revision.pictures) == 3
    client.post(f"/backoffice/catalog/products/{product.code}/pictures/3/first/")
    assert product.pending_revision.pictures[0] == draft.pictures[3]
    client.post(f"/backoffice/catalog/products/{product.code}/pictures/0/remove/")
    assert product.pending_revision.pictures == product.live_revision.pictures
    assert "640.webp" not in client.get(f"/backoffice/catalog/products/{product.code}/").content.decode()


def test_text_that_is_no_picture_is_refused(client, lin):
    product = make_draft()
    upload = io.BytesIO(b"<script>")
    upload.name = "x.png"
    assert client.post(f"/backoffice/catalog/products/{product.code}/pictures/new/", {"picture": upload}).status_code == 422
    assert product.revisions.get().pictures == COMPLETE["pictures"]


def test_pack_size_is_added_and_changed(client, lin):
    product = make_ready()
    client.post(f"/backoffice/catalog/products/{product.code}/skus/new/", {
        "spec": "60粒", "weight_grams": 90, "shelf_life_months": 24, "position": 2, "is_active": "on"})
    sku = Sku.objects.get(spec="60粒")
    assert sku.code == f"{product.code}-2"
    address = f"/backoffice/catalog/skus/{sku.code}/edit/"
    client.post(address, form_of(client, address) | {"barcode": "6971501680012"})
    assert Sku.objects.get(pk=sku.pk).barcode == "6971501680012"


def test_category_cannot_stand_below_itself_nor_four_deep(client, lin):
    one = make_shelf()["category"]
    two = one.__class__.objects.create(name="二", slug="two", parent=one)
    three = one.__class__.objects.create(name="三", slug="three", parent=two)
    answer = client.post("/backoffice/catalog/categories/new/", {"name": "四", "slug": "four", "parent": three.pk, "position": 1})
    assert answer.status_code == 422
    address = f"/backoffice/catalog/categories/{one.pk}/edit/"
    assert client.post(address, form_of(client, address) | {"parent": two.pk}).status_code == 422
    assert one.__class__.objects.count() == 3


PAGES = [
    "catalog/products/", "catalog/products/?state=listed&complete=yes&verdict=pass&mine=no&pending=no", "catalog/products/?q=葡萄籽",
    "catalog/listings/", "catalog/listings/?is_on=true",
    "catalog/skus/", "catalog/prices/?when=now", "catalog/prices/?when=planned", "catalog/categories/",
    "catalog/brands/", "catalog/suppliers/", "compliance/rules/", "compliance/rules/ad_forbidden_terms/?q=治疗", "compliance/try/"]


def test_pages_open_with_each_filter(client, lin):
    make_listed()
    assert [address for address in PAGES if client.get(f"/backoffice/{address}").status_code != 200] == []


def test_unknown_rule_table_is_not_found(client, lin):
    assert client.get("/backoffice/compliance/rules/no-such/").status_code == 404


def test_text_is_tried_and_nothing_is_kept(client, lin):
    answer = client.post("/backoffice/compliance/try/", {"text": "根治失眠，口感好", "product_class": "health_food", "kind": "listing"})
    page = answer.content.decode()
    assert '<mark class="h-block">根治</mark>' in page
    assert answer.status_code == 200


def test_list_costs_the_same_for_few_and_for_many(client, lin, django_assert_max_num_queries):
    store = make_shop()
    for _ in range(6):
        make_listed(store)
    client.get("/backoffice/catalog/products/")
    with django_assert_max_num_queries(22):
        client.get("/backoffice/catalog/products/")
    with django_assert_max_num_queries(40):
        client.get(f"/backoffice/catalog/products/{Product.objects.first().code}/")
