"""Prices: which counts where and when, and what is refused."""
from datetime import timedelta

import pytest

from catalog.models import Price
from catalog.services import availability, prices, skus
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.catalog import make_listed, make_ready, make_shop
from tests.factories.suppliers import end_licences

pytestmark = pytest.mark.django_db


def amount(sku, store):
    price = prices.current([sku.pk], store).get(sku.pk)
    return price.amount_fen if price else None


def test_price_of_the_store_goes_before_the_base_price():
    main, partner = make_shop(), make_shop("partner")
    sku = make_listed(main, partner).skus.get()
    prices.set_price(sku, amount_fen=14000, store=partner)
    assert amount(sku, main) == 15100
    assert amount(sku, partner) == 14000
    assert dict(sku.product.listings.values_list("store__code", "price_fen")) == {"main": 15100, "partner": 14000}


def test_current_asks_once_for_many(django_assert_num_queries):
    ids = [make_ready().skus.get().pk for _ in range(3)]
    with django_assert_num_queries(1):
        assert set(prices.current(ids, None)) == set(ids)


def test_new_price_ends_the_one_before_at_its_beginning():
    sku = make_ready().skus.get()
    price = prices.set_price(sku, amount_fen=16000)
    before = Price.objects.exclude(pk=price.pk).get()
    assert before.valid_until == price.valid_from
    assert prices.at(sku, None, before.valid_from).amount_fen == 15100
    assert prices.at(sku, None, clock.now()).amount_fen == 16000


def test_planned_price_reaches_the_card_when_it_begins():
    product = make_listed()
    sku, begins = product.skus.get(), clock.now() + timedelta(days=1)
    prices.set_price(sku, amount_fen=9900, valid_from=begins)
    assert product.listings.get().price_fen == 15100
    assert prices.show_due() == 0
    with clock.at(begins + timedelta(seconds=1)):
        assert prices.current([sku.pk], None)[sku.pk].amount_fen == 9900
        assert prices.show_due() == 1
    assert product.listings.get().price_fen == 9900


def test_planned_price_taken_back_leaves_the_one_before():
    sku = make_ready().skus.get()
    planned = prices.set_price(sku, amount_fen=9900, valid_from=clock.now() + timedelta(days=1))
    prices.take_back(planned)
    only = Price.objects.get(sku=sku)
    assert (only.amount_fen, only.valid_until) == (15100, None)


def test_price_in_force_cannot_be_taken_back():
    price = make_ready().skus.get().prices.get()
    with pytest.raises(Refused):
        prices.take_back(price)
    assert Price.objects.filter(pk=price.pk).exists()


@pytest.mark.parametrize("values", [{"amount_fen": 0}, {"amount_fen": -1}])
def test_senseless_price_is_refused(values):
    sku = make_ready().skus.get()
    with pytest.raises(Refused):
        prices.set_price(sku, **values)
    assert list(sku.prices.values_list("amount_fen", "valid_until")) == [(15100, None)]


def test_price_cannot_begin_in_the_past_nor_be_planned_twice():
    sku = make_ready().skus.get()
    with pytest.raises(Refused):
        prices.set_price(sku, amount_fen=1, valid_from=clock.now() - timedelta(minutes=1))
    prices.set_price(sku, amount_fen=9900, valid_from=clock.now() + timedelta(days=1))
    with pytest.raises(Refused):
        prices.set_price(sku, amount_fen=8800)
    assert sku.prices.count() == 2


def test_stock_told_by_inventory_reaches_sku_and_card(django_assert_num_queries):
    product = make_listed()
    sku = product.skus.get()
    availability.set_in_stock({sku.pk: True})
    assert (product.skus.get().in_stock, product.listings.get().in_stock) == (True, True)
    version = product.listings.get().version
    with django_assert_num_queries(3):
        availability.set_in_stock({sku.pk: True})
    assert product.listings.get().version == version
    availability.set_in_stock({sku.pk: False})
    assert (product.skus.get().in_stock, product.listings.get().in_stock) == (False, False)


def test_sku_is_sellable_only_where_listed_and_while_fit():
    main, other = make_shop(), make_shop("other")
    product = make_listed(main)
    sellable = type(product.skus.get()).objects.sellable
    assert list(sellable(main)) == [product.skus.get()]
    assert not sellable(other).exists()
    end_licences(product.supplier, clock.today() - timedelta(days=1))
    assert not sellable(main).exists()


@pytest.mark.parametrize("values", [{"barcode": "6971501680013"}, {"code": "TAKEN"}, {"barcode": "6971501680012"}])
def test_pack_size_with_a_wrong_or_taken_number_is_refused(values):
    product = make_ready()
    skus.save(product, {"code": "TAKEN", "barcode": "6971501680012", "spec": "60粒"})
    with pytest.raises(Refused):
        skus.save(product, {"code": "NEW", "spec": "30粒"} | values)
    assert product.skus.count() == 2
