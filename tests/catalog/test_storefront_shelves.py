"""Lists and search as customers walk them, script or not."""
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import indexing
from catalog.models import Category, Listing
from catalog.search import PAGE
from catalog.services import prices
from tests.factories.catalog import make_listed, make_person, make_shop

pytestmark = pytest.mark.django_db

NAMES = ["康养牌维生素C咀嚼片", "康养牌鱼油软胶囊", "总统牌钙镁片"]


@pytest.fixture
def shelf():
    store = make_shop()
    made = [make_listed(store, title=name, certificate_name=name, approval_number=f"国食健注G2019000{at}", price_fen=1000 * at)
            for at, name in enumerate(NAMES, 1)]
    indexing.index([product.pk for product in made])
    return store


def titles(response):
    return re.findall(r'pc__t"><a href="[^"]+">([^<]+)</a>', response.content.decode())


def test_a_category_shows_its_goods_with_price_and_unit(client, shelf):
    response = client.get("/c/antioxidant/")
    assert sorted(titles(response)) == sorted(NAMES)
    assert "<b>10</b>" in response.content.decode()


def test_a_category_that_is_not_there_is_not_found(client, shelf):
    assert client.get("/c/nowhere/").status_code == 404


def test_goods_are_sorted_by_the_address(client, shelf):
    assert titles(client.get("/c/?sort=price")) == NAMES
    assert titles(client.get("/c/?sort=-price")) == NAMES[::-1]


def test_goods_are_narrowed_by_price_and_form(client, shelf):
    assert titles(client.get("/c/?from=15&to=25")) == [NAMES[1]]
    assert titles(client.get("/c/?form=nothing")) == []


NONSENSE = ("from=x", "from=-1", "from=NaN", "to=1e400", "after=%00", "after=abc", "sort=drop", "cat=%27",
            "from=999999999999", "brand=%00", "form=a%00", "cat=%00")


def test_nonsense_in_the_address_shows_a_page(client, shelf):
    assert [query for query in NONSENSE if client.get(f"/c/?{query}").status_code != 200] == []


def test_each_page_leads_to_the_next_by_a_plain_link(client, shelf, monkeypatch):
    product = Listing.objects.first().product
    rows = [Listing(store=shelf, product=make_listed_copy(product, at), **copied(product)) for at in range(30)]
    Listing.objects.bulk_create(rows)
    first = client.get("/c/")
    link = re.search(r'href="(\?after=[^"]+)"', first.content.decode())[1]
    second = client.get(f"/c/{link}")
    assert len(titles(first)) == PAGE
    assert len(titles(second)) == 13
    part = client.get(f"/c/{link}&part=more")
    assert titles(part) == titles(second)
    assert "<html" not in part.content.decode()


def copied(product):
    listing = product.listings.get()
    return {name: getattr(listing, name) for name in ("is_on", "title", "spec", "category", "sku", "price_fen", "slug", "picture")}


def make_listed_copy(product, at):
    return type(product).objects.create(
        code=f"C{at}", slug=f"c{at}", name=product.name, created_at=product.created_at, category=product.category,
        supplier=product.supplier)


def test_search_finds_by_initials_and_opens_a_number_at_once(client, shelf):
    assert titles(client.get("/search/?q=wssc")) == [NAMES[0]]
    assert client.get("/search/?q=国食健注G20190002").url.startswith("/p/")


def test_search_without_a_hit_offers_a_way_out(client, shelf):
    text = client.get("/search/?q=zzzzqq").content.decode()
    assert 'href="/c/antioxidant/"' in text
    assert 'href="/about/contact/"' in text


def test_what_is_typed_is_shown_as_text_alone(client, shelf):
    assert "<script>x" not in client.get("/search/?q=<script>x</script>").content.decode()


def test_what_was_ticked_is_sent_to_the_page_without_its_open_sheet(client, shelf):
    """A form without an address would keep ``#filter``, and the sheet would stand open over the goods that were found."""
    for page in ("/c/antioxidant/", f"/search/?q={NAMES[0]}"):
        assert '<form class="sheet__box sheet__box--f" action="?">' in client.get(page).content.decode()


def test_a_choice_without_goods_is_called_by_its_name(client, shelf):
    page = client.get("/c/?fn=HF19&for=children&band=1&brand=nobody").content.decode()
    chips = re.findall(r'<a class="tag tag--brand" href="[^"]*" rel="nofollow">(.*?)<svg', page)
    assert sorted(chips) == sorted(["有助于维持血脂（胆固醇/甘油三酯）健康水平", "儿童", "¥50–100", "nobody"])


def test_a_shelf_offers_no_second_list_of_shelves(client, shelf):
    assert 'name="cat"' not in client.get("/c/antioxidant/").content.decode()


def test_shelves_stand_under_the_name_of_their_zone(client, shelf):
    assert "cat__zone" not in client.get("/c/").content.decode()
    top = Category.objects.create(name="非处方药", slug="otc", zone="otc")
    Category.objects.filter(slug="antioxidant").update(parent=top)
    cache.clear()
    page = client.get("/c/antioxidant/").content.decode()
    assert '<li class="cat__zone">非处方药专区</li>' in page


def test_suggestions_are_links(client, shelf):
    assert 'href="/p/' in client.get("/search/suggest/?q=鱼油").content.decode()


def test_a_kept_list_costs_no_query_until_a_card_changes(client, shelf, django_capture_on_commit_callbacks):
    client.get("/c/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/c/")
    assert len(caught) == 0
    sku = Listing.objects.get(title=NAMES[0]).sku
    with django_capture_on_commit_callbacks(execute=True):
        prices.set_price(sku, amount_fen=4400, reason="调价", by=make_person())
    assert "<b>44</b>" in client.get("/c/").content.decode()


def test_a_fresh_list_keeps_the_budget(client, shelf):
    client.get("/c/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/c/?sort=price")
    assert len(caught) <= 6


def test_a_page_full_of_goods_and_choices_stays_small(client, shelf):
    """The longest card as often as a page holds one, and fifty choices more than these three goods have."""
    Listing.objects.filter(title=NAMES[0]).update(
        title="康养牌氨基葡萄糖硫酸软骨素碳酸钙胶囊", slug="kang-yang-pai-an-ji-pu-tao-tang-ruan-gu-su-p00001", version=1000)
    page = client.get("/c/").content.decode()
    cards = [len(card.encode()) for card in re.findall(r'<li class="pc.*?</li>', page, re.DOTALL)]
    assert len(cards) == 3
    assert len(page.encode()) - sum(cards) + PAGE * max(cards) + 50 * 105 <= 30_000



def test_a_shelf_of_medicines_carries_the_sentence_of_medicines():
    from types import SimpleNamespace

    from catalog.templatetags.shelf import laws_of

    food, drug = SimpleNamespace(product_class="health_food"), SimpleNamespace(product_class="drug_otc_b")
    assert "保健食品不是药物" in laws_of([]) and "药品说明书" not in laws_of([food])
    assert "药品说明书" in laws_of([drug]) and "保健食品不是药物" not in laws_of([drug])
    assert "药品说明书" in laws_of([food, drug]) and "保健食品不是药物" in laws_of([food, drug])
