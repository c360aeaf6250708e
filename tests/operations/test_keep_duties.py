"""Duties of a period: rows, evidence, what people do, what the clock does (state C18)."""

from datetime import date, timedelta

import pytest

from microstore.core import clock
from microstore.core.declarations import DEPARTMENT_OF, Post
from microstore.core.duties import Cadence, Evidence
from microstore.core.errors import Refused
from microstore.core.events import Event, deliver_all
from microstore.messaging.models import Message
from operations.models import DutyRow
from operations.services import duties, duty_rounds
from tests.factories.accounts import make_staff
from tests.factories.duties import TUESDAY, at, make_duty, only_duties, row_of

pytestmark = pytest.mark.django_db


def grant(staff, *names):
    from django.contrib.auth.models import Permission

    for name in names:
        staff.user.user_permissions.add(Permission.objects.get(content_type__app_label="operations", codename=name))
    return type(staff.user).objects.get(pk=staff.user.pk)


@pytest.fixture
def agent():
    return make_staff(Post.SERVICE).user


@pytest.fixture
def lead():
    return grant(make_staff(Post.SERVICE_LEAD, name="柳青"), "verify_duty", "waive_duty")


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_each_duty_has_one_row_per_period():
    daily, weekly = make_duty("X1"), make_duty("X2", cadence=Cadence.WEEKLY)
    with only_duties(daily, weekly):
        assert [duty_rounds.create_rows(TUESDAY + timedelta(days=n)) for n in (0, 0, 1)] == [2, 0, 1]
    assert DutyRow.objects.filter(duty="X1").count() == 2
    assert DutyRow.objects.get(duty="X2").period_words == "2026-03-02 – 2026-03-08"


def test_everybody_who_owes_a_duty_separately_has_a_row(agent, lead):
    each = make_duty("L1", each=lambda period: [agent.pk, lead.pk], evidence=lambda period, person: Evidence(1, 1))
    with only_duties(each):
        assert duty_rounds.create_rows(TUESDAY) == 2
        assert duty_rounds.create_rows(TUESDAY) == 0
    assert set(DutyRow.objects.values_list("person", flat=True)) == {agent.pk, lead.pk}


def test_days_without_a_round_are_made_up_for():
    with only_duties(make_duty()):
        with clock.at(at(TUESDAY)):
            duty_rounds.create_missing()
        with clock.at(at(TUESDAY + timedelta(days=3))):
            duty_rounds.create_missing()
    assert DutyRow.objects.count() == 4


def test_a_row_falls_due_on_its_day():
    with only_duties(weekly := make_duty(cadence=Cadence.WEEKLY)):
        row = row_of(weekly)
        assert row.state == "scheduled"
        with clock.at(at(date(2026, 3, 8), 0, 1)):
            duty_rounds.fall_due()
    row.refresh_from_db()
    assert row.state == "due"


# ── evidence ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_complete_evidence_closes_a_duty_at_its_hour_and_not_before():
    with only_duties(duty := make_duty(evidence=lambda period: Evidence(3, 3))):
        row = row_of(duty)
        with clock.at(at(TUESDAY, 17, 59)):
            assert duty_rounds.look() == 0
        with clock.at(at(TUESDAY, 18, 1)):
            assert duty_rounds.look() == 1
    row.refresh_from_db()
    assert (row.state, row.how, row.done_by, row.evidence["done"], row.light) == ("done", "auto", None, 3, "ok")


def test_a_duty_done_with_misses_is_not_shown_as_good():
    with only_duties(duty := make_duty(evidence=lambda period: Evidence(2, 3, missed=1))):
        row = row_of(duty)
        with clock.at(at(TUESDAY, 19)):
            duty_rounds.look()
    row.refresh_from_db()
    assert (row.state, row.missed, row.light) == ("done", 1, "danger")


def broken(period):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column")


def test_a_failing_query_is_shown_on_its_duty_and_stops_no_other():
    bad, good = make_duty("X1", evidence=broken), make_duty("X2", evidence=lambda period: Evidence(1, 1))
    with only_duties(bad, good), clock.at(at(TUESDAY, 19)):
        duty_rounds.create_rows(TUESDAY)
        duty_rounds.look()
    assert "no_such_column" in DutyRow.objects.get(duty="X1").evidence["error"]
    assert DutyRow.objects.get(duty="X1").state == "due"
    assert DutyRow.objects.get(duty="X2").state == "done"


def test_people_that_cannot_be_found_keep_no_other_row_from_being_made():
    with only_duties(make_duty("X1", each=broken), make_duty("X2")):
        assert duty_rounds.create_rows(TUESDAY) == 1


# ── overdue ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_overdue_duty_is_told_to_its_post_and_the_post_above_once(agent, lead):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with clock.at(at(TUESDAY, 18, 1)):
            for _again in range(3):
                duty_rounds.lapse()
                deliver_all()
    row.refresh_from_db()
    assert (row.state, row.was_late) == ("escalated", True)
    assert set(Message.objects.values_list("user", "template_code")) == {
        (agent.pk, "operations.duty_overdue"),
        (lead.pk, "operations.duty_escalated"),
    }
    assert Message.objects.count() == 2
    assert Event.objects.about(row).filter(name="duty.escalated").count() == 1


def test_grace_days_put_off_the_overdue():
    with only_duties(duty := make_duty(grace_days=1)):
        row_of(duty)
        with clock.at(at(TUESDAY, 23)):
            assert duty_rounds.lapse() == 0
        with clock.at(at(TUESDAY + timedelta(days=1), 18)):
            assert duty_rounds.lapse() == 1


def test_a_duty_done_in_the_meantime_is_not_escalated(agent):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with clock.at(at(TUESDAY, 18, 1)):
            duty_rounds.lapse()
            duties.confirm(row, by=agent, note="补做")
            deliver_all()
    row.refresh_from_db()
    assert (row.state, Message.objects.count()) == ("done", 0)


# ── people ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_owes_it_confirms_with_a_note(agent):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        duties.confirm(row, by=agent, note=" 已核对 ")
    assert (row.state, row.how, row.done_by, row.note) == ("done", "manual", agent, "已核对")


@pytest.mark.parametrize("note", ["", "  "])
def test_nothing_is_confirmed_without_a_note(agent, note):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with pytest.raises(Refused):
            duties.confirm(row, by=agent, note=note)
    row.refresh_from_db()
    assert (row.state, row.done_by) == ("due", None)


def test_nobody_confirms_the_duty_of_another_post(lead):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with pytest.raises(Refused):
            duties.confirm(row, by=lead, note="代做")
    row.refresh_from_db()
    assert row.state == "due"


@pytest.mark.duty("O4")
def test_a_supervisor_verifies_and_nobody_verifies_their_own(agent, lead):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        duties.confirm(row, by=agent, note="已核对")
        own = grant(agent.staff, "verify_duty")
        with pytest.raises(Refused):
            duties.verify(row, by=own)
        duties.verify(row, by=lead)
    assert (row.state, row.verified_by) == ("verified", lead)


def test_who_is_of_the_post_does_not_verify_what_the_facts_closed(agent):
    with only_duties(duty := make_duty(evidence=lambda period: Evidence(1, 1))):
        row = row_of(duty)
        with clock.at(at(TUESDAY, 19)):
            duty_rounds.look()
        row.refresh_from_db()
        with pytest.raises(Refused):
            duties.verify(row, by=grant(agent.staff, "verify_duty"))
    row.refresh_from_db()
    assert row.state == "done"


def test_a_head_verifies_the_own_department_alone():
    warehouse = grant(make_staff(Post.WAREHOUSE_LEAD), "verify_duty")
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        duties.confirm(row, by=make_staff(Post.SERVICE).user, note="已核对")
        with pytest.raises(Refused):
            duties.verify(row, by=warehouse)


def test_a_duty_is_waived_with_a_reason_by_a_supervisor(lead):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with pytest.raises(Refused):
            duties.waive(row, by=lead, reason=" ")
        duties.waive(row, by=lead, reason="系统升级")
    assert row.state == "waived"
    assert Event.objects.about(row).filter(name="duty.waived").get().reason == "系统升级"


def test_nobody_waives_their_own_duty(agent):
    with only_duties(duty := make_duty()):
        row = row_of(duty)
        with pytest.raises(Refused):
            duties.waive(row, by=grant(agent.staff, "waive_duty"), reason="太忙")
    row.refresh_from_db()
    assert row.state == "due"


# ── who sees what ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_everybody_sees_what_they_owe_heads_their_department_and_the_director_all(agent, lead):
    director = grant(make_staff(Post.DIRECTOR), "view_every_duty")
    posts = [("X1", Post.SERVICE), ("X2", Post.SERVICE_LEAD), ("X3", Post.SHIPPER)]
    with only_duties(*(make_duty(id, post=post) for id, post in posts)):
        duty_rounds.create_rows(TUESDAY)
    seen = [sorted(DutyRow.objects.visible_to(user).values_list("duty", flat=True)) for user in (agent, lead, director)]
    assert seen == [["X1"], ["X1", "X2"], ["X1", "X2", "X3"]]
    assert DEPARTMENT_OF[Post.SHIPPER] == "warehouse"
