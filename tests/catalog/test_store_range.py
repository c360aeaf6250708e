"""An authorised store lists what its authorisation covers, and nothing else (duty G1)."""

import pytest

from catalog.models import Category, Listing
from catalog.services import authorisations, products
from microstore.core.errors import Refused
from tests.factories.catalog import make_listed, make_person, make_ready, make_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_shop("heping", kind="authorised")


def test_store_without_a_range_sells_the_whole_catalogue(partner):
    assert products.list_in_store(make_ready(), [partner])[0].is_on


def test_goods_outside_the_range_are_refused_and_nothing_is_listed(partner):
    vitamins = Category.objects.create(slug="vitamins", name="维生素")
    product = make_ready()
    authorisations.change_range(partner, [vitamins], by=make_person(), reason="授权书")
    with pytest.raises(Refused):
        products.list_in_store(product, [make_shop(), partner])
    assert not Listing.objects.exists()


def test_a_category_covers_those_below_it(partner):
    product = make_ready()
    top = Category.objects.create(slug="top", name="上级")
    Category.objects.filter(pk=product.category_id).update(parent=top)
    authorisations.change_range(partner, [top], by=make_person(), reason="授权书")
    assert products.list_in_store(product, [partner])[0].is_on


def test_what_a_narrower_range_no_longer_covers_leaves_that_shelf_alone(partner):
    main = make_shop()
    product = make_listed(main, partner)
    vitamins = Category.objects.create(slug="vitamins", name="维生素")
    assert authorisations.change_range(partner, [vitamins], by=make_person(), reason="授权书") == 1
    assert dict(Listing.objects.filter(product=product).values_list("store__code", "is_on")) == {"main": True, "heping": False}


def test_official_store_has_no_range():
    with pytest.raises(Refused):
        authorisations.change_range(make_shop(), [], by=make_person(), reason="x")
