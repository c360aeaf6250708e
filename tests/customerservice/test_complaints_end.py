"""What is offered, who agrees, and how a complaint ends."""

from datetime import timedelta

import pytest

from customerservice import norms
from customerservice.complaints.checks import broken_promises_are_kept, closed_is_complete
from customerservice.complaints.duties import confirmed_after_resolution, solutions_in_time, taken_up_in_time
from customerservice.models import Category, ComplaintState, Hold, Satisfaction, Severity, Solution
from customerservice.services import complaints, inquiries
from customerservice.services.complaints import closing
from microstore.core import approvals, clock
from microstore.core.declarations import Post
from microstore.core.duties import Period
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Approval, Event
from microstore.messaging.models import Message
from tests.factories import orders
from tests.factories.complaints import FRIDAY, MINUTE, clock_of, closed, make_agent, make_complaint, offered, resolved

pytestmark = pytest.mark.django_db


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


@pytest.mark.duty("L15", "C14")
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
