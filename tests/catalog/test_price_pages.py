"""The pages of prices: one price, many at once, changes on their way, prices as they were."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.models import Listing, PriceChange
from catalog.pricing import sanity
from catalog.services import prices, products
from microstore.core import approvals, clock
from microstore.core.events import deliver_all
from microstore.core.models import Approval
from microstore.stores.models import Page
from tests.factories.catalog import make_listed, make_person, make_ready, make_shop
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db
SEE = ("catalog.view_price", "catalog.view_pricechange", "catalog.view_product")


@pytest.fixture
def clerk(client):
    person = make_staff("catalog.set_price", *SEE, username="clerk")
    client.force_login(person)
    return person


def amount(sku, store=None):
    return prices.current([sku.pk], store)[sku.pk].amount_fen


@pytest.mark.duty("P6")
def test_form_says_what_the_price_stands_beside_and_who_decides(client, clerk):
    sku = make_ready(price_fen=10000).skus.get()
    type(sku).objects.filter(pk=sku.pk).update(cost_fen=6000)
    page = client.get(f"/backoffice/catalog/skus/{sku.code}/price/").content.decode()
    for words in ("¥60.00", "¥66.67", "40.0 %", "¥95.00 – ¥105.00", "¥85.00 – ¥115.00"):
        assert words in page


def test_a_large_step_waits_and_the_page_says_for_whom(client, clerk):
    sku = make_ready(price_fen=10000).skus.get()
    answer = client.post(f"/backoffice/catalog/skus/{sku.code}/price/", {"amount_fen": "88", "reason": "跟随市场"}, follow=True)
    change = PriceChange.objects.get()
    assert change.number in answer.content.decode()
    assert [change.state, amount(sku)] == ["requested", 10000]
    assert "¥88.00" in client.get(change.get_absolute_url()).content.decode()
    client.force_login(make_person())
    approvals.decide(Approval.objects.get(kind="price.manager"), yes=True, reason="同意", by=make_person())
    assert amount(sku) == 8800


def test_quantity_price_from_the_page(client, clerk):
    product = make_listed(price_fen=10000)
    sku = product.skus.get()
    client.post(f"/backoffice/catalog/skus/{sku.code}/price/", {"amount_fen": "96", "from_units": "3", "reason": "多件优惠"})
    assert prices.current([sku.pk], None, units=3)[sku.pk].amount_fen == 9600
    assert "¥96.00" in client.get(f"/p/{product.slug}/").content.decode()


def test_bulk_shows_every_row_before_anything_is_written(client, clerk):
    one, two = (make_ready(price_fen=fen).skus.get() for fen in (10000, 5000))
    asked = {"when": "now", "how": "percent", "number": "-4", "ending": "ninety", "reason": "统一调价"}
    page = client.get("/backoffice/catalog/prices/bulk/", asked).content.decode()
    assert "¥95.90" in page and "¥47.90" in page
    assert not PriceChange.objects.exists()
    answer = client.post(f"/backoffice/catalog/prices/bulk/?q={one.code}", asked)
    assert answer.status_code == 302
    assert [amount(one), amount(two)] == [9590, 5000]


def test_bulk_of_one_store_changes_that_stores_prices_alone(client, clerk):
    shop, sku = make_shop("partner"), make_ready(price_fen=10000).skus.get()
    prices.set_price(sku, amount_fen=9800, store=shop)
    client.post(f"/backoffice/catalog/prices/bulk/?store={shop.pk}", {"how": "amount", "number": "-2", "reason": "本店活动"})
    assert [amount(sku), amount(sku, shop)] == [10000, 9600]


@pytest.mark.parametrize("wrong", [{"number": "x"}, {"number": "-95"}, {"how": "fixed", "number": "0"}, {"reason": ""}])
def test_senseless_bulk_is_refused(client, clerk, wrong):
    sku = make_ready(price_fen=10000).skus.get()
    given = {"how": "percent", "number": "-4", "reason": "统一调价"} | wrong
    assert client.post("/backoffice/catalog/prices/bulk/", given).status_code == 422
    assert [amount(sku), PriceChange.objects.count()] == [10000, 0]


def test_history_and_the_price_at_a_moment(client, clerk):
    sku, shop = make_ready(price_fen=10000).skus.get(), make_shop()
    prices.set_price(sku, amount_fen=9500, store=shop, reason="周年", valid_from=clock.now() + timedelta(hours=1))
    page = client.get(f"/backoffice/catalog/skus/{sku.code}/prices/").content.decode()
    assert "¥95.00" in page and "周年" in page and "<svg" in page
    then = f"/backoffice/catalog/skus/{sku.code}/prices/then/"
    assert "¥100.00" in client.get(then).content.decode()
    later = (clock.local_now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert "¥95.00" in client.get(then, {"at": later, "units": "1"}).content.decode()
    assert {client.get(then, {"at": f"{year}-01-01T00:00"}).status_code for year in ("0001", "9999")} == {200}


def test_floor_and_suggestion_from_the_pages(client, settings, tmp_path):
    settings.MEDIA_ROOT, product = tmp_path, make_listed(price_fen=10000)
    sku = product.skus.get()
    client.force_login(make_staff("catalog.set_floor", "catalog.add_suggestedprice", *SEE, username="manager"))
    client.post(f"/backoffice/catalog/skus/{sku.code}/floor/", {"floor_fen": "90", "reason": "供应商限价"})
    sku.refresh_from_db()
    assert sku.floor_fen == 9000
    address = f"/backoffice/catalog/skus/{sku.code}/suggested/"
    given = {"amount_fen": "128", "said_on": f"{clock.today()}", "reason": "厂商来函"}
    assert client.post(address, given).status_code == 422
    client.post(address, given | {"document": SimpleUploadedFile("letter.pdf", b"%PDF-1.4")})
    assert list(product.listings.values_list("list_fen", "list_basis")) == [(12800, "msrp")]


def test_scheduled_change_is_taken_back_from_its_page(client, clerk):
    sku = make_ready(price_fen=10000).skus.get()
    begins = (clock.local_now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    client.post(f"/backoffice/catalog/skus/{sku.code}/price/", {"amount_fen": "98", "valid_from": begins, "reason": "周末"})
    change = PriceChange.objects.get()
    assert change.state == "scheduled"
    client.post(f"{change.get_absolute_url()}take-back/", {"reason": "取消"})
    change.refresh_from_db()
    assert [change.state, sku.prices.count()] == ["taken_back", 1]


def test_nightly_look_mends_a_card_that_shows_another_price():
    product = make_listed(price_fen=10000)
    assert sanity.mend_cards() == 0
    Listing.objects.update(price_fen=5900)
    assert sanity.mend_cards() == 1
    assert product.listings.get().price_fen == 10000


def banner(product, shop, title: str):
    """A published home page with one banner that leads to the product."""
    from microstore.stores.models import Page, PageRevision

    page = Page.objects.filter(store=shop).first() or Page.objects.create(store=shop)
    PageRevision.objects.filter(page=page).delete()
    data = {"title": title, "link": f"p/{product.slug}/"}
    blocks = [{"id": "b1", "kind": "banner", "data": data}, {"id": "n1", "kind": "notice", "data": {"text": "周末照常发货"}}]
    Page.objects.filter(pk=page.pk).update(version=page.version + 1)
    return PageRevision.objects.create(page=page, number=1, state="published", blocks=blocks)


def shown(shop) -> list[str]:
    from microstore.stores.services.pages import live_blocks

    return [block["id"] for block in live_blocks(shop)]


def test_a_banner_that_names_another_price_is_hidden_until_it_is_mended(django_capture_on_commit_callbacks):
    from microstore.core.models import Event

    product, shop = make_listed(price_fen=6900), make_shop()
    revision = banner(product, shop, "只要 ¥59")
    assert ["¥59.00 ≠ ¥69.00" in line for line in sanity.wrong_words()] == [True] and shown(shop) == ["b1", "n1"]
    with django_capture_on_commit_callbacks(execute=True):
        assert (sanity.pause_wrong(), sanity.pause_wrong()) == (1, 0)
    assert shown(shop) == ["n1"] and list(sanity.wrong_words()) == []
    assert Event.objects.get(name="page.block_paused").reason.startswith("¥59.00 ≠ ¥69.00")
    revision.blocks[0]["data"]["title"] = "只要 ¥69"
    revision.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert sanity.pause_wrong() == 0
    assert shown(shop) == ["b1", "n1"] and Event.objects.filter(name="page.block_shown_again").count() == 1


def test_a_slide_that_names_another_price_hides_its_block():
    product, shop = make_listed(price_fen=6900), make_shop()
    revision = banner(product, shop, "新品")
    revision.blocks[0]["data"] = {"title": "新品", "slides": [{"caption": "到手 ¥59", "link": f"p/{product.slug}/"}]}
    revision.save()
    assert sanity.pause_wrong() == 1


def test_a_banner_stops_leading_to_what_left_the_shelf_until_it_is_back():
    product, shop = make_listed(price_fen=6900), make_shop()
    banner(product, shop, "新品")
    assert sanity.pause_wrong() == 0
    products.suspend(product, reason="待核查")
    deliver_all()
    assert shown(shop) == ["n1"] and sanity.hidden_blocks(Page.objects.get(store=shop)) == {"b1": f"✕ {product}"}
    products.resume(product, reason="核查完毕")
    deliver_all()
    assert sanity.hidden_blocks(Page.objects.get(store=shop)) == {}


def test_list_of_changes_stays_flat(client, clerk, django_assert_max_num_queries):
    for sku in [make_ready(price_fen=10000).skus.get() for _time in range(3)]:
        client.post(f"/backoffice/catalog/skus/{sku.code}/price/", {"amount_fen": "99", "reason": "调价"})
    with django_assert_max_num_queries(16):
        page = client.get("/backoffice/catalog/price-changes/?view=effective").content.decode()
    assert page.count("PC2") >= 3
