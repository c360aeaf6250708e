"""What customer service owes is counted from facts: done, owed, missed."""

from datetime import timedelta

import pytest

from customerservice import norms
from customerservice.models import ChatMessage, Complaint, Question
from customerservice.services import aftersales, complaints, inquiries, questions
from customerservice.services.complaints import closing
from customerservice.services.conversations import ending
from inventory.models import Bin, ReturnedGoods, ZoneKind
from inventory.services import returning
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.duties import Duty
from tests.factories import aftersales as goods
from tests.factories.catalog import make_listed, make_shop
from tests.factories.complaints import closed, make_complaint, resolved
from tests.factories.complaints import make_agent as make_handler
from tests.factories.conversations import NOON, answer, hear, make_agent
from tests.factories.duties import counted
from tests.factories.orders import make_customer, make_sku, make_staff, make_store

pytestmark = pytest.mark.django_db
DAY = NOON.date()
HOUR = timedelta(hours=1)


# ── the desk ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.duty("C2", "C20")
def test_of_three_customers_one_is_answered_in_time_one_too_late_and_one_still_waits():
    agent = make_agent()
    with clock.at(NOON):
        quick, slow, _waits = hear(), hear(), hear()
    with clock.at(NOON + timedelta(seconds=180)):
        answer(quick, agent)
        assert counted("C2", DAY) == (1, 3, 0)
    with clock.at(NOON + timedelta(seconds=181)):
        answer(slow, agent)
        assert (counted("C2", DAY), counted("C20", DAY)) == ((1, 3, 1), (1, 1, 0))


@pytest.mark.duty("C3")
def test_an_answer_that_was_sent_against_the_warning_is_missed():
    agent, row = make_agent(), hear()
    answer(row, agent)
    message = answer(row, agent, "好的，为您查询。")
    assert counted("C3") == (2, 2, 0)
    ChatMessage.objects.filter(pk=message.pk).update(hits=[{"word": "最好", "level": "warn"}])
    assert counted("C3") == (1, 2, 1)


@pytest.mark.duty("C4")
def test_a_question_to_a_department_is_done_only_when_it_was_answered_by_its_time():
    agent = make_agent()
    with clock.at(NOON):
        first, second = (ending.ask_inside(hear(), department=Department.PRODUCT, question="能一起吃吗", by=agent) for _ in range(2))
        due = first.due_at
        assert counted("C4", due.astimezone(clock.SHANGHAI).date()) == (0, 2, 0)
    type(first).objects.filter(pk=first.pk).update(answered_at=due)
    type(first).objects.filter(pk=second.pk).update(answered_at=due + timedelta(seconds=1))
    assert counted("C4", due.astimezone(clock.SHANGHAI).date()) == (1, 2, 1)


@pytest.mark.duty("C1")
def test_a_question_before_buying_is_missed_when_nobody_answered_it_by_its_time():
    product, agent = make_listed(make_shop()), make_agent()
    with clock.at(NOON):
        asked = (questions.ask(make_shop(), product, "饭前吃吗？", customer=make_customer(), token=f"t{n}") for n in range(3))
        first, second, _third = asked
        questions.publish(first, shown_text=first.text, answer="饭后温水送服。", by=agent)
    day = first.due_at.astimezone(clock.SHANGHAI).date()
    with clock.at(first.due_at - HOUR):
        assert counted("C1", day) == (1, 3, 0)
    with clock.at(first.due_at + HOUR):
        questions.publish(second, shown_text=second.text, answer="饭后温水送服。", by=agent)
        assert counted("C1", day) == (1, 3, 2)
    assert Question.objects.filter(state="asked").count() == 1


@pytest.mark.duty("C16")
def test_a_conversation_that_was_resolved_without_a_theme_is_missed():
    agent = make_agent()
    for theme in ("product", "parcel"):
        row = hear()
        answer(row, agent)
        ending.resolve(row, theme=theme, by=agent)
    assert counted("C16") == (2, 2, 0)
    type(row).objects.filter(pk=row.pk).update(theme="")
    assert counted("C16") == (1, 2, 1)


@pytest.mark.duty("L17")
def test_who_names_pregnancy_gets_the_caution_or_a_note_says_why_not():
    agent, sku = make_agent(), make_sku(make_store())
    first, second, _third = (hear("我怀孕了能吃吗", product=sku.product) for _ in range(3))
    hear("多少钱？")
    assert counted("L17") == (0, 3, 0)
    answer(first, agent, text="标签标明孕妇不适宜，请勿食用。", caution="pregnant")
    answer(second, agent)
    ending.resolve(second, theme="product", note="替同事问，已电话说明", by=agent)
    assert counted("L17") == (2, 3, 0)


# ── complaints ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.duty("C16b")
def test_each_complaint_of_the_month_has_a_cause(post_rights):
    agent = make_handler()
    closed(make_complaint(), by=agent)
    make_complaint()
    assert counted("C16b") == (1, 2, 0)


@pytest.mark.duty("C15", "G7")
def test_who_was_asked_and_answered_counts_and_who_never_answered_is_missed(post_rights):
    agent = make_handler()
    today = clock.today()
    assert Duty.registry["G7"].evidence(Duty.registry["G7"].period(today)) is None
    closed(make_complaint(), by=agent)
    survey = resolved(make_complaint(), by=agent)
    assert (counted("C15", today), counted("G7", today)) == ((1, 2, 0), (1, 1, 0))
    with clock.at(survey.expires_at + HOUR):
        assert counted("C15", today) == (1, 2, 1)


@pytest.mark.duty("C21")
def test_departments_answer_in_time_and_measures_are_carried_out_by_their_day(post_rights):
    agent = make_handler()
    with clock.at(NOON):
        complaint = make_complaint()
        in_time, late = (inquiries.ask(complaint, department="warehouse", question="为何漏发？", by=agent) for _ in range(2))
        done, _open = complaints.decide_measures(complaint, [closing.Planned(text, agent, DAY) for text in ("换封膜", "加内袋")])
        inquiries.answer(in_time, text="漏拣", by=agent)
        closing.confirm_measure(done, note="已换", by=agent)
        assert counted("C21", DAY) == (2, 4, 0)
    with clock.at(late.due_at + timedelta(days=8)):
        inquiries.answer(late, text="漏拣", by=agent)
        assert counted("C21", DAY) == (2, 4, 2)
    assert Complaint.objects.count() == 1


# ── after-sales ────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.duty("C12", "C13", "P13")
def test_cases_are_decided_within_the_promised_hours_and_their_reasons_are_known():
    order, today = goods.delivered_order(units=3), clock.today()
    assert counted("C13", today) == (1, 1, 0)
    decided, waits = goods.make_case(order, reason="unwanted"), goods.make_case(order, reason="discomfort")
    assert (counted("C12", today), counted("P13", today), counted("C13", today)) == ((0, 2, 0), (0, 1, 0), (1, 1, 0))
    aftersales.approve(decided, by=make_staff())
    assert (counted("C12", today), counted("P13", today)) == ((1, 2, 0), (0, 1, 0))
    with clock.at(clock.now() + norms.AFTERSALE_ANSWER.span + HOUR):
        assert counted("C12", today) == (1, 2, 1)
        aftersales.reject(waits, reason="已超出时限", by=make_staff())
        assert (counted("C12", today), counted("P13", today), counted("C13", today)) == ((1, 2, 1), (1, 1, 0), (0, 1, 0))


@pytest.mark.duty("W8")
def test_goods_that_came_back_are_decided_on_within_a_week():
    case, today = goods.make_case(), clock.today()
    aftersales.approve(case, by=make_staff())
    goods.receive(case)
    assert counted("W8", today) == (0, 1, 0)
    with clock.at(clock.now() + timedelta(days=8)):
        assert counted("W8", today) == (0, 1, 1)
    back = ReturnedGoods.objects.get()
    shelf = Bin.objects.of_kind(ZoneKind.AVAILABLE, back.bin.zone.warehouse).first()
    returning.restock(back, bin=shelf, reason="原封未拆", by=make_staff())
    assert counted("W8", today) == (1, 1, 0)
