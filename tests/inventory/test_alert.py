"""An item below its level: one alert, told to three, again until answered, closed by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Product, Sku
from inventory import alert_duties, norms
from inventory.models import Receipt, Reservation, StockAlert, StockCover, StockLevel
from inventory.services import alerts, cover, outflow, reserving, telling
from inventory.services.batches import hold
from inventory.services.picking import consume
from microstore.core import clock
from microstore.core.declarations import Check, Post
from microstore.core.duties import Cadence, Period, period_of
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from tests.factories import inventory as make
from tests.factories.suppliers import end_licences, make_supplier
from tests.switches import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alerts_stay_in_order(request, db):
    yield
    assert [row for check in Check.registry if check.number == "P8" for row in check.find()] == []


@pytest.fixture
def crew():
    return {post: make.hire(post) for post in (Post.PURCHASING, Post.WAREHOUSE_LEAD, Post.OPERATIONS)}


def inbox(person):
    return Message.objects.filter(user=person, channel="inbox").count()


def names(alert):
    return list(Event.objects.about(alert).order_by("pk").values_list("name", flat=True))


@pytest.mark.duty("P8a", "P7")
def test_falling_below_its_level_opens_one_alert_and_sweeping_again_opens_none():
    sku = make.make_sku()
    make.stocked(sku, 12)
    alerts.set_levels([sku], alerts.LevelGiven(units=10), by=None)
    assert cover.sweep() == (0, 0)
    reserving.reserve("SO1", {sku.pk: 5}, clock.now() + timedelta(hours=1))
    assert cover.sweep() == (1, 0)
    assert cover.sweep() == (0, 0)
    alert = StockAlert.objects.get()
    assert (alert.sku, alert.warehouse, alert.available, alert.level, alert.state) == (sku, None, 7, 10, "open")
    assert names(alert) == ["inventory.alert_opened"]


@pytest.mark.duty("P8a", "P8b")
def test_purchasing_warehouse_and_product_owner_are_told_once_at_the_opening(crew):
    owner = make.make_person("周敏")
    sku = make.make_sku()
    Product.objects.filter(pk=sku.product_id).update(owner=owner)
    make.make_low(sku)
    assert (telling.tell(), telling.tell()) == (1, 0)
    assert [inbox(person) for person in (crew[Post.PURCHASING], crew[Post.WAREHOUSE_LEAD], owner, crew[Post.OPERATIONS])] == [1, 1, 1, 0]
    message = Message.objects.get(user=owner, channel="inbox")
    assert message.link == f"/backoffice/inventory/alerts/{StockAlert.objects.get().pk}/" and sku.code in message.body


def test_many_alerts_come_in_one_message(crew):
    for _ in range(7):
        make.make_low()
    assert telling.tell() == 7
    message = Message.objects.get(user=crew[Post.PURCHASING], channel="inbox")
    assert message.params["count"] == "7" and message.params["items"].endswith("…")


def test_it_is_told_again_once_a_period_until_somebody_answers(crew):
    alert, buyer, start = make.make_low(), crew[Post.PURCHASING], clock.now()
    telling.tell()
    for hours, told in ((7, 1), (9, 2), (10, 2), (18, 3)):
        with clock.at(start + timedelta(hours=hours)):
            telling.tell()
        assert inbox(buyer) == told
    alerts.decline(alert, reason="停产", by=buyer)
    with clock.at(start + timedelta(hours=40)):
        assert (telling.tell(), telling.escalate()) == (0, 0)
    assert inbox(buyer) == 3


@pytest.mark.duty("P8a")
def test_without_an_answer_operations_are_told_once(crew):
    make.make_low()
    assert telling.escalate() == 0
    with clock.at(clock.now() + norms.ANSWER.span):
        assert (telling.escalate(), telling.escalate()) == (1, 0)
    assert inbox(crew[Post.OPERATIONS]) == 1
    assert names(StockAlert.objects.get()) == ["inventory.alert_opened", "inventory.alert_escalated"]


def test_a_promised_day_that_passes_without_goods_opens_the_question_again_and_tells_operations(crew):
    alert = make.make_low()
    day = clock.today() + timedelta(days=3)
    alerts.expect(alert, expected_on=day, reason="供应商已发货", by=crew[Post.WAREHOUSE_LEAD])
    assert (alert.state, alert.answer, alert.expected_on, alert.remind_at) == ("answered", "expected", day, None)
    with clock.at(clock.now() + timedelta(days=3)):
        assert telling.lapse() == 0
    with clock.at(clock.now() + timedelta(days=4)):
        assert (telling.lapse(), telling.lapse()) == (1, 0)
        assert (telling.tell(), telling.escalate(), telling.escalate()) == (1, 1, 0)
    alert.refresh_from_db()
    assert (alert.state, inbox(crew[Post.OPERATIONS]), inbox(crew[Post.PURCHASING])) == ("open", 1, 1)


@pytest.mark.duty("W7a")
def test_goods_on_the_shelf_close_it_and_the_next_fall_opens_a_new_one():
    sku = make.make_sku()
    first = make.make_low(sku)
    stock = make.stocked(sku, 20)
    deliver_all()
    first.refresh_from_db()
    assert (first.state, first.closing, first.remind_at) == ("closed", "recovered", None)
    assert names(first) == ["inventory.alert_opened", "inventory.alert_closed"]
    hold(make.batch_of(stock), reason="抽检", by=make.make_person())
    deliver_all()
    assert StockAlert.objects.count() == 2 and StockAlert.objects.unclosed().get() != first


def test_what_leaves_the_shelf_of_the_shop_is_watched_no_longer():
    sku = make.make_sku()
    alert = make.make_low(sku)
    Product.objects.filter(pk=sku.product_id).update(state="delisted")
    assert cover.sweep() == (0, 1)
    alert.refresh_from_db()
    assert (alert.state, alert.closing) == ("closed", "unwatched")
    assert StockCover.objects.get(sku=sku).below_since is None


def test_a_warehouse_may_have_a_level_of_its_own():
    sku, south, north = make.make_sku(), make.make_warehouse(), make.make_warehouse("CD", "成都仓")
    make.stocked(sku, 50, warehouse=south)
    make.stocked(sku, 2, warehouse=north)
    alerts.set_levels([sku], alerts.LevelGiven(units=10), by=None)
    alerts.set_levels([sku], alerts.LevelGiven(units=5), warehouse=north, by=None)
    alert = StockAlert.objects.get()
    assert (alert.warehouse, alert.available, alert.level) == (north, 2, 5)


@pytest.mark.duty("P8a")
def test_ordering_announces_the_delivery_answers_the_alert_and_counts_it_at_once(crew):
    alert = make.make_low(left=3, level=10)
    day = clock.today() + timedelta(days=5)
    given = {"supplier": make.make_supplier(), "warehouse": make.make_warehouse(), "units": 24, "expected_on": day}
    receipt = alerts.order(alert, **given, by=crew[Post.PURCHASING])
    assert [(line.sku, line.expected_units) for line in receipt.lines.all()] == [(alert.sku, 24)]
    assert (alert.state, alert.answer, alert.receipt, alert.answered_by) == ("answered", "ordered", receipt, crew[Post.PURCHASING])
    assert (StockCover.objects.get(sku=alert.sku).coming, alerts.proposal_for(alert.sku_id).units) == (24, 0)
    with pytest.raises(Refused):
        alerts.order(alert, **given, by=crew[Post.PURCHASING])
    assert Receipt.objects.filter(state="announced").count() == 1


def test_a_refused_order_changes_nothing(crew):
    alert = make.make_low()
    supplier = make_supplier("S7", "到期供应商")
    end_licences(supplier, clock.today() - timedelta(days=1))
    given = {"warehouse": make.make_warehouse(), "units": 24, "expected_on": clock.today(), "by": crew[Post.PURCHASING]}
    before = Receipt.objects.count()
    for wrong in ({"supplier": supplier}, {"supplier": make.make_supplier(), "expected_on": clock.today() - timedelta(days=1)}):
        with pytest.raises(Refused):
            alerts.order(alert, **given | wrong)
    with pytest.raises(Refused):
        alerts.decline(alert, reason=" ", by=crew[Post.PURCHASING])
    alert.refresh_from_db()
    assert (alert.state, Receipt.objects.count()) == ("open", before)


def test_one_click_in_the_replenishment_list_orders_what_is_proposed_and_answers_the_alert(crew):
    sku = make.grown_up(make.make_sku())
    alert = make.make_low(sku, left=3, level=10)
    make.sold(sku, 70)
    cover.sweep()
    row = StockCover.objects.get(sku=sku)
    assert (row.sold_7, row.sold_30, row.sold_90, row.pace, row.proposed) == (70, 70, 70, 5856, 214)
    receipt = alerts.order_proposed(row, by=crew[Post.PURCHASING])
    alert.refresh_from_db()
    assert (receipt.lines.get().expected_units, receipt.expected_on, alert.receipt) == (214, clock.today() + timedelta(days=7), receipt)
    with pytest.raises(Refused):
        alerts.order_proposed(row, by=crew[Post.PURCHASING])


def test_an_announced_delivery_that_never_came_is_no_longer_counted_on():
    sku = make.make_sku()
    make.make_low(sku)
    make.make_line(sku, 40)
    assert alerts.proposal_for(sku.pk).facts.coming == 40
    with clock.at(clock.now() + timedelta(days=8)):
        assert alerts.proposal_for(sku.pk).facts.coming == 0


def test_the_roll_up_counts_what_was_shipped_once():
    sku = make.make_sku()
    make.stocked(sku, 10)
    reserving.reserve("SO7", {sku.pk: 4}, clock.now() + timedelta(hours=1))
    reserving.commit("SO7")
    consume("SO7", by=make.make_person())
    with clock.at(clock.now() + timedelta(days=1)):
        assert [outflow.roll_up(), outflow.roll_up(), outflow.roll_up(90)] == [1, 0, 0]
        assert StockCover.objects.get(sku=sku, warehouse=None).sold_7 == 4
    assert Reservation.objects.get().state == "consumed"


def test_a_level_is_units_or_days_and_setting_it_again_replaces_it():
    sku = make.make_sku()
    with pytest.raises(Refused):
        alerts.set_levels([sku], alerts.LevelGiven(units=5, cover_days=5), by=None)
    alerts.set_levels([sku], alerts.LevelGiven(units=0), by=None)
    alerts.set_levels([sku], alerts.LevelGiven(cover_days=10, pack=12), by=None)
    assert list(StockLevel.objects.values_list("units", "cover_days", "pack")) == [(None, 10, 12)]


@pytest.mark.duty("P8a")
def test_the_duty_counts_answers_within_the_time_of_the_register(crew):
    start = clock.now()
    day = period_of(Cadence.DAILY, clock.today())
    early, late, never = make.make_low(), make.make_low(), make.make_low()
    alerts.decline(early, reason="停产", by=crew[Post.PURCHASING])
    with clock.at(start + timedelta(hours=25)):
        alerts.decline(late, reason="停产", by=crew[Post.PURCHASING])
        evidence = alert_duties.low_stock_answered(day)
    assert (evidence.done, evidence.owed, evidence.missed) == (1, 3, 2) and never.state == "open"


@pytest.mark.duty("W7a")
def test_the_duty_of_the_warehouse_counts_goods_that_came_by_their_day(crew):
    came, lost = make.make_low(), make.make_low()
    for alert in (came, lost):
        alerts.expect(alert, expected_on=clock.today(), reason="", by=crew[Post.WAREHOUSE_LEAD])
    make.stocked(came.sku, 20)
    deliver_all()
    today = Period(clock.today(), clock.today())
    with clock.at(clock.now() + timedelta(days=1)):
        evidence = alert_duties.replenished_by_the_day(today)
    assert (evidence.done, evidence.owed, evidence.missed) == (1, 2, 1)


def test_a_sweep_asks_as_many_statements_for_a_thousand_products_as_for_ten():
    model = make.make_sku()
    cover.sweep()
    make_many(model, 10)
    few = statements_of_a_sweep()
    make_many(model, 1000)
    assert statements_of_a_sweep() == few <= 12
    assert StockAlert.objects.count() == 1010


def make_many(model, count):
    """SKUs that never had a unit, with a level of five."""
    start = Sku.objects.count()
    skus = Sku.objects.bulk_create(Sku(product=model.product, code=f"MANY{start + n}", spec="60片") for n in range(count))
    StockLevel.objects.bulk_create(StockLevel(sku=sku, units=5) for sku in skus)


def statements_of_a_sweep():
    with CaptureQueriesContext(connection) as caught:
        cover.sweep()
    return len(caught)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_and_a_reaction_at_once_open_one_alert():
    sku = make.make_sku()
    make.stocked(sku, 3)
    StockLevel.objects.create(sku=sku, units=10)
    found = together(cover.sweep, cover.sweep, lambda: cover.sweep([sku.pk]))
    assert sum(opened for opened, _closed in found) == 1
    assert StockAlert.objects.count() == 1
    assert Event.objects.filter(name="inventory.alert_opened").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_it_once():
    buyer = make.hire(Post.PURCHASING)
    make.make_low()
    assert sorted(together(telling.tell, telling.tell)) == [0, 1]
    assert inbox(buyer) == 1

