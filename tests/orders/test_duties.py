"""Where an order stands is read by colleagues and by its customer (duty C8)."""

import pytest
from django.test import Client

from orders.models import Display
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


@pytest.mark.duty("C8")
@pytest.mark.parametrize("step", [make.place_order, make.approved_order, make.packed_order])
def test_an_order_says_at_each_step_where_it_stands_to_colleague_and_customer(step):
    order = step()
    order.refresh_from_db()
    word = str(Display(order.display).label)
    colleague, customer = Client(), Client()
    colleague.force_login(make.make_staff("orders.view_order"))
    customer.force_login(order.customer.user)
    assert word in colleague.get(f"/backoffice/orders/{order.number}/").content.decode()
    assert word in customer.get(f"/orders/{order.number}/").content.decode()
