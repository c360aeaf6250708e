"""A complaint from receipt to its end: clocks to the second, escalation once, nothing forgotten (duties L15, C14, C15; state C6)."""

from datetime import datetime, timedelta

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from customerservice import norms
from customerservice.complaints.checks import clocks_follow_events
from customerservice.models import Breach, Category, Complaint, Escalation, Presence
from customerservice.services import complaints
from customerservice.services.complaints import clocks, escalation
from microstore.core import clock
from microstore.core import norms as register
from microstore.core.clock import SHANGHAI
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from tests.factories import orders
from tests.factories.complaints import FRIDAY, MINUTE, clock_of, make_agent, make_complaint, offered

pytestmark = pytest.mark.django_db


def test_a_complaint_starts_three_clocks_and_has_an_owner(agent):
    with clock.at(FRIDAY):
        complaint = make_complaint()
    assert (complaint.owner, complaint.state, complaint.severity) == (agent, "received", "p2")
    due = {one.kind: one.due_at - FRIDAY for one in complaint.clocks.all()}
    assert due == {"acknowledge": 30 * MINUTE, "solution": 180 * MINUTE, "resolution": timedelta(hours=72)}
    assert complaint.next_due_at == FRIDAY + 30 * MINUTE


def test_on_friday_evening_before_a_make_up_saturday_first_contact_waits_for_work_but_the_solution_does_not(agent):
    evening = datetime(2026, 5, 8, 17, 55, tzinfo=SHANGHAI)
    with clock.at(evening):
        complaint = make_complaint()
    assert clock_of(complaint, "acknowledge").due_at == datetime(2026, 5, 9, 9, 25, tzinfo=SHANGHAI)
    assert clock_of(complaint, "solution").due_at == datetime(2026, 5, 8, 20, 55, tzinfo=SHANGHAI)


def test_the_first_solution_satisfies_the_duty_and_a_refused_one_starts_three_new_hours(agent, lead):
    with clock.at(FRIDAY):
        complaint = make_complaint()
    with clock.at(FRIDAY + 60 * MINUTE):
        offered(complaint, by=agent)
    with clock.at(FRIDAY + 90 * MINUTE):
        complaints.refuse(complaint, reason="不够")
    first, second = clock_of(complaint, "solution"), clock_of(complaint, "solution", 2)
    assert (first.met_at, first.is_late) == (FRIDAY + 60 * MINUTE, False)
    assert (second.started_at, second.due_at, second.met_at) == (FRIDAY + 90 * MINUTE, FRIDAY + 270 * MINUTE, None)
    assert (complaint.state, complaint.level, complaint.owner) == ("escalated", 1, lead)
    with clock.at(FRIDAY + 100 * MINUTE):
        offered(complaint, by=lead)
    assert clock_of(complaint, "solution", 2).met_at == FRIDAY + 100 * MINUTE
    assert Breach.objects.filter(kind="solution").count() == 0


def test_a_second_refusal_goes_to_the_director_and_stays_there(agent, lead, director):
    complaint = make_complaint()
    for _ in range(3):
        offered(complaint, by=agent)
        complaints.refuse(complaint, reason="不同意")
    assert (complaint.level, complaint.owner, complaint.solutions.filter(state="refused").count()) == (2, director, 3)


def test_a_solution_to_the_second_is_in_time_and_one_second_later_is_a_breach(agent):
    with clock.at(FRIDAY):
        kept, late = make_complaint(), make_complaint()
    with clock.at(FRIDAY + 180 * MINUTE):
        offered(kept, by=agent)
    with clock.at(FRIDAY + 180 * MINUTE + timedelta(seconds=1)):
        offered(late, by=agent)
    solutions = Breach.objects.filter(kind="solution")
    assert [breach.complaint for breach in solutions] == [late]


def test_each_level_is_raised_once_to_owner_supervisor_and_director(agent, lead, director):
    with clock.at(FRIDAY):
        complaint = make_complaint()
        complaints.acknowledge(complaint, by=agent)
        deliver_all()
    expected = {
        89: (0, []), 90: (1, [agent.name]), 143: (0, []), 144: (1, [agent.name, lead.name]), 179: (0, []),
        181: (1, [agent.name, lead.name, director.name]), 300: (0, None),
    }  # fmt: skip
    for minutes, (raised, told) in expected.items():
        with clock.at(FRIDAY + minutes * MINUTE):
            assert sum(escalation.escalate(pk) for pk in escalation.due()) == raised, minutes
        if told:
            assert Escalation.objects.order_by("-pk").first().told == told
    assert list(Escalation.objects.values_list("percent", flat=True)) == [50, 80, 100]
    assert Message.objects.filter(template_code="complaint.time", channel="inbox").count() == 6
    assert [(breach.kind, breach.owner_name) for breach in Breach.objects.all()] == [("solution", agent.name)]


def test_a_breach_is_neither_changed_nor_deleted(agent):
    with clock.at(FRIDAY):
        complaint = make_complaint()
    with clock.at(FRIDAY + 200 * MINUTE):
        escalation.escalate(complaint.pk)
        offered(complaint, by=agent)
    breach = Breach.objects.get(kind="solution")
    for harm in (breach.delete, breach.save, lambda: Breach.objects.update(owner_name="")):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            harm()
    assert Breach.objects.filter(kind="solution").count() == 1


def test_clocks_can_be_computed_again_from_the_events(agent, lead):
    complaint = make_complaint()
    offered(complaint, by=agent)
    complaints.refuse(complaint, reason="不同意")
    before = list(complaint.clocks.values_list("kind", "round", "started_at", "due_at", "met_at"))
    complaint.clocks.all().delete()
    clocks.settle(complaint)
    assert list(complaint.clocks.values_list("kind", "round", "started_at", "due_at", "met_at")) == before
    assert list(clocks_follow_events()) == []


def test_only_the_resolution_rests_and_a_word_through_any_channel_wakes_it(agent):
    with clock.at(FRIDAY):
        complaint = make_complaint()
        complaints.pause(complaint, reason="等客户寄回", by=agent)
    assert clock_of(complaint, "resolution").paused_at == FRIDAY
    assert clock_of(complaint, "solution").paused_at is None
    with clock.at(FRIDAY + timedelta(hours=5)):
        complaints.customer_writes(complaint, "已经寄出", channel="chat")
    resolution = clock_of(complaint, "resolution")
    assert (resolution.paused_at, resolution.due_at) == (None, FRIDAY + timedelta(hours=77))
    assert resolution.pauses[0]["reason"] == "等客户寄回"
    assert complaint.paused_for == ""
    with clock.at(FRIDAY + timedelta(hours=6)):
        assert clocks.share_gone(resolution, clock.now()) == pytest.approx(100 / 72)


def test_the_number_of_the_register_counts_for_what_comes_after(agent, lead):
    with clock.at(FRIDAY):
        before = make_complaint()
        register.change(norms.SOLUTION, 120, by=lead, reason="试行")
        register.forget()
        after = make_complaint()
    assert clock_of(before, "solution").due_at - FRIDAY == 180 * MINUTE
    assert clock_of(after, "solution").due_at - FRIDAY == 120 * MINUTE
    register.forget()


def test_joined_complaints_keep_the_oldest_clock_and_the_gravest_class(agent, lead):
    customer = orders.make_customer()
    with clock.at(FRIDAY):
        older = make_complaint(customer=customer, category=Category.QUALITY)
    with clock.at(FRIDAY + 60 * MINUTE):
        newer = make_complaint(customer=customer, category=Category.OTHER)
        complaints.merge(older, newer, by=lead, reason="同一件事")
    older.refresh_from_db()
    assert (older.state, older.merged_into, newer.severity, newer.received_at) == ("merged", newer, "p1", FRIDAY)
    assert (clock_of(newer, "solution").started_at, clock_of(newer, "solution").due_at) == (FRIDAY, FRIDAY + 180 * MINUTE)
    assert clock_of(older, "solution").stopped_at == FRIDAY + 60 * MINUTE
    assert list(clocks_follow_events()) == []


def test_complaints_of_different_people_are_not_joined(agent, lead):
    one, other = make_complaint(customer=orders.make_customer()), make_complaint(customer=orders.make_customer())
    with pytest.raises(Refused):
        complaints.merge(one, other, by=lead, reason="同一件事")
    assert set(Complaint.objects.values_list("state", flat=True)) == {"received"}


def test_handing_over_at_two_hours_fifty_keeps_the_clock(agent):
    colleague = make_agent()
    with clock.at(FRIDAY):
        complaint = make_complaint(by=agent)
    with clock.at(FRIDAY + 170 * MINUTE):
        complaints.hand_over(complaint, colleague, reason="交班", by=agent)
    assert (complaint.owner, clock_of(complaint, "solution").due_at) == (colleague, FRIDAY + 180 * MINUTE)


def test_who_left_or_went_home_loses_the_complaint_to_the_supervisor(agent, lead):
    gone, home = make_agent(), make_agent()
    with clock.at(FRIDAY):
        left, away = make_complaint(by=gone), make_complaint(by=home)
        gone.is_active = False
        gone.save()
        Presence.objects.create(user=home, is_online=False)
    with clock.at(FRIDAY + 145 * MINUTE):
        for row in (left, away):
            escalation.escalate(row.pk)
    left.refresh_from_db()
    away.refresh_from_db()
    assert (left.owner, away.owner) == (lead, lead)
