"""A complaint from receipt to its end: clocks to the second, escalation once, nothing forgotten (duties L15, C14, C15; state C6)."""

from datetime import datetime, timedelta

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from customerservice import norms
from customerservice.complaint_checks import broken_promises_are_kept, clocks_follow_events, closed_is_complete
from customerservice.complaint_duties import confirmed_after_resolution, solutions_in_time, taken_up_in_time
from customerservice.models import Breach, Category, Complaint, ComplaintState, Escalation, Hold, Presence, Satisfaction, Severity, Solution
from customerservice.services import complaints, inquiries
from customerservice.services.complaints import clocks, closing, escalation
from microstore.core import approvals, clock
from microstore.core import norms as register
from microstore.core.clock import SHANGHAI
from microstore.core.declarations import Post
from microstore.core.duties import Period
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Approval, Event
from microstore.messaging.models import Message
from tests.factories import orders
from tests.factories.complaints import closed, make_agent, make_complaint, offered, resolved

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def agent(post_rights):
    return make_agent()


@pytest.fixture
def lead(post_rights):
    return make_agent(Post.SERVICE_LEAD)


@pytest.fixture
def director(post_rights):
    return make_agent(Post.DIRECTOR)


def clock_of(complaint, kind, round=1):
    return complaint.clocks.get(kind=kind, round=round)


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


def test_compensation_above_the_limit_waits_for_a_yes_and_the_clock_runs_on(agent, director):
    with clock.at(FRIDAY):
        complaint = make_complaint()
        solution = offered(complaint, by=agent, kind="refund", amount_fen=norms.AGENT_LIMIT.value + 1)
    assert (solution.state, complaint.state) == (Solution.State.WAITING, "acknowledged")
    assert clock_of(complaint, "solution").met_at is None
    with clock.at(FRIDAY + 20 * MINUTE):
        approvals.decide(Approval.objects.get(), yes=True, reason="", by=director)
    complaint.refresh_from_db()
    assert (complaint.state, clock_of(complaint, "solution").met_at) == ("solution_offered", FRIDAY + 20 * MINUTE)


def test_a_declined_compensation_leaves_the_complaint_where_it_was(agent, director):
    complaint = make_complaint()
    offered(complaint, by=agent, kind="refund", amount_fen=norms.AGENT_LIMIT.value + 1)
    approvals.decide(Approval.objects.get(), yes=False, reason="过高", by=director)
    complaint.refresh_from_db()
    assert complaint.state == "acknowledged"
    assert offered(complaint, by=agent, kind="refund", amount_fen=norms.AGENT_LIMIT.value).state == Solution.State.OFFERED


def test_no_more_than_the_order_is_offered(director):
    order = orders.place_order()
    orders.pay_order(order)
    complaint = make_complaint(customer=order.customer, order=order)
    with pytest.raises(Refused):
        offered(complaint, by=director, kind="refund", amount_fen=order.total_fen + 1)
    assert complaint.solutions.count() == 0


def test_safety_tells_quality_and_director_at_once_and_proposes_the_hold(agent, director, post_rights):
    quality = make_agent(Post.QUALITY)
    order = orders.place_order()
    orders.pay_order(order)
    complaint = make_complaint(category=Category.DISCOMFORT, customer=order.customer, order=order, order_line=order.lines.get())
    deliver_all()
    told = Message.objects.filter(template_code="complaint.safety", channel="inbox").values_list("user", flat=True)
    assert (set(told), complaint.severity, complaint.hold) == ({quality.pk, director.pk}, Severity.P0, Hold.PROPOSED)
    batch = complaint.batch
    complaints.decide_hold(complaint, batch, reason="先锁定再查", by=quality)
    batch.refresh_from_db()
    assert (batch.hold_state, complaint.hold) == ("held", Hold.HELD)


def test_safety_is_lowered_only_by_a_supervisor_with_a_reason(agent, lead):
    complaint = make_complaint(category=Category.DISCOMFORT)
    with pytest.raises(Refused):
        complaints.change_severity(complaint, "p2", reason="不严重", by=agent)
    with pytest.raises(Refused):
        complaints.change_severity(complaint, "p2", reason=" ", by=lead)
    complaint.refresh_from_db()
    assert complaint.severity == "p0"
    complaints.change_severity(complaint, "p2", reason="医生说与产品无关", by=lead)
    assert complaint.severity == "p2"


def test_a_complaint_is_closed_only_with_satisfaction_cause_and_measure(agent):
    complaint = make_complaint()
    survey = resolved(complaint, by=agent)
    for step in (
        lambda: complaints.answer_survey(survey, result=Satisfaction.SATISFIED),
        lambda: complaints.find_cause(complaint, cause="packaging", by=agent),
        lambda: complaints.find_cause(complaint, cause="packaging", because="偶发", by=agent),
    ):
        with pytest.raises(Refused):
            complaints.close(complaint, by=agent)
        step()
        complaint.refresh_from_db()
    complaints.close(complaint, by=agent)
    assert complaint.state == ComplaintState.CLOSED
    assert list(closed_is_complete()) == []


def test_who_is_not_satisfied_opens_it_again_one_level_up(agent, lead):
    with clock.at(FRIDAY):
        complaint = make_complaint()
        survey = resolved(complaint, by=agent)
    with clock.at(FRIDAY + 60 * MINUTE):
        complaints.answer_survey(survey, result=Satisfaction.NOT_SATISFIED, reasons=["slow"], text="还是漏")
    complaint.refresh_from_db()
    assert (complaint.state, complaint.level, complaint.owner, complaint.satisfaction) == ("escalated", 1, lead, "")
    assert clock_of(complaint, "solution", 2).due_at == FRIDAY + 240 * MINUTE
    assert clock_of(complaint, "resolution", 2).met_at is None


def test_a_closed_complaint_opens_again_for_seven_days_and_not_a_second_longer(agent, lead):
    with clock.at(FRIDAY):
        one, other = closed(make_complaint(), by=agent), closed(make_complaint(), by=agent)
    with clock.at(FRIDAY + timedelta(days=7)):
        complaints.reopen(one, reason="又漏了")
    with clock.at(FRIDAY + timedelta(days=7, seconds=1)), pytest.raises(Refused):
        complaints.reopen(other, reason="又漏了")
    other.refresh_from_db()
    assert (one.state, other.state) == ("escalated", "closed")


def test_an_answered_or_expired_link_takes_no_answer(agent):
    with clock.at(FRIDAY):
        survey, late = resolved(make_complaint(), by=agent), resolved(make_complaint(), by=agent)
        complaints.answer_survey(survey, result=Satisfaction.SATISFIED)
        with pytest.raises(Refused):
            complaints.answer_survey(survey, result=Satisfaction.NOT_SATISFIED)
    with clock.at(FRIDAY + timedelta(days=7, seconds=1)), pytest.raises(Refused):
        complaints.answer_survey(late, result=Satisfaction.SATISFIED)
    survey.refresh_from_db()
    late.refresh_from_db()
    assert (survey.result, late.result) == ("satisfied", "")


def test_no_answer_is_recorded_by_hand_with_a_note(agent):
    complaint = make_complaint()
    resolved(complaint, by=agent)
    with pytest.raises(Refused):
        complaints.record_by_hand(complaint, result=Satisfaction.NO_ANSWER, note=" ", by=agent)
    complaints.record_by_hand(complaint, result=Satisfaction.NO_ANSWER, note="三次未接", by=agent)
    assert (complaint.satisfaction, complaint.surveys.get().recorded_by) == ("no_answer", agent)


def test_a_department_is_asked_answers_and_both_are_told(agent, post_rights):
    packer = make_agent(Post.WAREHOUSE_LEAD)
    complaint = make_complaint()
    row = inquiries.ask(complaint, department="warehouse", question="出库复核照片？", by=agent)
    assert complaint.state == "investigating"
    inquiries.answer(row, text="封口完好", by=packer)
    deliver_all()
    assert Message.objects.filter(template_code="complaint.inquiry", user=packer).count() == 1
    assert Message.objects.filter(template_code="complaint.inquiry_answered", user=agent).count() == 1
    assert Event.objects.about(complaint).filter(name="inquiry.answered").count() == 1
    with pytest.raises(Refused):
        inquiries.answer(row, text="再答", by=packer)


def test_withdrawing_stops_every_clock(agent):
    complaint = make_complaint()
    offered(complaint, by=agent)
    complaints.withdraw(complaint, reason="误会")
    assert complaint.clocks.running().count() == 0
    assert (complaint.next_due_at, complaint.solutions.get().state) == (None, "declined")


def test_the_duties_count_what_was_kept_broken_and_still_runs(agent):
    with clock.at(FRIDAY):
        kept, late, _running = make_complaint(), make_complaint(), make_complaint()
        resolved(kept, by=agent)
    with clock.at(FRIDAY + 170 * MINUTE):
        day = Period(FRIDAY.date(), FRIDAY.date())
        assert (lambda e: (e.done, e.owed, e.missed))(solutions_in_time(day)) == (1, 3, 0)
        assert (lambda e: (e.done, e.owed, e.missed))(taken_up_in_time(day)) == (1, 3, 2)
    with clock.at(FRIDAY + 190 * MINUTE):
        offered(late, by=agent)
        assert (lambda e: (e.done, e.owed, e.missed))(solutions_in_time(day)) == (1, 3, 2)
        assert (lambda e: (e.done, e.owed))(confirmed_after_resolution(day)) == (0, 1)
    assert list(broken_promises_are_kept()) == []


def test_a_measure_is_confirmed_once(agent):
    complaint = make_complaint()
    (measure,) = complaints.decide_measures(complaint, [closing.Planned("改用加厚封膜", agent, clock.today())])
    closing.confirm_measure(measure, note="已换", by=agent)
    with pytest.raises(Refused):
        closing.confirm_measure(measure, note="已换", by=agent)
