"""The cart says when goods are not used up before their date, and offers as many as are (rule GS-11)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from microstore.core import clock
from orders.services import baskets, using
from tests.factories.orders import make_cart, make_sku, make_stock, make_store

pytestmark = pytest.mark.django_db


def lots(*pairs):
    return [(clock.today() + timedelta(days=days), units) for days, units in pairs]


@pytest.mark.parametrize(("shelf", "taken", "units", "usable"), [
    (((207, 9),), 0, 4, None), (((206, 9),), 0, 4, 3), (((207, 9),), 0, 9, 4), (((207, 9),), 2, 3, 2), (((40, 9),), 0, 1, 0),
    (((107, 2), (300, 9)), 0, 4, None),
    (((107, 3), (300, 9)), 0, 4, 2), (((107, 2), (300, 9)), 0, 7, 5), (((56, 3), (300, 9)), 3, 2, None)])
def test_packs_are_used_one_after_the_other_and_a_week_before_the_date_of_their_batch(shelf, taken, units, usable):
    found = using.beyond(lots(*shelf), taken, units, 50)  # a pack lasts fifty days
    assert (found and found[0]) == usable


@pytest.fixture
def store():
    return make_store()


def packed(store, days=200, units=9):
    """Fifty days a pack."""
    sku = make_sku(store, units=0)
    make_stock(sku, units, days=days)
    sku.units_of_use, sku.intake_per_day = 100, 2
    sku.save()
    return sku


def line_of(cart, store):
    return baskets.look(cart, store).lines[0]


def test_cart_offers_the_number_that_is_used_up_and_taking_it_ends_the_word(store):
    sku = packed(store, days=220)
    cart = make_cart(store, {sku: 6}, session_key="s")
    assert line_of(cart, store).lasting == using.Lasting(6, 300, clock.today() + timedelta(days=220), 4)
    cart.lines.update(units=4)
    assert line_of(cart, store).lasting is None


def test_page_says_it_neutrally_with_a_button(store, client):
    sku = packed(store, days=220)
    client.post("/cart/add/", {"sku": sku.pk, "units": 6})
    with override("zh-hans"):
        page = client.get("/cart/").content.decode()
    assert "按标签用量，6 件可用 300 天" in page
    assert 'name="units" value="4">改为 4 件' in page


def test_what_nobody_knows_of_is_not_said(store):
    sku = packed(store)
    type(sku).objects.filter(pk=sku.pk).update(intake_per_day=None)
    assert line_of(make_cart(store, {sku: 9}, session_key="s"), store).lasting is None


def test_it_costs_no_query(store):
    counts = []
    for sku in (packed(store), make_sku(store), packed(store)):  # the first fills what is kept for all
        cart = make_cart(store, {sku: 9}, session_key=f"s{sku.pk}")
        with CaptureQueriesContext(connection) as seen:
            baskets.look(cart, store)
        counts.append(len(seen))
    assert counts[1] == counts[2]
