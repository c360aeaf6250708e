"""The response standard: one clock whatever the door, service hours only, kept for good, handed up once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customerservice import norms, tasks
from customerservice.models import Conversation, Wait
from customerservice.services.conversations import clocks, ending, handing, hours
from microstore.core import clock
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from tests.factories.conversations import NOON, answer, hear, make_agent
from tests.factories.orders import make_customer, make_sku, make_store

pytestmark = pytest.mark.django_db
MOMENTS = st.datetimes(min_value=NOON.replace(tzinfo=None), max_value=NOON.replace(tzinfo=None) + timedelta(days=3))


@given(start=MOMENTS, seconds=st.integers(0, 60_000))
@settings(max_examples=60)
def test_service_time_after_and_between_are_each_others_inverse(start, seconds):
    begun = start.replace(tzinfo=NOON.tzinfo)
    assert hours.between(begun, hours.after(begun, seconds)) == seconds


@pytest.mark.parametrize(
    ("waited", "tone"), [(0, "ok"), (30, "ok"), (31, "warn"), (100, "warn"), (101, "danger"), (180, "danger"), (181, "over")]
)
def test_the_colour_follows_the_standard(waited, tone):
    assert clocks.tone(NOON, NOON + timedelta(seconds=waited)) == (tone, waited)


def doors(store, customer):
    """Every way a customer can write: words, a product card, an order card."""
    return [{"text": "在吗"}, {"text": "", "product": make_sku(store).product}, {"text": "有图"}]


@pytest.mark.parametrize("door", [0, 1, 2])
@pytest.mark.parametrize("before", ["nothing", "answered", "snoozed", "inside", "resolved"])
def test_every_message_on_every_state_starts_the_clock(door, before):
    store, customer, agent = make_store(), make_customer(), make_agent()
    with clock.at(NOON):
        row = hear("第一句", store=store, customer=customer)
        answer(row, agent)
        if before == "nothing":
            ending.resolve(row, theme="other", by=agent)
            with clock.at(NOON + timedelta(hours=25)):
                ending.close_due(row.pk)
        elif before == "snoozed":
            ending.put_off(row, NOON + timedelta(hours=1), by=agent)
        elif before == "inside":
            ending.ask_inside(row, department="product", question="？", by=agent)
        elif before == "resolved":
            ending.resolve(row, theme="other", by=agent)
    later = NOON + timedelta(days=1, seconds=7) if before == "nothing" else NOON + timedelta(seconds=7)
    later = later + timedelta(hours=2) if before == "nothing" else later
    with clock.at(later):
        now = hear(store=store, customer=customer, **doors(store, customer)[door])
    assert (now.waiting_since, now.due_at) == (later, later + timedelta(seconds=norms.LIMIT.value))
    assert Wait.objects.filter(conversation=now, ended_at=None).count() == 1


def test_more_messages_do_not_start_the_clock_again():
    store, customer = make_store(), make_customer()
    with clock.at(NOON):
        hear("一", store=store, customer=customer)
    with clock.at(NOON + timedelta(seconds=90)):
        row = hear("二", store=store, customer=customer)
    assert (row.waiting_since, Wait.objects.count()) == (NOON, 1)


@pytest.mark.parametrize(("seconds", "state"), [(180, "hit"), (181, "missed")])
def test_hit_or_missed_is_written_down_with_the_seconds(seconds, state):
    agent = make_agent()
    with clock.at(NOON):
        row = hear()
    with clock.at(NOON + timedelta(seconds=seconds)):
        answer(row, agent)
    wait = Wait.objects.get()
    assert (wait.state, wait.seconds, wait.ended_by, wait.limit_seconds) == (state, seconds, agent, 180)
    assert (row.waiting_since, row.due_at) == (None, None)


def test_a_late_wait_is_handed_up_once_to_somebody_who_is_there():
    store = make_store()
    lead = make_agent("watch_desk", name="周敏", online=False)
    lead.groups.create(name="leads").permissions.set(lead.user_permissions.all())
    gone = make_agent(name="离开")
    with clock.at(NOON):
        handing.set_presence(gone, is_online=True)
        row = hear(store=store)
        assert row.assignee == gone
        handing.set_presence(gone, is_online=False)
    with clock.at(NOON + timedelta(seconds=200)):
        there = make_agent(name="在座")
        assert tasks.hand_up_late() == 1
        assert tasks.hand_up_late() == 0
        deliver_all()
    row.refresh_from_db()
    wait = Wait.objects.get()
    assert (row.assignee, wait.state) == (there, "running_late")
    assert Event.objects.filter(name="conversation.late").count() == 1
    assert Message.objects.filter(template_code="customerservice.answer_late", user=lead).count() == 1


def test_conversations_of_nobody_are_handed_out_when_somebody_comes():
    row = hear()
    assert row.assignee is None
    assert tasks.hand_out() == 0
    agent = make_agent()
    assert tasks.hand_out() == 1
    row.refresh_from_db()
    assert row.assignee == agent


def test_the_last_agent_comes_before_the_least_busy():
    store, customer = make_store(), make_customer()
    known = make_agent(name="熟人")
    row = hear(store=store, customer=customer)
    answer(row, known)
    ending.resolve(row, theme="other", by=known)
    Conversation.objects.filter(pk=row.pk).update(state="closed")
    other = make_agent(name="空闲")
    assert hear(store=store).assignee == known  # both are free: who came first
    again = hear(store=store, customer=customer)
    assert again.assignee == known
    assert hear(store=store).assignee == other


def test_what_was_put_off_comes_back_by_itself():
    agent = make_agent()
    with clock.at(NOON):
        row = hear()
        answer(row, agent)
        ending.put_off(row, NOON + timedelta(hours=1), by=agent)
    with clock.at(NOON + timedelta(minutes=59)):
        assert tasks.wake_put_off() == 0
    with clock.at(NOON + timedelta(minutes=61)):
        assert tasks.wake_put_off() == 1
    row.refresh_from_db()
    assert row.state == "open"
