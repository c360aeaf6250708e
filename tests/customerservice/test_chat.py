"""A customer writes: on any page, as a guest or signed in, twice, too often, at night, with a hostile picture."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from customerservice.models import ChatMessage, Conversation, Wait
from customerservice.services.conversations import ending, finding
from microstore.core import clock, ratelimit
from microstore.core.declarations import Check
from microstore.core.events import deliver_all
from microstore.core.models import StoredFile
from microstore.messaging.models import Message
from tests.factories.accounts import sign_in
from tests.factories.conversations import NOON, answer, hear, make_agent
from tests.factories.orders import make_customer, make_sku, make_store, place_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return make_store()


def books_are_in_order() -> bool:
    ours = [check for check in Check.registry if check.find.__module__ == "customerservice.conversations.checks"]
    return [row for check in ours for row in check.find()] == []


def test_a_guest_writes_without_script_and_sees_it(client, store):
    response = client.post("/chat/", {"text": "什么时候发货？", "token": "t1"}, follow=True)
    assert "什么时候发货？" in response.content.decode()
    row = Conversation.objects.get()
    assert (row.state, row.customer, row.store, row.session_key) == ("new", None, store, client.session.session_key)


def test_the_same_form_sent_twice_is_one_message(client, store):
    for _again in range(2):
        client.post("/chat/", {"text": "在吗", "token": "same"})
    assert ChatMessage.objects.count() == 1
    assert Wait.objects.count() == 1


def test_an_empty_message_is_refused_and_begins_nothing(client, store):
    assert client.post("/chat/", {"text": "  ", "token": "t"}).status_code == 422
    assert Conversation.objects.count() == 0


def test_a_product_goes_along_when_asked_from_its_page(client, store):
    sku = make_sku(store)
    page = client.get(f"/chat/?product={sku.product.slug}").content.decode()
    assert f'name="product" value="{sku.product.slug}"' in page
    client.post("/chat/", {"text": "孕妇能吃吗", "product": sku.product.slug, "token": "t"})
    row = Conversation.objects.get()
    assert (row.about_product, row.groups) == (sku.product, ["pregnant"])


def test_an_order_of_somebody_else_does_not_go_along(client, store):
    order, stranger = place_order(store), make_customer()
    sign_in(client, stranger)
    client.post("/chat/", {"text": "查一下", "order": order.number, "token": "t"})
    assert Conversation.objects.get().about_order is None


def test_more_messages_than_the_norm_in_a_minute_are_refused(client, store, monkeypatch):
    monkeypatch.setattr(ratelimit, "time", SimpleNamespace(time=lambda: 1_800_000_000.0))  # the minute does not end meanwhile
    for number in range(25):
        last = client.post("/chat/", {"text": "一", "token": str(number)})
    assert last.status_code == 429
    assert ChatMessage.objects.count() == 20


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<svg onload=alert(1)>"),
        ("a.jpg", b"GIF89a" + b"0" * 50),
        ("a.webp", b"PK\x03\x04zip"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99),
    ],
)
def test_a_hostile_picture_is_refused_and_nothing_is_kept(client, store, name, content):
    response = client.post("/chat/", {"text": "看图", "token": "t", "picture": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert (ChatMessage.objects.count(), StoredFile.objects.count(), Wait.objects.count()) == (0, 0, 0)
    assert "看图" in response.content.decode()


def test_a_picture_is_written_anew_as_webp(client, store):
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(file, "PNG")
    client.post("/chat/", {"text": "", "token": "t", "picture": SimpleUploadedFile("瓶.png", file.getvalue())})
    assert ChatMessage.objects.get().picture.content_type == "image/webp"


def test_the_poll_costs_two_queries_at_most_and_answers_204(store):
    agent, customer, client = make_agent(), make_customer(), Client()
    sign_in(client, customer)
    client.post("/chat/", {"text": "在吗", "token": "t"})
    client.get("/chat/")
    last = ChatMessage.objects.latest("pk").pk
    with CaptureQueriesContext(connection) as caught:
        response = client.get(f"/chat/new/?after={last}")
    assert response.status_code == 204
    assert len(caught) <= 2
    answer(Conversation.objects.get(), agent, "在的")
    assert "在的" in client.get(f"/chat/new/?after={last}").content.decode()
    assert ChatMessage.objects.latest("pk").seen_at is not None


def test_the_poll_tells_nothing_of_other_peoples_conversations(client, store):
    hear("秘密", store=store)
    assert client.get("/chat/new/?after=0").status_code == 204


def test_a_message_on_a_resolved_conversation_opens_it_again(store):
    agent, customer = make_agent(), make_customer()
    row = hear(store=store, customer=customer)
    answer(row, agent)
    ending.resolve(row, theme="product", by=agent)
    again = hear("还有一个问题", store=store, customer=customer)
    assert (again.pk, again.state, again.assignee, again.resolved_at) == (row.pk, "open", agent, None)
    assert again.due_at is not None
    assert books_are_in_order()


def test_after_closing_a_message_begins_a_new_conversation(store):
    agent, customer = make_agent(), make_customer()
    row = hear(store=store, customer=customer)
    ending.resolve(row, theme="product", by=agent)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert ending.close_due(row.pk) is True
        assert ending.close_due(row.pk) is False
        assert hear("你好", store=store, customer=customer).pk != row.pk


def test_what_a_guest_wrote_becomes_the_customers_on_sign_in(store):
    customer = make_customer()
    row = hear("游客的问题", store=store, session_key="k1")
    assert finding.bring_along("k1", customer) == 1
    row.refresh_from_db()
    assert (row.customer, row.session_key) == (customer, "")


def test_a_guests_conversation_joins_the_one_the_customer_has(store):
    agent, customer = make_agent(), make_customer()
    own = hear("昨天的问题", store=store, customer=customer)
    answer(own, agent)
    guest = hear("怀孕能吃吗", store=store, session_key="k1")
    finding.bring_along("k1", customer)
    own.refresh_from_db()
    guest.refresh_from_db()
    assert (guest.state, guest.joined_to, guest.due_at) == ("closed", own, None)
    assert list(own.messages.values_list("text", flat=True)) == ["昨天的问题", "按标签食用即可。", "怀孕能吃吗"]
    assert (own.state, own.groups, own.due_at is not None) == ("open", ["pregnant"], True)
    assert books_are_in_order()


def test_two_waits_that_join_stay_one(store):
    customer = make_customer()
    with clock.at(NOON):
        own = hear("甲", store=store, customer=customer)
    with clock.at(NOON + timedelta(seconds=40)):
        hear("乙", store=store, session_key="k1")
        finding.bring_along("k1", customer)
    own.refresh_from_db()
    assert own.waiting_since == NOON
    assert Wait.objects.filter(ended_at=None).count() == 1
    assert books_are_in_order()


def test_who_is_not_looking_finds_the_answer_in_the_messages(store):
    agent, customer = make_agent(), make_customer()
    row = hear("请回电 13812345678", store=store, customer=customer)
    answer(row, agent, "好的，13812345678 对吗")
    deliver_all()
    letter = Message.objects.get(template_code="customerservice.answered")
    assert letter.user == customer.user
    assert "138****5678" in letter.body


def test_at_night_the_page_says_when_we_are_back(client, store):
    with clock.at(NOON.replace(hour=23)):
        page = client.get("/chat/").content.decode()
        hear("夜里", store=store)
    assert "09:00" in page
    assert Wait.objects.get().due_at == NOON.replace(day=21, hour=9, minute=3)
