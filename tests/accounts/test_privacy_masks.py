"""No list of the back office and no file exported from it shows a whole number to whoever has no right to see it."""

import pytest
from django.test import Client

from customerservice.models import Complaint
from microstore.accounts.services import privacy
from microstore.core.pages import ListPage, registry
from microstore.messaging.services import send
from tests.factories import aftersales, campaigns, conversations
from tests.factories.accounts import make_customer, make_staff, sign_in
from tests.factories.complaints import make_complaint
from tests.factories.orders import BEIJING, make_address, place_order

pytestmark = [pytest.mark.django_db, pytest.mark.duty("T2")]
NUMBER, STREET = "13800138000", "科学院南路6号2号楼502"
POSTS = ("director", "service_lead", "logistics", "partner")  # together they see every list with people in it


@pytest.fixture
def filled(db):
    """Lin is everywhere: bought, sent back, asked, complained, was written to."""
    aftersales.make_case(aftersales.delivered_order(receiver=BEIJING))
    lin = make_customer()
    make_address(lin)
    place_order(customer=lin, receiver=BEIJING, note=f"请打 {NUMBER}")
    conversations.hear(f"我的电话是{NUMBER}", customer=lin)
    make_complaint(customer=lin, name="林晓", phone=lin.phone)
    assert Complaint.objects.filter(contact_phone=lin.phone).exists()
    campaigns.make_draft()
    privacy.requests.ask_correction(lin, "地址写错了")
    send("accounts.phone_changed", to=lin, context={}, key="masks")
    return lin


def lists():
    return [page for page in registry.all_pages if issubclass(page, ListPage) and not registry.parameters(page.url)]


def visits(*posts):
    """Every list, as each of these posts sees those that are open to it: (post, page, client)."""
    for post in posts:
        user, client = make_staff(post).user, Client()
        sign_in(client, user)
        yield from ((post, page, client) for page in lists() if page.is_open_to(user))


def secrets_in(text: str) -> list[str]:
    return [secret for secret in (NUMBER, STREET) if secret in text]


def test_no_list_shows_a_whole_number_or_street(filled, post_rights):
    answers = [(post, page.name, client.get(page.get_url())) for post, page, client in visits(*POSTS)]
    assert len({name for _post, name, answer in answers if answer.status_code == 200}) > 50
    assert [(post, name) for post, name, answer in answers if answer.status_code == 200 and secrets_in(answer.content.decode())] == []


def test_no_exported_file_shows_a_whole_number_to_posts_without_the_right(filled, post_rights):
    shown = []
    for post, page, client in visits("director", "finance"):
        if page.export_name:
            answer = client.post(f"{page.get_url()}export/", {"purpose": "月度核对", "format": "csv"})
            text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
            shown += [(post, page.name)] if secrets_in(text) else []
    assert shown == []
