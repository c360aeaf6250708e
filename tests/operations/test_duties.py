"""What the operations centre owes is counted from facts: done, owed, missed (duties of operations)."""

from datetime import timedelta

import pytest

from microstore.core import clock, events
from microstore.core.duties import Duty
from microstore.core.errors import Refused
from microstore.core.models import Delivery
from operations import norms
from operations.models import AcceptanceTick, Backup, DutyRow, Opening, RestoreDrill, StrategyDecision
from operations.services import acceptance, duties, duty_rounds, planning
from tests.factories import openings as make
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_person
from tests.factories.duties import counted, only_duties
from tests.factories.stores import make_open_store

pytestmark = pytest.mark.django_db
BY_HAND = ("O5", "O12", "O13", "P6", "P10a", "T2a", "T3")


@pytest.mark.duty("O5", "O12", "O13", "P6", "P10a", "T2a", "T3")
@pytest.mark.parametrize("id", BY_HAND)
def test_a_duty_without_facts_is_due_once_a_period_and_confirmed_with_a_note_by_its_post_alone(id):
    duty, today = Duty.registry[id], clock.today()
    assert duty.evidence is None
    with only_duties(duty):
        assert (duty_rounds.create_rows(today), duty_rounds.create_rows(duty.period(today).first)) == (1, 0)
    row = DutyRow.objects.get()
    assert (row.post, row.due_at, row.overdue_at) == (duty.post, duty.due_at(duty.period(today)), duty.overdue_at(duty.period(today)))
    DutyRow.objects.update(state="due")
    stranger = make_staff("designer" if duty.post != "designer" else "shipper").user
    with pytest.raises(Refused):
        duties.confirm(row, by=stranger, note="已做")
    duties.confirm(row, by=make_staff(duty.post).user, note="已按制度完成")
    row.refresh_from_db()
    assert (row.state, row.how, row.note) == ("done", "manual", "已按制度完成")


@pytest.mark.duty("T1")
def test_news_that_failed_is_done_when_it_was_settled_by_the_end_of_the_next_day_and_else_missed():
    event = events.note(make_open_store(), "试", by=None)
    settled = Delivery.objects.create(event=event, reaction="a", error="ValueError: x", tries=8)
    Delivery.objects.create(event=event, reaction="b", error="ValueError: y", tries=8)
    Delivery.objects.create(event=event, reaction="c", done_at=clock.now())
    today = clock.today()
    assert counted("T1", today) == (0, 2, 0)
    Delivery.objects.filter(pk=settled.pk).update(done_at=clock.now())
    assert counted("T1", today) == (1, 2, 0)
    with clock.at(clock.now() + timedelta(hours=24) + norms.FAILURE_HOURS.span):
        Delivery.objects.filter(reaction="b").update(done_at=clock.now())
        assert counted("T1", today) == (1, 2, 1)


@pytest.mark.duty("T4")
def test_a_day_without_a_good_backup_is_missed():
    today = clock.today()
    Backup.objects.create(name="broken", state=Backup.State.FAILED)
    assert counted("T4", today) == (0, 1, 0)
    with clock.at(clock.now() + timedelta(days=1)):
        assert counted("T4", today) == (0, 1, 1)
    Backup.objects.create(name="good", state=Backup.State.DONE)
    assert counted("T4", today) == (1, 1, 0)
    Backup.objects.update(state=Backup.State.GONE)
    assert counted("T4", today) == (1, 1, 0)


@pytest.mark.duty("T6")
def test_a_week_without_a_verified_trial_is_missed():
    today = clock.today()
    RestoreDrill.objects.create(state=RestoreDrill.State.FAILED)
    assert counted("T6", today) == (0, 1, 0)
    with clock.at(clock.now() + timedelta(days=7)):
        assert counted("T6", today) == (0, 1, 1)
    RestoreDrill.objects.create(state=RestoreDrill.State.VERIFIED)
    assert counted("T6", today) == (1, 1, 0)


@pytest.mark.duty("O1")
def test_a_trading_store_needs_the_goal_of_the_year_and_of_the_quarter():
    today, by = clock.today(), make_person()
    store, _other = make_open_store("kangxuan"), make_open_store("member")
    assert counted("O1", today) == (0, 2, 0)
    planning.set_goal(store, year=today.year, quarter=None, sales_fen=1, orders=1, by=by)
    assert counted("O1", today) == (0, 2, 0)
    planning.set_goal(store, year=today.year, quarter=planning.quarter_of(today), sales_fen=1, orders=1, by=by)
    assert counted("O1", today) == (1, 2, 0)


@pytest.mark.duty("O2")
def test_a_change_of_strategy_is_looked_at_by_the_end_of_the_month_of_its_day():
    store, by = make_open_store("member"), make_person()
    day = clock.today() + timedelta(days=40)
    seen, unseen = (planning.decide(store, market_fact="竞品降价", decision="应对", review_on=day, by=by) for _ in range(2))
    assert counted("O2", day) == (0, 2, 0)
    with clock.at(clock.now() + timedelta(days=40)):
        planning.review(seen, outcome="持平", by=by)
        assert counted("O2", day) == (1, 2, 0)
    with clock.at(clock.now() + timedelta(days=75)):
        planning.review(unseen, outcome="太晚", by=by)
        assert counted("O2", day) == (1, 2, 1)
    assert StrategyDecision.objects.count() == 2


@pytest.mark.duty("O3")
def test_a_plan_is_counted_with_research_and_positioning_before_it():
    assert counted("O3") == (0, 0, 0)
    make.building("qinghe")
    make.planned("heping", kind="authorised")
    assert counted("O3") == (1, 1, 0)
    Opening.objects.filter(store__code="qinghe").update(researched_at=None)
    assert counted("O3") == (0, 1, 0)


@pytest.mark.duty("D1", "D2b")
def test_pages_and_content_of_a_new_store_are_confirmed_by_name(post_rights):
    opening = make.accepting()
    assert (counted("D1"), counted("D2b")) == ((0, 1, 0), (0, 2, 0))
    acceptance.tick(opening, AcceptanceTick.Item.DATA, note="逐项核对", by=make_staff("product_manager").user)
    assert (counted("D1"), counted("D2b")) == ((0, 1, 0), (1, 2, 0))
    acceptance.tick(opening, AcceptanceTick.Item.PAGES, note="符合定位", by=make_staff("operations").user)
    assert (counted("D1"), counted("D2b")) == ((1, 1, 0), (1, 2, 0))


@pytest.mark.duty("O4")
def test_a_duty_that_lapsed_in_the_week_is_settled_when_it_was_done_after_all():
    week = Duty.registry["O4"].period(clock.today())
    facts = {"post": "service", "department": "service", "cadence": "daily", "first": week.first, "last": week.first}
    moments = dict.fromkeys(("falls_due_at", "due_at", "overdue_at", "escalated_at", "done_at"), clock.now())
    done = DutyRow.objects.create(duty="X11", state="escalated", was_late=True, **facts, **moments)
    DutyRow.objects.create(duty="C2", state="escalated", was_late=True, **facts, **moments)
    assert counted("O4") == (0, 2, 0)
    DutyRow.objects.filter(pk=done.pk).update(state="done")
    assert counted("O4") == (1, 2, 0)
