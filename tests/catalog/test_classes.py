"""One declaration per class of goods decides fields, statements, shelves, sale, gifts and returns."""
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog import completeness
from catalog.forms import ProductCreateForm, ProductForm
from catalog.gate import zones
from catalog.models import Category, Listing, Product, ProductRevision, Sku
from catalog.readings import content
from catalog.services import prices, products
from microstore.compliance import goods, reference, scanner
from microstore.compliance.classes import ProductClass
from microstore.compliance.goods.table import drawn
from microstore.core.errors import Refused
from tests.factories.catalog import (
    COMPLETE,
    DEVICE,
    OTC,
    make_approved,
    make_of_class,
    make_person,
    make_shelf,
    make_shelf_of,
    make_shop,
)
from tests.factories.selection import make_selected
from tests.factories.stores import make_drug_licence

pytestmark = pytest.mark.django_db


def test_every_class_is_declared_with_fields_that_a_page_has():
    assert set(goods.ALL) == set(ProductClass.values)
    fields = {field.name for field in ProductRevision._meta.concrete_fields}
    for rules in goods.ALL.values():
        assert rules.fields <= fields, rules.code
        named = {name.removeprefix(completeness.ATTRIBUTE) for name in rules.certified if name.startswith(completeness.ATTRIBUTE)}
        assert named <= {one.name for one in rules.attributes}, rules.code
        assert {name for name in rules.certified if not name.startswith(completeness.ATTRIBUTE)} <= fields | {"marker_content"}
        assert rules.returns in reference.by_id("return_policy_exceptions")


@pytest.mark.parametrize("code", ["health_food", "ordinary_food", "special_medical", "cosmetic", "general", "virtual"])
def test_disease_claim_is_found_on_goods_without_a_leaflet(code):
    assert scanner.scan({"description": "可根治高血压"}, scanner.Subject(code)).is_blocked


@pytest.mark.parametrize(("code", "rules"), [
    ("health_food", ["S01", "S02"]), ("drug_otc_a", ["S05"]), ("drug_rx", ["S07"]), ("device_2", ["S09"]), ("special_medical", ["S11"]),
    ("ordinary_food", []), ("virtual", [])])
def test_statements_of_the_page_follow_the_class(code, rules):
    assert [one.rule for one in goods.of(code).statements("detail")] == rules


def test_gifts_promotions_and_returns_follow_the_class():
    assert {code for code, one in goods.ALL.items() if not one.may_be_gift} == {"drug_otc_a", "drug_otc_b", "drug_rx", "device_3"}
    assert {"infant_formula", "special_medical", "drug_rx", "drug_otc_a"} == goods.NEVER_PROMOTED
    assert {"drug_otc_a", "drug_otc_b", "drug_rx", "virtual"} == goods.NEVER_RETURNED_UNWANTED
    assert set(goods.NOT_SOLD) == {"drug_rx"}
    assert set(goods.NO_PARCEL) == {"virtual"}


def test_form_shows_the_fields_of_its_class_alone():
    otc = ProductForm(product_class="drug_otc_b")
    assert {"attribute_indications", "attribute_generic_name", "approval_number"} <= set(otc.fields)
    assert not {"function_claim", "function_ids", "marker_content"} & set(otc.fields)
    assert {"function_claim", "function_ids"} <= set(ProductForm(product_class="health_food").fields)
    assert "attribute_file_kind" in ProductCreateForm({"product_class": "virtual"}).fields


@pytest.mark.parametrize("code", sorted(set(goods.ALL) - set(goods.BUNDLES)))
def test_form_of_every_class_opens(client, code):
    client.force_login(make_person())
    page = client.get(f"/backoffice/catalog/products/new/?class={code}")
    assert page.status_code == 200
    assert page.context["form"]["product_class"].value() == code


def test_device_is_created_in_the_browser_with_its_own_facts(client):
    client.force_login(make_person())
    shelf = make_shelf()
    facts = {name: value for name, value in (COMPLETE | DEVICE).items() if name not in ("pictures", "attributes", "function_ids")}
    further = {f"attribute_{name}": value for name, value in DEVICE["attributes"].items()}
    selected = make_selected(product_class="device_2")
    place = {"product_class": "device_2", "category": shelf["category"].pk, "supplier": shelf["supplier"].pk, "proposal": selected.number}
    pack = {"spec": "10只/袋", "weight_grams": 60, "shelf_life_months": 24}
    client.post("/backoffice/catalog/products/new/", facts | further | place | pack)
    product = Product.objects.get()
    assert product.product_class == "device_2"
    assert {name: product.revisions.get().attributes[name] for name in DEVICE["attributes"]} == DEVICE["attributes"]


def test_further_fact_counts_in_the_completeness_by_its_weight():
    product = make_of_class("device_2", "ordinary", **DEVICE)
    draft = product.revisions.get()
    assert (draft.completeness, completeness.missing(draft, product)) == (100, [])
    products.edit(product, facts={"attributes": DEVICE["attributes"] | {"scope": ""}})
    draft.refresh_from_db()
    assert completeness.missing(draft, product) == ["attribute:scope"]
    assert draft.completeness == 100 * 22 // 25


def test_leaflet_that_differs_from_the_approved_one_stops_the_page():
    product = make_of_class("drug_otc_b", "otc", **OTC)
    products.edit(product, facts={"attributes": OTC["attributes"] | {"indications": "用于各种疼痛"}})
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())
    products.edit(product, facts={"attributes": OTC["attributes"]})
    products.submit(product, reason="资料齐全", by=make_person())


@pytest.mark.parametrize(("name", "control"), [("氢溴酸右美沙芬片", "none"), ("头孢曲松钠注射剂", "none"), ("普通片", "psychotropic")])
def test_medicine_on_the_prohibited_list_is_not_published(name, control):
    facts = OTC | {"certificate_name": name, "title": name, "attributes": OTC["attributes"] | {"generic_name": name, "control": control}}
    product = make_of_class("drug_otc_a", "otc", **facts)
    with pytest.raises(Refused) as refusal:
        products.submit(product, reason="资料齐全", by=make_person())
    assert "RX-04" in str(refusal.value)
    assert Product.objects.get().state == "preparing"


@pytest.mark.parametrize("name", ["复方右美沙芬糖浆", "布洛芬缓释胶囊", "复方氨酚烷胺片"])
def test_medicine_that_an_exception_frees_is_published(name):
    facts = OTC | {"certificate_name": name, "title": name, "attributes": OTC["attributes"] | {"generic_name": name}}
    assert make_approved(make_of_class("drug_otc_b", "otc", **facts)).state == "ready"


@pytest.mark.parametrize(("code", "number", "is_fit"), [
    ("device_2", "粤械注准20232140001", True), ("device_3", "粤械注准20232140001", False), ("device_3", "国械注准20233140001", True),
    ("device_1", "国械备20140001", True), ("device_2", "国械备20140001", False)])
def test_class_in_the_number_of_a_device_is_its_class(code, number, is_fit):
    product = make_of_class(code, "ordinary", **DEVICE | {"approval_number": number})
    assert (completeness.faults(product.revisions.get(), product) == []) is is_fit


def test_formula_for_a_specific_disease_is_kept_off_the_shelf():
    facts = {"approval_number": "国食注字TY20230001", "attributes": {"kind": "specific"}, "function_claim": "", "function_ids": []}
    product = make_of_class("special_medical", "special_medical", **facts)
    assert any("HF-18" in fault for fault in completeness.faults(product.revisions.get(), product))


def test_prescription_drug_is_told_about_without_price_picture_and_button(client):
    store = make_shop()
    facts = OTC | {"pictures": [], "certificate_name": "阿莫西林胶囊", "title": "阿莫西林胶囊"}
    product = make_approved(make_of_class("drug_rx", "rx", **facts))
    with pytest.raises(Refused):
        prices.set_price(product.skus.get(), amount_fen=1000, reason="定价", by=make_person())
    products.list_in_store(product, [store], by=make_person())
    page = client.get(f"/p/{product.slug}/").content.decode()
    assert "处方药须凭处方在药师指导下购买和使用" in page
    assert "OTC" not in page
    assert "cart/add" not in page.split("<main")[1]
    shelf = client.get(f"/c/{product.category.slug}/", follow=True)
    told = shelf.content.decode().split("<main")[1]
    assert shelf.redirect_chain == [("/medicines/", 302)] and "本店不销售处方药" in told
    assert all(words in told for words in ("阿莫西林胶囊", "国药准字H20013062", "处方药须凭处方在药师指导下购买和使用"))
    assert not any(words in told for words in ("¥", "<img", "cart/add"))
    assert (Sku.objects.sellable(store).count(), Listing.objects.on_sale(store).count()) == (0, 0)


def make_virtual(**attributes):
    facts = {"approval_number": "", "function_claim": "", "function_ids": []}
    return make_of_class("virtual", "ordinary", attributes={"licence_terms": "仅供本人阅读", **attributes}, **facts)


def test_e_book_passes_the_gate_with_its_file_and_is_never_sold_out(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    product = make_virtual(file_kind="book")
    assert completeness.missing(product.revisions.get(), product) == ["book"]
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())
    with pytest.raises(Refused):
        content.put(product, SimpleUploadedFile("book.epub", b"PK\x03\x04 no book"), by=make_person())
    content.put(product, SimpleUploadedFile("book.pdf", b"%PDF-1.4"), by=make_person())
    product = make_approved(product)
    prices.set_price(product.skus.get(), amount_fen=2900, reason="定价", by=make_person())
    products.list_in_store(product, [make_shop()], by=make_person())
    assert (Sku.objects.sellable(make_shop()).get().in_stock, Listing.objects.get().in_stock) == (True, True)


def test_article_is_scanned_like_the_rest_of_the_page():
    product = make_virtual(file_kind="article", text="每天三粒，可根治高血压")
    draft = product.revisions.get()
    assert (completeness.missing(draft, product), draft.verdict) == ([], "block")
    with pytest.raises(Refused):
        products.submit(product, reason="资料齐全", by=make_person())


@pytest.mark.parametrize(("code", "zone", "is_fit"), [
    ("health_food", "health_food", True), ("health_food", "ordinary", False), ("health_food", "", True), ("drug_otc_b", "", False),
    ("drug_otc_b", "otc", True), ("drug_rx", "otc", False), ("ordinary_food", "health_food", False)])
def test_kinds_of_goods_stand_on_shelves_of_their_own(code, zone, is_fit):
    category = Category.objects.create(name="架", slug="shelf", zone=zone)
    below = Category.objects.create(name="下", slug="below", parent=category)
    assert zones.suits(code, below.top.zone) is is_fit


def test_product_is_not_moved_to_a_strange_shelf():
    product = make_of_class("drug_otc_b", "otc", **OTC)
    with pytest.raises(Refused):
        products.place(product, shelf={"category": make_shelf_of("health_food")["category"]}, by=make_person())
    product.refresh_from_db()
    assert product.category.zone == "otc"


def test_otc_page_carries_its_mark_and_its_return_rule(client):
    store = make_shop()
    make_drug_licence(store)
    product = make_approved(make_of_class("drug_otc_b", "otc", **OTC))
    prices.set_price(product.skus.get(), amount_fen=1990, reason="定价", by=make_person())
    products.list_in_store(product, [store], by=make_person())
    page = client.get(f"/p/{product.slug}/").content.decode()
    assert "用于缓解轻至中度疼痛" in page
    assert "国药准字H20013062" in page
    assert "药品一经售出，非质量原因不退不换" in page
    assert "请按药品说明书或者在药师指导下购买和使用" in page


def test_table_of_the_documents_is_drawn_from_the_declarations():
    page = (Path(settings.BASE_DIR) / "docs" / "catalog.md").read_text()
    assert page.split("table.py -->\n")[1].split("\n<!-- end of classes")[0] == drawn()


def test_further_fact_is_called_as_its_class_calls_it():
    words = {completeness.label_of("attribute:holder", code) for code in ("device_2", "drug_otc_a")}
    assert words == {"注册人/备案人", "上市许可持有人"}
