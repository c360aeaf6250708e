"""Hearts on product cards: cards are the same for everybody, the page tells what this visitor keeps."""

import pytest
from django.test import Client

from catalog.models import Favourite, Listing
from tests.catalog.test_wishes import shopper
from tests.factories.catalog import make_listed, make_shop

pytestmark = pytest.mark.django_db

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def listing():
    return Listing.objects.get(product=make_listed(make_shop()))


def kept_on(browser, path="/c/"):
    html = browser.get(path).content.decode()
    assert 'form="kp"' in html
    return html.split('data-kept="')[1].split('"')[0].split()


def test_a_script_presses_and_lets_go_without_leaving_the_page(listing):
    browser, customer = shopper()
    assert browser.post("/favourites/", {"listing": listing.pk, "keep": "1"}, headers=FETCH).status_code == 204
    assert kept_on(browser) == [str(listing.pk)]
    assert browser.post("/favourites/", {"listing": listing.pk, "keep": "0"}, headers=FETCH).status_code == 204
    assert kept_on(browser) == [] and Favourite.objects.count() == 0


def test_without_a_script_the_button_keeps_and_the_page_it_came_from_says_so(listing):
    browser = Client()
    answer = browser.post("/favourites/", {"listing": listing.pk, "next": "/c/"}, follow=True)
    assert answer.redirect_chain == [("/c/", 302)]
    assert listing.title in answer.content.decode().split('role="status"')[1].split("</div>")[0]
    assert kept_on(browser) == [str(listing.pk)]
    browser.post("/favourites/", {"listing": listing.pk, "next": "/c/"})
    assert kept_on(browser) == [str(listing.pk)]


def test_a_kept_page_is_one_for_all_and_tells_each_their_own(listing, django_assert_num_queries):
    one, other = Client(), Client()
    one.post("/favourites/", {"listing": listing.pk}, headers=FETCH)
    assert kept_on(one) == [str(listing.pk)]
    with django_assert_num_queries(0):
        assert kept_on(other) == []


@pytest.mark.parametrize("given", ["", "0", "x", "999999999", "-1", "²"])
def test_what_is_no_card_is_not_found(listing, client, given):
    assert client.post("/favourites/", {"listing": given}).status_code == 404


@pytest.mark.parametrize(
    ("words", "leads_to"), [("长辈版", "/me/#large"), ("12315", "/about/contact/#complaint"), ("退货", "/about/returns/")])
def test_words_that_name_a_page_lead_to_it(client, listing, words, leads_to):
    answer = client.get("/search/", {"q": words})
    assert (answer.status_code, answer.url) == (302, leads_to)
