"""One address of every lasting page for search engines; none on views of a list and on what is of one visitor."""

import pytest

from tests.factories.catalog import make_listed, make_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_listed(make_shop())


def canonical(client, path):
    html = client.get(path).content.decode()
    found = [part.split('"')[0] for part in html.split('rel="canonical" href="')[1:]]
    assert len(found) <= 1
    return found[0].split("//")[1].partition("/")[2] if found else None


@pytest.mark.parametrize("path", ["", "c/", "help/", "articles/", "about/licences/"])
def test_lasting_pages_name_their_one_address_whatever_follows_it(client, product, path):
    assert canonical(client, f"/{path}") == path
    assert canonical(client, f"/{path}?from=singlemessage&isappinstalled=0") == path


def test_a_product_names_its_own_without_the_link_it_came_by(client, product):
    assert canonical(client, f"/p/{product.slug}/?by=ABCDEF") == f"p/{product.slug}/"


@pytest.mark.parametrize("path", ["/c/?sort=price", "/search/?q=x", "/me/", "/cart/", "/me/favourites/"])
def test_views_of_a_list_and_pages_of_one_visitor_name_none(client, product, path):
    assert canonical(client, path) is None
