"""Promising stock: first expired first, all or nothing, once per document."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from inventory import services
from inventory.models import Batch, Reservation, Stock
from inventory.services import OutOfStock, available_units, hold, receiving, reserve
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.inventory import batch_of, books, make_arrival, make_line, make_person, make_sku, make_warehouse, stocked

pytestmark = pytest.mark.django_db


def soon():
    return clock.now() + timedelta(minutes=30)


@pytest.mark.duty("W2")
def test_batch_that_expires_first_is_promised_first():
    sku = make_sku()
    stocked(sku, 5, days=700, number="LATE")
    stocked(sku, 3, days=400, number="EARLY")
    promised = reserve("SO-1", {sku.pk: 4}, soon())
    assert [(row.stock.batch.number, row.units) for row in promised] == [("EARLY", 3), ("LATE", 1)]
    assert available_units([sku.pk]) == {sku.pk: 4}


def test_one_warehouse_that_has_everything_beats_two_parcels():
    calcium, zinc = make_sku(), make_sku()
    north = make_warehouse("TJ", "天津仓")
    stocked(calcium, 5, days=400)
    stocked(calcium, 5, days=500, warehouse=north)
    stocked(zinc, 5, days=500, warehouse=north)
    promised = reserve("SO-1", {calcium.pk: 2, zinc.pk: 1}, soon())
    assert {row.stock.warehouse_id for row in promised} == {north.pk}


def test_goods_of_two_warehouses_serve_what_none_has_alone():
    sku = make_sku()
    north = make_warehouse("TJ", "天津仓")
    stocked(sku, 3, days=400)
    stocked(sku, 3, days=500, warehouse=north)
    promised = reserve("SO-1", {sku.pk: 5}, soon())
    assert [(row.stock.warehouse.code, row.units) for row in promised] == [("FS", 3), ("TJ", 2)]


def test_too_few_units_are_refused_by_name_and_nothing_changes():
    calcium, zinc = make_sku(), make_sku()
    stocked(calcium, 5)
    stocked(zinc, 2)
    before = books()
    with pytest.raises(OutOfStock) as refusal:
        reserve("SO-1", {calcium.pk: 1, zinc.pk: 3}, soon())
    assert (refusal.value.sku_id, refusal.value.left) == (zinc.pk, 2)
    assert zinc.product.name in str(refusal.value)
    assert books() == before
    assert not Reservation.objects.exists()


def test_same_wish_of_the_same_document_is_promised_once():
    sku = make_sku()
    stocked(sku, 5)
    first = reserve("SO-1", {sku.pk: 2}, soon())
    again = reserve("SO-1", {sku.pk: 2}, soon())
    assert [row.pk for row in first] == [row.pk for row in again]
    assert available_units([sku.pk]) == {sku.pk: 3}


def test_other_wish_of_the_same_document_is_refused():
    sku = make_sku()
    stocked(sku, 5)
    reserve("SO-1", {sku.pk: 2}, soon())
    before = books()
    with pytest.raises(Refused):
        reserve("SO-1", {sku.pk: 3}, soon())
    assert books() == before


@pytest.mark.parametrize("wants", [{}, {1: 0}, {1: -2}])
def test_nothing_cannot_be_promised(wants):
    with pytest.raises(Refused):
        reserve("SO-1", wants, soon())


def test_three_lines_take_at_most_six_statements(django_assert_max_num_queries):
    skus = [make_sku() for _ in range(3)]
    for sku in skus:
        stocked(sku, 5)
        stocked(sku, 5, days=500)
    with django_assert_max_num_queries(6):
        reserve("SO-1", {sku.pk: 7 for sku in skus}, soon())


@pytest.mark.parametrize("days", [89, 30, 0])
def test_goods_with_too_little_life_left_are_not_promised(days):
    sku = make_sku()
    stocked(sku, 5, days=days)
    with pytest.raises(OutOfStock):
        reserve("SO-1", {sku.pk: 1}, soon())


def test_goods_with_just_enough_life_left_are_promised():
    sku = make_sku()
    stocked(sku, 5, days=90)
    assert len(reserve("SO-1", {sku.pk: 1}, soon())) == 1


def test_life_runs_out_by_itself_when_the_day_comes():
    sku = make_sku()
    stocked(sku, 5, days=100)
    with clock.at(clock.now() + timedelta(days=11)):
        assert available_units([sku.pk]) == {sku.pk: 0}


def test_received_goods_are_not_promised_before_release():
    sku = make_sku()
    receiving.receive(make_line(sku, 5), make_arrival(5), by=make_person())
    assert available_units([sku.pk]) == {sku.pk: 0}


def test_held_batch_is_not_promised():
    sku = make_sku()
    stock = stocked(sku, 5)
    hold(batch_of(stock), reason="召回通知", by=make_person())
    with pytest.raises(OutOfStock):
        reserve("SO-1", {sku.pk: 1}, soon())


def test_undated_batch_is_not_promised():
    sku = make_sku()
    stock = stocked(sku, 5)
    Batch.objects.filter(pk=stock.batch_id).update(expires_on=None)
    services.batches.settle(sku.pk)
    assert available_units([sku.pk]) == {sku.pk: 0}


@pytest.mark.duty("P7")
def test_catalogue_hears_when_the_last_unit_is_promised_and_given_back():
    sku = make_sku()
    stocked(sku, 1)
    sku.refresh_from_db()
    assert sku.in_stock is True
    reserve("SO-1", {sku.pk: 1}, soon())
    sku.refresh_from_db()
    assert sku.in_stock is False
    services.release("SO-1", "cancelled")
    sku.refresh_from_db()
    assert sku.in_stock is True


def test_release_gives_back_once():
    sku = make_sku()
    stocked(sku, 5)
    reserve("SO-1", {sku.pk: 2}, soon())
    assert services.release("SO-1", "cancelled") == 2
    assert services.release("SO-1", "cancelled") == 0
    assert available_units([sku.pk]) == {sku.pk: 5}


def test_commit_ends_the_term_and_may_be_repeated():
    sku = make_sku()
    stocked(sku, 5)
    reserve("SO-1", {sku.pk: 2}, soon())
    for _ in range(2):
        services.commit("SO-1")
    assert [(row.state, row.expires_at) for row in services.reservations("SO-1")] == [("committed", None)]


def test_nothing_promised_cannot_be_committed():
    with pytest.raises(Refused):
        services.commit("SO-1")


def test_database_refuses_more_reserved_than_on_hand():
    stock = stocked(make_sku(), 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stock.objects.filter(pk=stock.pk).update(reserved=2)
