"""Goods leave the house: only what is paid and may be shipped, with its line in the ledger."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError

from inventory import services
from inventory.models import Batch, BatchState, Movement, Stock
from inventory.services import commit, consume, hold, pick_plan, reserve
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories.inventory import batch_of, books, make_person, make_sku, make_warehouse, stocked

pytestmark = pytest.mark.django_db


def promise(sku, units, reference="SO-1"):
    return reserve(reference, {sku.pk: units}, clock.now() + timedelta(minutes=30))


def test_paid_goods_leave_with_a_movement():
    sku = make_sku()
    stocked(sku, 5, number="L1")
    promise(sku, 2)
    commit("SO-1")
    by = make_person()
    taken = consume("SO-1", by=by)
    assert [(pick.batch.number, pick.units) for pick in taken] == [("L1", 2)]
    assert books()[-1][2:] == (3, 0)
    last = Movement.objects.get(kind="shipped")
    assert (last.units, last.reference, last.by) == (-2, "SO-1", by)


def test_unpaid_goods_do_not_leave():
    sku = make_sku()
    stocked(sku, 5)
    promise(sku, 2)
    before = books()
    with pytest.raises(Refused):
        consume("SO-1", by=make_person())
    assert books() == before
    assert not Movement.objects.filter(kind="shipped").exists()


def test_goods_leave_once():
    sku = make_sku()
    stocked(sku, 5)
    promise(sku, 2)
    commit("SO-1")
    consume("SO-1", by=make_person())
    before = books()
    with pytest.raises(Refused):
        consume("SO-1", by=make_person())
    assert books() == before


def test_each_warehouse_writes_off_its_own():
    sku = make_sku()
    south, north = make_warehouse(), make_warehouse("TJ", "天津仓")
    stocked(sku, 3, days=400)
    stocked(sku, 3, days=500, warehouse=north)
    promise(sku, 5)
    commit("SO-1")
    assert [pick.units for pick in consume("SO-1", by=make_person(), warehouse=north)] == [2]
    assert [(row.units, row.stock.warehouse_id) for row in services.reservations("SO-1")] == [(3, south.pk)]


@pytest.mark.duty("W2")
def test_plan_walks_the_bins_in_order():
    from inventory.models import Bin, ZoneKind

    far, near = make_sku(), make_sku()
    bins = list(Bin.objects.of_kind(ZoneKind.AVAILABLE, make_warehouse()))
    stocked(far, 5, bin=bins[2])
    stocked(near, 5, bin=bins[0])
    reserve("SO-1", {far.pk: 1, near.pk: 1}, clock.now())
    assert [pick.bin.code for pick in pick_plan("SO-1")] == [bins[0].code, bins[2].code]


def test_held_batch_without_substitute_cannot_be_picked_or_shipped():
    sku = make_sku()
    stock = stocked(sku, 5)
    promise(sku, 2)
    commit("SO-1")
    hold(batch_of(stock), reason="召回通知", by=make_person())
    before = books()
    for act in (lambda: pick_plan("SO-1"), lambda: consume("SO-1", by=make_person())):
        with pytest.raises(Refused):
            act()
    assert books() == before


def test_batch_that_expired_tonight_cannot_be_shipped_even_before_the_sweep():
    sku = make_sku()
    stocked(sku, 5, days=95)
    promise(sku, 2)
    commit("SO-1")
    with clock.at(clock.now() + timedelta(days=96)), pytest.raises(Refused):
        consume("SO-1", by=make_person())
    assert Batch.objects.get().state == BatchState.NEAR_EXPIRY


def test_ledger_cannot_be_changed_or_emptied():
    stocked(make_sku(), 5)
    row = Movement.objects.first()
    for change in (
        lambda: Movement.objects.filter(pk=row.pk).update(units=9),
        lambda: Movement.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()
    assert Movement.objects.get(pk=row.pk).units == row.units


def test_stock_equals_its_movements_through_the_whole_way():
    sku = make_sku()
    stocked(sku, 5)
    promise(sku, 2)
    commit("SO-1")
    consume("SO-1", by=make_person())
    assert (
        sum(Movement.objects.filter(sku=sku).values_list("units", flat=True)) == 3 == sum(Stock.objects.values_list("on_hand", flat=True))
    )
