"""Favourites, visits, goods side by side, and goods somebody waits for."""

from datetime import timedelta

import pytest
from django.test import Client

from catalog import hooks
from catalog.models import Favourite, Listing, StockNotice, Visit
from catalog.services import availability, prices, products, related
from catalog.wishes.services import favourites, history, notices
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from tests.factories.accounts import sign_in
from tests.factories.catalog import make_listed, make_person, make_shop
from tests.factories.orders import make_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_listed(make_shop())


@pytest.fixture
def listing(product):
    return Listing.objects.get(product=product)


def shopper(customer=None):
    browser, customer = Client(), customer or make_customer()
    sign_in(browser, customer)
    return browser, customer


def text_of(browser, path):
    return browser.get(path).content.decode()


# ── favourites ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_list_tells_how_the_price_moved(product, listing):
    browser, customer = shopper()
    for _again in range(2):
        browser.post(f"/favourites/{product.slug}/", {"keep": "1"})
    assert Favourite.objects.get().price_fen == 15100
    prices.set_price(product.skus.get(), amount_fen=14100, reason="调价", by=make_person())
    assert "¥10.00" in text_of(browser, "/me/favourites/")
    browser.post(f"/favourites/{product.slug}/", {"keep": "0"})
    assert Favourite.objects.count() == 0


def test_a_strangers_favourites_become_the_customers_at_sign_in(product, listing):
    browser, customer = Client(), make_customer()
    browser.post(f"/favourites/{product.slug}/", {"keep": "1"})
    assert product.name in text_of(browser, "/me/favourites/")
    assert Favourite.objects.count() == 0
    favourites.merge(customer, {listing.pk: 16000, 999999: 1})
    favourites.merge(customer, {listing.pk: 1})
    assert list(customer.favourites.values_list("listing", "price_fen")) == [(listing.pk, 16000)]


def test_the_heart_is_pressed_for_who_pressed_it_alone(product):
    browser, _customer = shopper()
    page = f"/p/{product.slug}/"
    browser.post(f"/favourites/{product.slug}/", {"keep": "1"})
    assert 'aria-pressed="true" aria-label' in text_of(browser, page)
    assert 'aria-pressed="true" aria-label' not in text_of(Client(), page)


# ── visits ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_strangers_visits_stand_in_their_browser_alone(product):
    browser = Client()
    browser.get(f"/p/{product.slug}/")
    assert product.name in text_of(browser, "/me/history/")
    assert Visit.objects.count() == 0
    assert not browser.cookies["seen"]["max-age"]
    browser.post("/me/history/forget/")
    assert product.name not in text_of(browser, "/me/history/")


def test_one_row_for_each_product_and_never_more_than_the_cap(product, listing, monkeypatch):
    browser, customer = shopper()
    for _again in range(2):
        browser.get(f"/p/{product.slug}/")
    assert Visit.objects.filter(customer=customer).count() == 1
    others = [Listing.objects.get(product=make_listed(make_shop())) for _each in range(2)]
    monkeypatch.setattr("catalog.wishes.norms.HISTORY", type("Two", (), {"value": 2}))
    for each in others:
        history.saw(customer.pk, each.pk)
    assert list(customer.visits.values_list("listing", flat=True)) == [each.pk for each in reversed(others)]
    history.forget(customer, others[0].pk)
    assert customer.visits.count() == 1


# ── side by side ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_differs_is_marked_and_the_fifth_is_refused(client, product):
    others = [make_listed(make_shop(), dosage=f"每日{number}次") for number in range(4)]
    for each in (product, *others):
        client.post(f"/compare/{each.slug}/")
    html = text_of(client, "/compare/")
    assert others[3].slug not in html
    rows = html.split("<tbody>")[1].split("</tr>")
    assert next(row for row in rows if "每日1次" in row).count("cmp__d") == 1
    assert next(row for row in rows if "国食健注G20190188" in row).count("cmp__d") == 0
    client.post(f"/compare/{product.slug}/", {"keep": "0"})
    assert product.slug not in text_of(client, "/compare/")


# ── back in stock ──────────────────────────────────────────────────────────────────────────────────────────────────────
def units(monkeypatch, many):
    monkeypatch.setattr(hooks, "_tell_units", [lambda ids: dict.fromkeys(ids, many)])


def wait(listing, customer=None, many=1):
    return notices.ask(customer or make_customer(), listing, listing.sku, units=many)


def test_who_asked_first_is_told_first_as_far_as_the_units_reach(product, listing, monkeypatch):
    first, second, third = (wait(listing, many=many) for many in (2, 2, 1))
    assert notices.tell_due() == 0
    availability.set_in_stock({listing.sku_id: True})
    units(monkeypatch, 3)
    assert notices.tell_due() == 2
    assert notices.tell_due() == 0
    states = [StockNotice.objects.get(pk=row.pk).state for row in (first, second, third)]
    assert states == ["told", "told", "waiting"]
    units(monkeypatch, 9)
    assert notices.tell_due() == 1
    deliver_all()
    assert Message.objects.filter(template_code="catalog.back_in_stock").count() == 3


def test_the_head_start_of_who_was_told_ends(product, listing, monkeypatch):
    wait(listing, many=2)
    later = wait(listing)
    availability.set_in_stock({listing.sku_id: True})
    units(monkeypatch, 2)
    assert notices.tell_due() == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        assert notices.tell_due() == 1
    assert StockNotice.objects.get(pk=later.pk).state == "told"


def test_asking_again_changes_the_units_and_leaving_ends_it(listing, monkeypatch):
    customer = make_customer()
    wait(listing, customer)
    row = wait(listing, customer, many=5)
    assert list(StockNotice.objects.values_list("units", flat=True)) == [5]
    notices.leave(row, by=customer.user)
    availability.set_in_stock({listing.sku_id: True})
    units(monkeypatch, 9)
    assert notices.tell_due() == 0
    with pytest.raises(Refused):
        notices.leave(row, by=customer.user)


def test_waiting_ends_by_itself(listing):
    row = wait(listing)
    with clock.at(row.expires_at):
        assert notices.expire_due() == 1
        assert notices.expire_due() == 0
    assert StockNotice.objects.get().state == "expired"


@pytest.mark.parametrize("many", [0, 21])
def test_units_are_in_bounds(listing, many):
    with pytest.raises(Refused):
        wait(listing, many=many)
    assert StockNotice.objects.count() == 0


def test_what_is_in_stock_is_not_waited_for(listing):
    availability.set_in_stock({listing.sku_id: True})
    listing.refresh_from_db()
    with pytest.raises(Refused):
        wait(listing)


def test_the_form_without_a_script(product, listing):
    browser, customer = shopper()
    assert f"/p/{product.slug}/notice/" in text_of(browser, f"/p/{product.slug}/")
    assert browser.post(f"/p/{product.slug}/notice/", {"sku": listing.sku_id, "units": 3}).status_code == 302
    row = customer.stock_notices.get()
    assert (row.units, row.state) == (3, "waiting")
    browser.post(f"/me/waiting/{row.pk}/leave/")
    row.refresh_from_db()
    assert row.state == "left"
    assert shopper()[0].post(f"/me/waiting/{row.pk}/leave/").status_code == 404


# ── beside and instead ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_bought_along_stands_first_and_sold_out_goods_do_not(product, listing):
    shop = make_shop()
    alike, along, empty = (make_listed(shop) for _each in range(3))
    availability.set_in_stock({each.skus.get().pk: True for each in (product, alike, along)})
    related.replace([(product.pk, along.pk, 7), (product.pk, empty.pk, 9), (product.pk, product.pk, 3)])
    assert [row.product for row in related.beside(listing)] == [along, alike]


def test_prescription_drugs_are_never_recommended(product, listing):
    other = make_listed(make_shop())
    availability.set_in_stock({other.skus.get().pk: True})
    Listing.objects.filter(product=other).update(product_class="drug_rx")
    related.replace([(product.pk, other.pk, 5)])
    assert related.beside(listing) == []


def test_a_delisted_product_says_so_kindly_and_offers_others(client, product):
    other = make_listed(make_shop())
    availability.set_in_stock({other.skus.get().pk: True})
    products.delist(product, why="quality", reason="季末", by=make_person())
    answer = client.get(f"/p/{product.slug}/")
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (410, "noindex")
    assert f"/p/{other.slug}/" in answer.content.decode()


def test_a_suspended_product_may_come_back(client, product):
    products.suspend(product, reason="复核", by=make_person())
    answer = client.get(f"/p/{product.slug}/")
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")


# ── other programs ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_structured_data_carries_neither_function_nor_stars_of_health_food(client, product, listing):
    Listing.objects.filter(pk=listing.pk).update(stars=[0, 0, 0, 0, 3], version=99)
    html = text_of(client, f"/p/{product.slug}/")
    data = html.split('type="application/ld+json">')[1].split("</script>")[0]
    assert '"price": "151.00"' in data
    assert "aggregateRating" not in data
    assert "抗氧化" not in data
    assert 'rel="canonical"' in html
    assert "抗氧化" not in html.split("</head>")[0]


def test_the_card_to_share_has_a_code(client, product):
    html = text_of(client, f"/p/{product.slug}/share/")
    assert 'class="qrp"' in html
    assert f"/p/{product.slug}/" in html


def test_the_sitemap_names_what_is_on_sale(client, product):
    gone = make_listed(make_shop())
    products.delist(gone, why="quality", reason="季末", by=make_person())
    assert "/sitemap-1.xml" in text_of(client, "/sitemap.xml")
    part = text_of(client, "/sitemap-1.xml")
    assert f"/p/{product.slug}/" in part
    assert f"/p/{gone.slug}/" not in part
    assert "/about/licences/" in text_of(client, "/sitemap-0.xml")


def test_the_help_centre_is_searched_by_words(client):
    html = text_of(client, "/help/?q=发票")
    assert "发票" in html
    assert html.count("<details") < text_of(client, "/help/").count("<details")
    assert text_of(client, "/help/?q=xyzzy").count("<details") == 0
