"""The message box of customers and staff, the masked log, and the pages of the words."""

import pytest
from django.urls import reverse

from microstore.core.declarations import Post
from microstore.messaging import services
from microstore.messaging.declarations import REGISTRY, Text, declare
from microstore.messaging.models import Message, Template
from microstore.messaging.services import templates
from microstore.stores.models import Store

pytestmark = pytest.mark.django_db
LOG = "messaging.view_message"


@pytest.fixture(autouse=True)
def declared():
    declare("test.news", label="News", inbox=Text(title="News {number}", body="Read this."), sms="News {number}.")
    declare("test.order", label="Order", inbox=Text(title="Order {number}", body="Paid.", link="/orders/{number}/"))
    templates.keep_rows()
    yield
    del REGISTRY["test.news"], REGISTRY["test.order"]


@pytest.fixture(autouse=True)
def store(db):
    return Store.objects.create(code="main", name="Main", kind="official", is_default=True, state=Store.State.OPEN)


@pytest.fixture
def shopper(client, customer):
    client.force_login(customer.user)
    return client


def write(customer, code="test.news", number="1"):
    return services.send(code, to=customer, context={"number": number}, key=f"{code}:{number}")[0]


def test_guest_is_sent_to_the_sign_in_page(client):
    assert client.get(reverse("inbox")).status_code == 302


def test_customer_sees_own_messages_newest_first_and_nobody_elses(shopper, customer, colleague):
    write(customer, number="1"), write(customer, number="2")
    strange = services.send("test.news", to=colleague(), context={"number": "9"}, key="s")[0]
    page = shopper.get(reverse("inbox")).content.decode()
    assert page.index("News 2") < page.index("News 1")
    assert "News 9" not in page
    assert shopper.get(reverse("inbox-message", args=[strange.pk])).status_code == 404


def test_opening_a_message_marks_it_read_and_leads_to_what_it_is_about(shopper, customer):
    letter = write(customer, "test.order", "SO1")
    assert services.unread_count(customer.user) == 1
    assert shopper.get(reverse("inbox-message", args=[letter.pk]))["Location"] == "/orders/SO1/"
    assert services.unread_count(customer.user) == 0


@pytest.mark.parametrize("link", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_message_never_leads_out_of_the_house(shopper, customer, link):
    letter = write(customer)
    Message.objects.filter(pk=letter.pk).update(link=link)
    assert shopper.get(reverse("inbox-message", args=[letter.pk])).status_code == 200


def test_all_are_marked_read_by_post_alone(shopper, customer):
    write(customer)
    assert shopper.get(reverse("inbox-read")).status_code == 405
    assert services.unread_count(customer.user) == 1
    shopper.post(reverse("inbox-read"))
    assert services.unread_count(customer.user) == 0


def test_message_box_takes_few_queries(shopper, customer, django_assert_max_num_queries):
    for number in range(30):
        write(customer, number=str(number))
    shopper.get(reverse("inbox"))
    with django_assert_max_num_queries(12):
        shopper.get(reverse("inbox"))


def test_log_shows_no_phone_in_full_and_no_code(client, customer, colleague):
    write(customer)
    services.send_code("+8613800138000", "482913")
    client.force_login(colleague(LOG))
    pages = [client.get(reverse("backoffice:messages"))]
    pages += [client.get(reverse("backoffice:message", args=[row.pk])) for row in Message.objects.all()]
    assert {page.status_code for page in pages} == {200}
    for text in (page.content.decode() for page in pages):
        assert "13800138000" not in text
        assert "482913" not in text
    assert "138****8000" in pages[0].content.decode()


def test_log_needs_its_permission_and_all_stores(client, customer, colleague):
    write(customer)
    client.force_login(colleague(name="nobody"))
    assert client.get(reverse("backoffice:messages")).status_code == 403
    client.force_login(colleague(LOG, post=Post.PARTNER, sees_all_stores=False, name="partner"))
    assert "News" not in client.get(reverse("backoffice:messages")).content.decode().partition("<tbody")[2]
    assert client.get(reverse("backoffice:message", args=[Message.objects.first().pk])).status_code == 404


def test_colleague_reads_own_box_and_the_message_is_read_then(client, colleague):
    person = colleague()
    letter = write(person)
    client.force_login(person)
    assert "News 1" in client.get(reverse("backoffice:inbox")).content.decode()
    assert client.get(reverse("backoffice:my-message", args=[letter.pk])).status_code == 200
    assert services.unread_count(person) == 0


def test_colleague_changes_the_words_and_the_timeline_says_who(client, colleague):
    person = colleague("messaging.view_template", "messaging.change_template")
    client.force_login(person)
    address = reverse("backoffice:message-template-edit", args=["test.news"])
    page = client.get(address)
    assert page.status_code == 200
    sent = {"is_on": "on", "sms_zh-hans_body": "新消息 {number}", "seen": page.context["seen"]}
    assert client.post(address, sent).status_code == 302
    assert Template.objects.get(code="test.news").overrides == {"sms": {"zh-hans": {"body": "新消息 {number}"}}}
    detail = client.get(reverse("backoffice:message-template", args=["test.news"])).content.decode()
    assert "新消息 {number}" in detail
    assert str(person) in detail


def test_words_with_an_unknown_value_come_back_with_a_sentence(client, colleague):
    client.force_login(colleague("messaging.view_template", "messaging.change_template"))
    address = reverse("backoffice:message-template-edit", args=["test.news"])
    seen = client.get(address).context["seen"]
    answer = client.post(address, {"is_on": "on", "sms_en_body": "{price}", "seen": seen})
    assert answer.status_code == 422
    assert "price" in answer.content.decode()
    assert Template.objects.get(code="test.news").overrides == {}
