"""What is bought together is counted from paid orders of the last months."""

from datetime import timedelta

import pytest

from catalog.models import RelatedProduct
from microstore.core import clock
from orders.models import Order
from orders.services import bought_together
from tests.factories.orders import make_sku, make_store, pay_order, place_order

pytestmark = pytest.mark.django_db


def pairs():
    return {(row.product_id, row.other_id): row.times for row in RelatedProduct.objects.all()}


def test_paid_orders_count_and_unpaid_or_old_ones_do_not():
    store = make_store()
    first, second, third = (make_sku(store, units=50) for _each in range(3))
    for _order in range(2):
        pay_order(place_order(store, wants={first: 1, second: 2}))
    place_order(store, wants={first: 1, third: 1})
    old = place_order(store, wants={second: 1, third: 1})
    pay_order(old)
    Order.objects.filter(pk=old.pk).update(paid_at=clock.now() - timedelta(days=181))
    bought_together.recount()
    assert pairs() == {(first.product_id, second.product_id): 2, (second.product_id, first.product_id): 2}
    bought_together.recount()
    assert len(pairs()) == 2
