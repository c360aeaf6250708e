"""A bundle is sold as one thing and kept as what is inside: exact shares, one stock, money back piece by piece."""

import pytest
from django.db import IntegrityError, transaction

from catalog.bundles import contents, sharing
from catalog.models import Listing, Sku
from catalog.pricing.deals import Deal
from catalog.pricing.deals import note as note_deals
from catalog.services import products
from inventory import services as inventory
from inventory.models import Reservation
from marketing.services import live
from microstore.core import clock
from microstore.core.errors import Changed, Refused
from microstore.core.events import deliver_all
from orders import deals
from orders.checks import bundles_add_up, lines_add_up, shares_add_up
from orders.models import Order, OrderBundle, OrderLine
from orders.services import baskets, carts, partial_refunds
from orders.services.partial_refunds import Claim
from orders.shelf import units_paid
from tests.factories import orders as make
from tests.factories.bundles import make_bundle, make_pair
from tests.factories.marketing import make_promotion

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return make.make_store()


def look(store, customer):
    return baskets.look(carts.find(store, customer=customer), store, region_code="110108")


@pytest.mark.parametrize(("price", "parts", "shares"), [
    (33333, [(2, 15000), (1, 10000)], [(12500, 12500), (8333,)]),
    (10001, [(2, 5000), (2, 5000)], [(2501, 2500), (2500, 2500)]),
    (100, [(3, 1)], [(34, 33, 33)]),
    (7, [(1, 0), (1, 0)], [(4,), (3,)])])
def test_price_is_shared_by_own_prices_to_the_fen(price, parts, shares):
    assert sharing.share(price, parts) == shares
    assert sum(map(sum, shares)) == price


def test_order_keeps_what_is_inside_with_its_share_of_every_bundle(store):
    calcium, vitamin, bundle = make_pair(store)
    order = make.place_order(store, wants={bundle: 2})
    kept = OrderBundle.objects.get()
    assert (kept.sku, kept.units, kept.unit_fen, kept.goods_fen, kept.revision) == (bundle, 2, 33333, 66666, bundle.product.live_revision)
    lines = {line.sku: line for line in order.lines.all()}
    assert {sku: (line.units, line.unit_fen, line.goods_fen, line.bundle) for sku, line in lines.items()} == {
        calcium: (4, 12500, 50000, kept), vitamin: (2, 8333, 16666, kept)}
    assert lines[calcium].revision == calcium.product.live_revision
    assert lines[vitamin].shares["goods"] == [8333, 8333]
    assert (order.goods_fen, order.total_fen) == (66666, 66666)
    assert [list(check()) for check in (bundles_add_up, lines_add_up, shares_add_up)] == [[], [], []]
    assert {row.sku: row.units for row in Reservation.objects.filter(reference=order.number)} == {calcium: 4, vitamin: 2}


def test_units_of_a_part_may_differ_by_a_fen_and_the_bundle_never_does(store):
    calcium = make.make_sku(store, price_fen=15000)
    bundle = make_bundle(store, {calcium: 3}, price_fen=40000)
    order = make.place_order(store, wants={bundle: 2})
    line = order.lines.get()
    assert (line.shares["goods"], line.unit_fen, line.goods_fen) == ([13334, 13333, 13333] * 2, 13333, 80000)
    assert list(bundles_add_up()) == []


def test_books_name_a_bundle_whose_shares_were_moved(store):
    calcium = make.make_sku(store, price_fen=15000)
    order = make.place_order(store, wants={make_bundle(store, {calcium: 3}, price_fen=40000): 2})
    OrderLine.objects.update(shares=order.lines.get().shares | {"goods": [13334, 13334, 13333, 13333, 13333, 13333]})
    assert [str(order.number) in row for row in bundles_add_up()] == [True]


def test_line_without_a_bundle_may_not_cost_a_broken_price(store):
    order = make.place_order(store)
    with pytest.raises(IntegrityError), transaction.atomic():
        order.lines.update(goods_fen=10001)


def test_promotion_counts_the_bundle_and_every_fen_of_it_lands_on_a_unit(store):
    _calcium, _vitamin, bundle = make_pair(store)
    make_promotion(steps=[[30000, 3001]])
    customer = make.make_customer()
    make.make_cart(store, {bundle: 1}, customer=customer)
    basket = look(store, customer)
    assert (basket.quote.goods_fen, basket.quote.discount_fen, basket.quote.total_fen) == (33333, 3001, 30332)
    order = make.place_order(store, wants={bundle: 1})
    assert (order.discount_fen, sum(line.discount_fen for line in order.lines.all())) == (3001, 3001)
    assert list(shares_add_up()) == []


def test_promotion_names_what_was_bought_the_bundle_and_not_what_is_inside(store):
    calcium, _vitamin, bundle = make_pair(store)
    make_promotion(steps=[[20000, 2000]], product_ids=[calcium.product_id])
    customer = make.make_customer()
    make.make_cart(store, {bundle: 1}, customer=customer)
    assert look(store, customer).quote.discount_fen == 0
    make_promotion(steps=[[20000, 2000]], product_ids=[bundle.product_id])
    live.drop([store.pk])
    assert look(store, customer).quote.discount_fen == 2000


def test_units_of_a_part_give_back_what_they_cost_and_all_of_them_the_price(store):
    calcium, vitamin, bundle = make_pair(store)
    order = make.approved_order(store=store, wants={bundle: 1, vitamin: 1})
    part = order.lines.get(sku=calcium)
    first = partial_refunds.request_units(order, Claim({part.pk: [0]}), reference="AS-1", reason="破损")
    assert first.amount_fen == 12500
    rest = {line.pk: list(range(line.units)) for line in order.lines.all()} | {part.pk: [1]}
    last = partial_refunds.request_units(order, Claim(rest), reference="AS-2", reason="破损")
    assert first.amount_fen + last.amount_fen == order.total_fen == 43333
    with pytest.raises(Refused):
        partial_refunds.request_units(order, Claim({part.pk: [0]}), reference="AS-3", reason="破损")


def test_bundle_is_as_many_as_its_scarcest_part(store):
    calcium = make.make_sku(store, units=5)
    vitamin = make.make_sku(store, units=9)
    bundle = make_bundle(store, {calcium: 2, vitamin: 1})
    assert inventory.available_units([bundle.pk, calcium.pk]) == {bundle.pk: 2, calcium.pk: 5}
    cart = carts.open_cart(store, customer=make.make_customer())
    with pytest.raises(Refused, match="2"):
        carts.add(cart, bundle.pk, 3)


def test_selling_a_part_takes_the_bundle_off_and_giving_it_back_brings_it_again(store):
    calcium, _vitamin, bundle = make_pair(store, units=3)
    assert bundle.in_stock
    order = make.place_order(store, wants={calcium: 2})
    assert (Sku.objects.get(pk=bundle.pk).in_stock, Sku.objects.get(pk=calcium.pk).in_stock) == (False, True)
    assert Listing.objects.get(product=bundle.product).in_stock is False
    inventory.release(order.number, "cancelled")
    assert Sku.objects.get(pk=bundle.pk).in_stock
    assert Listing.objects.get(product=bundle.product).in_stock is True


def test_bundle_and_its_part_in_one_cart_meet_the_same_stock(store):
    calcium, _vitamin, bundle = make_pair(store, units=3)
    customer = make.make_customer()
    make.make_cart(store, {bundle: 1, calcium: 1}, customer=customer)
    assert [line.problem for line in look(store, customer).lines] == ["", ""]
    carts.set_units(carts.find(store, customer=customer), calcium.pk, 2)
    basket = look(store, customer)
    assert ([line.sku for line in basket.lines], [(line.sku, line.left) for line in basket.unsellable]) == ([bundle], [(calcium, 1)])


def test_same_goods_in_a_bundle_and_beside_it_are_two_lines_and_one_promise(store):
    calcium, vitamin, bundle = make_pair(store)
    order = make.place_order(store, wants={bundle: 1, calcium: 3})
    assert sorted(order.lines.filter(sku=calcium).values_list("units", "bundle__sku")) == [(2, bundle.pk), (3, None)]
    assert {row.sku: row.units for row in Reservation.objects.filter(reference=order.number)} == {calcium: 5, vitamin: 1}
    assert order.total_fen == 33333 + 45000


def test_bundle_is_not_sold_while_something_inside_is_not(store):
    calcium, _vitamin, bundle = make_pair(store)
    customer = make.make_customer()
    cart = make.make_cart(store, {bundle: 1}, customer=customer)
    products.suspend(calcium.product, reason="供应商暂停")
    assert not Sku.objects.sellable(store).filter(pk=bundle.pk).exists()
    assert "钙镁咀嚼片" in look(store, customer).unsellable[0].problem
    with pytest.raises(Changed):
        make.checkout.place(cart, customer=customer, submission=make.make_submission(33333))
    assert not Order.objects.exists()
    deliver_all()
    bundle.product.refresh_from_db()
    assert bundle.product.state == "suspended"
    assert not Listing.objects.get(product=bundle.product).is_on


def test_deal_of_a_bundle_is_no_deal_of_what_is_inside(store):
    calcium, _vitamin, bundle = make_pair(store)
    order = make.approved_order(store=store, wants={bundle: 2, calcium: 1})
    found = deals.of(deals.counting().filter(order=order))
    assert {(deal.sku_id, deal.fen) for deal in found} == {(bundle.pk, 33333), (calcium.pk, 15000)}
    assert units_paid([bundle.product_id, calcium.product_id], order.placed_at) == {bundle.product_id: 2, calcium.product_id: 5}


def test_a_bundle_of_one_product_alone_is_not_counted_beside_what_is_inside(store):
    calcium, _vitamin, bundle = make_pair(store)
    twin = make_bundle(store, {calcium: 2})
    order = make.approved_order(store=store, wants={twin: 2, calcium: 1})
    Sku.objects.filter(pk=twin.pk).update(product=calcium.product)
    assert units_paid([calcium.product_id], order.placed_at) == {calcium.product_id: 5}


def test_saving_is_measured_by_what_people_really_paid_or_not_told(store):
    calcium, vitamin, bundle = make_pair(store)
    parts = contents.of([bundle.pk], store)[bundle.pk]
    note_deals([Deal(calcium.pk, store.pk, 14000, clock.now())])
    assert contents.single_fen(parts, store.pk) is None
    note_deals([Deal(vitamin.pk, store.pk, 12000, clock.now())])
    assert contents.single_fen(parts, store.pk) == 2 * 14000 + 10000


def test_pages_of_the_shop_show_what_is_inside(client, store):
    calcium, vitamin, bundle = make_pair(store)
    note_deals([Deal(calcium.pk, store.pk, 15000, clock.now()), Deal(vitamin.pk, store.pk, 10000, clock.now())])
    page = client.get(f"/p/{bundle.product.slug}/").content.decode()
    assert all(words in page for words in ("钙镁咀嚼片", "维生素D软胶囊", "国食健注G20110001", "保健食品不是药物，"))
    assert "¥66.67" in page
    client.post("/cart/add/", {"sku": bundle.pk, "units": 2})
    cart = client.get("/cart/").content.decode()
    assert "× 4" in cart
    order = make.approved_order(store=store, wants={bundle: 2, calcium: 1})
    client.force_login(order.customer.user)
    page = client.get(f"/orders/{order.number}/").content.decode()
    assert page.index("骨骼营养套装") < page.index("钙镁咀嚼片")
    kept = order.bundles.get()
    assert client.get(f"/orders/{order.number}/bundles/{kept.pk}/").status_code == 200
    client.post(f"/orders/{order.number}/again/")
    inside = carts.find(store, customer=order.customer).lines.values_list("sku", "units")
    assert sorted(inside) == sorted([(bundle.pk, 2), (calcium.pk, 1)])
