"""The product page: what the law wants on it, what it costs the database, and that it never shows what was true before."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Listing, ProductRevision
from catalog.services import availability, prices, products
from catalog.storefront.facts import label_of
from microstore.compliance import statements
from microstore.core.templatetags.shop import at_commas
from tests.factories.catalog import make_listed, make_person, make_shop
from tests.factories.inventory import stocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    made = make_listed(make_shop())
    stocked(made.skus.get(), 30, number="A26101801")
    availability.set_in_stock({made.skus.get().pk: True})
    return made


def page_of(client, product):
    return client.get(reverse("product", args=[product.slug]))


def queries(client, product):
    with CaptureQueriesContext(connection) as caught:
        page_of(client, product)
    return len(caught)


def test_every_required_sentence_stands_on_it_word_for_word(client, product):
    text = page_of(client, product).content.decode()
    for statement in statements.for_product(product.product_class, surface="detail"):
        assert all(part in text for part in at_commas(statement.text)), statement.rule


def test_number_people_price_batch_and_registry_are_shown(client, product):
    text = page_of(client, product).content.decode()
    batch = product.skus.get().stock.filter(on_hand__gt=0).get().batch
    label = "国食健注G20190188", "中老年人", "少年儿童、孕妇、乳母", "specialfood"
    for wanted in (*label, "¥1.51", "A26101801", f"{batch.expires_on:%Y-%m-%d}"):
        assert wanted in text


def test_a_changed_price_shows_on_the_next_request(client, product):
    page_of(client, product)
    prices.set_price(product.skus.get(), amount_fen=16800, reason="调价", by=make_person())
    text = page_of(client, product).content.decode()
    assert "<b>168</b>" in text
    assert "<b>151</b>" not in text


def test_sold_out_goods_cannot_be_put_into_the_cart(client, product):
    page_of(client, product)
    availability.set_in_stock({product.skus.get().pk: False})
    text = page_of(client, product).content.decode()
    assert 'name="sku"' not in text
    assert "aria-disabled" in text


def test_what_is_off_the_shelf_cannot_be_bought(client, product):
    page_of(client, product)
    products.delist(product, why="quality", reason="季末", by=make_person())
    gone = page_of(client, product)
    assert gone.status_code == 410
    assert "cart-add" not in gone.content.decode()
    assert 'id="buy"' not in gone.content.decode()


def test_another_stores_goods_are_not_found_here(client, product):
    assert client.get(f"/s/{make_shop('other').code}/p/{product.slug}/").status_code == 404


def test_a_kept_page_carries_each_visitors_own_token(client, product):
    tokens = {token_in(page_of(client, product)) for _time in range(2)}
    assert len(tokens) == 2
    assert not any("token-of-the-visitor" in token for token in tokens)


def token_in(response):
    return response.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_a_stranger_costs_at_most_two_queries(client, product):
    queries(client, product)
    assert queries(client, product) == 2


def test_three_things_in_the_cart_cost_no_more(client, product):
    session = client.session
    session["cart_units"] = {str(Listing.objects.get(product=product).store_id): 3}
    session.save()
    queries(client, product)
    assert '<span class="badge-n" aria-hidden="true">3</span>' in page_of(client, product).content.decode()
    assert queries(client, product) <= 3


def test_a_function_nobody_compared_is_shown_as_such(client, product):
    text = page_of(client, product).content.decode()
    assert "有助于抗氧化" in text
    assert "尚未与证书核对" in text or "not yet compared" in text


@pytest.mark.parametrize(("product_class", "number", "use"), [
    ("ordinary_food", "批准文号", "食用方法"), ("drug_otc_b", "批准文号", "用法用量"),
    ("device_2", "注册证编号或备案编号", "食用方法"), ("cosmetic", "注册证编号或备案编号", "食用方法")])
def test_each_class_calls_its_facts_as_its_law_does(product_class, number, use):
    revision = ProductRevision(approval_number="1", dosage="2", attributes={})
    assert label_of(revision, product_class)[:2] == [(number, "1"), (use, "2")]


def test_nutrient_supplement_says_that_it_is_one():
    """Rule HF-28."""
    said = [label_of(ProductRevision(attributes={}, function_ids=ids)) for ids in (["HFN01", "HFN10"], ["HF02"])]
    assert said == [[("保健食品类别", "营养素补充剂")], []]


def test_goods_without_a_sentence_or_people_of_their_own_show_no_empty_boxes(client, product):
    listing = Listing.objects.get()
    Listing.objects.update(product_class="cosmetic", version=1000)
    ProductRevision.objects.update(suitable_population="", unsuitable_population="")
    page = client.get(f"/p/{listing.slug}/").content.decode()
    assert "warnbox" not in page and 'class="people"' not in page
