"""Goods come in: by batch with true dates, inspected, released by a second person."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.hooks import batches_now
from inventory.models import Batch, Bin, Movement, Receipt, Stock, ZoneKind
from inventory.services import available_units, keep_report, receiving
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.inventory import (
    batch_of,
    books,
    make_arrival,
    make_line,
    make_person,
    make_sku,
    make_supplier,
    make_warehouse,
    passed_line,
    stocked,
)

pytestmark = pytest.mark.django_db
ALL = dict.fromkeys(receiving.INSPECTION_POINTS, True)


def shelf(warehouse=None) -> Bin:
    return Bin.objects.of_kind(ZoneKind.AVAILABLE, warehouse or make_warehouse()).first()


def test_received_goods_stand_in_the_yellow_zone_and_cannot_be_sold():
    line = make_line(make_sku(), 10)
    batch = receiving.receive(line, make_arrival(8), by=make_person())
    stock = Stock.objects.get(batch=batch)
    assert (stock.on_hand, stock.bin.zone.kind, stock.sell_until) == (8, "receiving", None)
    assert (line.received_units, line.state, line.receipt.state, batch.state) == (8, "received", "receiving", "received")
    assert [event.name for event in Event.objects.about(line)] == ["inventory.line_received"]


def test_released_goods_can_be_sold_and_the_delivery_closes():
    sku = make_sku()
    line = passed_line(sku, 10)
    receiving.release_batch(line, bin=shelf(), by=make_person())
    batch, receipt = Batch.objects.get(), Receipt.objects.get()
    assert (batch.state, receipt.state, line.state) == ("available", "closed", "released")
    assert available_units([sku.pk]) == {sku.pk: 10}
    assert list(Movement.objects.order_by("pk").values_list("kind", "units")) == [("received", 10), ("put_away", -10), ("put_away", 10)]


def test_failed_goods_go_to_the_red_zone_and_never_to_the_shelf():
    sku = make_sku()
    line = make_line(sku, 10)
    receiving.receive(line, make_arrival(10), by=make_person())
    receiving.inspect(line, ticks={**ALL, "packaging": False}, passed=False, note="外箱破损", by=make_person())
    with pytest.raises(Refused):
        receiving.release_batch(line, bin=shelf(), by=make_person())
    red = Bin.objects.of_kind(ZoneKind.QUARANTINE, make_warehouse()).get()
    receiving.quarantine(line, bin=red, by=make_person())
    assert (Batch.objects.get().state, line.state) == ("rejected", "quarantined")
    assert available_units([sku.pk]) == {sku.pk: 0}


def test_the_report_of_a_batch_is_read_by_customers_once_the_batch_is_released(client):
    sku, upload = make_sku(), SimpleUploadedFile("检验报告.pdf", b"%PDF-1.4 conforms")
    line = make_line(sku, 10)
    receiving.receive(line, make_arrival(10), by=make_person())
    receiving.inspect(line, ticks=ALL, passed=True, by=make_person(), report=upload)
    address = f"/batches/{line.batch_id}/report/"
    assert client.get(address).status_code == 404
    receiving.release_batch(line, bin=shelf(), by=make_person())
    assert batches_now([sku.pk])[sku.pk].report == line.batch_id
    answer = client.get(address)
    assert (answer["Content-Type"], b"".join(answer)) == ("application/pdf", b"%PDF-1.4 conforms")


def test_a_report_that_is_no_paper_is_refused_and_the_earlier_one_stays():
    batch = batch_of(stocked(make_sku()))
    keep_report(batch, SimpleUploadedFile("a.pdf", b"%PDF-1.4 first"), by=make_person())
    with pytest.raises(Refused):
        keep_report(batch, SimpleUploadedFile("b.pdf", b"<html>"), by=make_person())
    batch.refresh_from_db()
    assert batch.report.name == "a.pdf"


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("made", "expires", "units", "number"),
    [
        (TODAY + timedelta(days=1), TODAY + timedelta(days=400), 5, "L1"),
        (TODAY - timedelta(days=30), TODAY - timedelta(days=30), 5, "L1"),
        (TODAY - timedelta(days=30), TODAY - timedelta(days=60), 5, "L1"),
        (TODAY - timedelta(days=800), TODAY - timedelta(days=1), 5, "L1"),
        (TODAY - timedelta(days=30), TODAY - timedelta(days=29) + relativedelta(months=36), 5, "L1"),
        (TODAY - timedelta(days=30), TODAY + timedelta(days=400), 0, "L1"),
        (TODAY - timedelta(days=30), TODAY + timedelta(days=400), 5, "  "),
    ],
    ids=["made tomorrow", "same day", "before", "expired", "lives too long", "no unit", "no number"],
)
def test_goods_with_untrue_dates_are_refused_and_nothing_is_booked(made, expires, units, number):
    line = make_line(make_sku(), 10)
    with clock.at(clock.now().replace(year=2026, month=11, day=21, hour=4)), pytest.raises(Refused):
        receiving.receive(line, receiving.Arrival(number, made, expires, units), by=make_person())
    line.refresh_from_db()
    assert (line.state, Receipt.objects.get().state) == ("announced", "announced")
    assert not Batch.objects.exists() and not Movement.objects.exists() and not Stock.objects.exists()


def test_whole_shelf_life_is_accepted():
    line = make_line(make_sku(shelf_life_months=24), 10)
    made = clock.today()
    batch = receiving.receive(line, receiving.Arrival("l1", made, made + relativedelta(months=24), 10), by=make_person())
    assert batch.number == "L1"


def test_batch_that_comes_again_must_bear_the_same_dates():
    sku = make_sku()
    first = make_arrival(5, number="L1")
    receiving.receive(make_line(sku), first, by=make_person())
    before = books()
    with pytest.raises(Refused):
        receiving.receive(make_line(sku), receiving.Arrival("L1", first.made_on, first.expires_on + timedelta(days=1), 5), by=make_person())
    assert books() == before
    assert Batch.objects.count() == 1


def test_second_delivery_of_a_batch_waits_for_its_own_inspection():
    sku = make_sku()
    line = passed_line(sku, 5, number="L1")
    receiving.release_batch(line, bin=shelf(), by=make_person())
    batch = Batch.objects.get()
    again = receiving.Arrival("L1", batch.made_on, batch.expires_on, 7)
    receiving.receive(make_line(sku), again, by=make_person())
    assert available_units([sku.pk]) == {sku.pk: 5}


@pytest.mark.parametrize("missing", list(receiving.INSPECTION_POINTS))
def test_goods_pass_only_with_every_point_ticked(missing):
    line = make_line(make_sku(), 10)
    receiving.receive(line, make_arrival(10), by=make_person())
    with pytest.raises(Refused):
        receiving.inspect(line, ticks={**ALL, missing: False}, passed=True, by=make_person())
    line.refresh_from_db()
    assert (line.state, line.ticks, line.inspected_by) == ("received", {}, None)


def test_failing_needs_a_reason():
    line = make_line(make_sku(), 10)
    receiving.receive(line, make_arrival(10), by=make_person())
    with pytest.raises(Refused):
        receiving.inspect(line, ticks={}, passed=False, note=" ", by=make_person())
    line.refresh_from_db()
    assert line.state == "received"


def test_who_received_does_not_release_while_another_may():
    zhao, sun = make_person("赵强", "inventory.release_batch"), make_person("孙丽", "inventory.release_batch")
    sku = make_sku()
    line = make_line(sku, 10)
    receiving.receive(line, make_arrival(10), by=zhao)
    receiving.inspect(line, ticks=ALL, passed=True, by=make_person())
    before = books()
    with pytest.raises(Refused):
        receiving.release_batch(line, bin=shelf(), by=zhao)
    assert books() == before
    receiving.release_batch(line, bin=shelf(), by=sun)
    assert available_units([sku.pk]) == {sku.pk: 10}


def test_who_is_alone_may_release_what_they_received():
    zhao = make_person("赵强", "inventory.release_batch")
    line = make_line(make_sku(), 10)
    receiving.receive(line, make_arrival(10), by=zhao)
    receiving.inspect(line, ticks=ALL, passed=True, by=zhao)
    receiving.release_batch(line, bin=shelf(), by=zhao)
    assert line.released_by == zhao


def test_goods_are_not_released_into_another_warehouse_or_zone():
    line = passed_line(make_sku(), 10)
    north = make_warehouse("TJ", "天津仓")
    red = Bin.objects.of_kind(ZoneKind.QUARANTINE, make_warehouse()).get()
    before = books()
    for place in (shelf(north), red):
        with pytest.raises(Refused):
            receiving.release_batch(line, bin=place, by=make_person())
    assert books() == before


def test_line_is_received_once():
    line = make_line(make_sku(), 10)
    receiving.receive(line, make_arrival(10), by=make_person())
    before = books()
    with pytest.raises(Refused):
        receiving.receive(line, make_arrival(10), by=make_person())
    assert books() == before


@pytest.mark.parametrize("lines", [[], [0], [-1]])
def test_empty_delivery_is_not_announced(lines):
    sku = make_sku()
    with pytest.raises(Refused):
        receiving.announce(
            supplier=make_supplier(),
            warehouse=make_warehouse(),
            lines=[(sku, units) for units in lines],
            expected_on=clock.today(),
            by=make_person(),
        )
    assert not Receipt.objects.exists()
