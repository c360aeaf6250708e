"""A bundle and a buyer of what is inside reach for the last unit at once: one of them gets it, whole or not at all."""

import pytest

from catalog.models import Sku
from inventory.errors import OutOfStock
from inventory.models import Reservation, Stock
from orders.checks import bundles_add_up
from orders.models import Order
from tests.factories import orders as make
from tests.factories.bundles import make_bundle
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_last_unit_of_a_part_goes_to_the_bundle_or_to_a_single_buyer():
    store = make.make_store()
    last = make.make_sku(store, units=1)
    plenty = make.make_sku(store, units=50)
    bundle = make_bundle(store, {last: 1, plenty: 2}, price_fen=21111)
    carts = []
    for number in range(6):
        customer = make.make_customer()
        wants, total = ({bundle: 1}, 21111) if number % 2 else ({last: 1}, 10000)
        carts.append((make.make_cart(store, wants, customer=customer), customer, total))
    results = together(*[
        lambda cart=cart, customer=customer, total=total: make.checkout.place(
            cart, customer=customer, submission=make.make_submission(total)) for cart, customer, total in carts])
    assert sorted(type(one) for one in results if not isinstance(one, OutOfStock)) == [Order]
    taken = Order.objects.get()
    promised = {row.sku_id: row.units for row in Reservation.objects.all()}
    assert promised == ({last.pk: 1, plenty.pk: 2} if taken.bundles.exists() else {last.pk: 1})
    assert Stock.objects.get(sku=last).reserved == 1
    assert Sku.objects.get(pk=bundle.pk).in_stock is False
    assert list(bundles_add_up()) == []
