"""Two agents take the same chat; a customer presses send on two phones; a sweep runs twice."""

import pytest

from customerservice.models import ChatMessage, Conversation, Wait
from customerservice.services.conversations import handing, talking
from customerservice.services.conversations.talking import Said
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.conversations import NOON, hear, make_agent
from tests.factories.orders import make_customer, make_store
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_of_agents_who_take_the_same_chat_one_gets_it():
    row = hear()
    agents = [make_agent(name=f"客服{n}", online=False) for n in range(8)]
    results = together(*[
        lambda agent=agent: handing.take(Conversation.objects.get(pk=row.pk), by=agent, seen_assignee=None) for agent in agents
    ])  # fmt: skip
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == 7
    row.refresh_from_db()
    assert row.assignee == agents[results.index(None)]
    assert Event.objects.filter(name="conversation.taken").count() == 1


def test_first_messages_at_once_begin_one_conversation_and_one_clock():
    store, customer = make_store(), make_customer()
    together(*[lambda n=n: talking.hear(store, Said(f"第{n}句", token=str(n)), customer=customer) for n in range(6)])
    assert (Conversation.objects.count(), ChatMessage.objects.count()) == (1, 6)
    assert Wait.objects.filter(ended_at=None).count() == 1


def test_the_same_form_from_two_hands_is_one_message():
    store, customer = make_store(), make_customer()
    together(*[lambda: talking.hear(store, Said("你好", token="same"), customer=customer) for _n in range(6)])
    assert ChatMessage.objects.count() == 1


def test_a_late_wait_is_handed_up_once_by_sweeps_at_once():
    with clock.at(NOON):
        hear()
    wait = Wait.objects.get()
    assert sorted(together(*[lambda: handing.hand_up(wait.pk) for _n in range(4)])) == [False, False, False, True]
    assert Event.objects.filter(name="conversation.late").count() == 1
