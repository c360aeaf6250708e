"""Wishes in the office: taken in with the proof of who asks, answered in time, numbers masked; looks are capped, told and listed."""

from datetime import timedelta

import pytest

from microstore.accounts.norms import REVEALS
from microstore.accounts.services import privacy, reveals
from microstore.core import clock, norms
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from tests.factories.accounts import CHEN, make_customer, make_staff, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.duty("X4")]


@pytest.fixture
def lead(post_rights, client):
    lead = make_staff("service_lead")
    sign_in(client, lead)
    return lead.user


def test_the_supervisor_takes_a_closing_in_and_the_customer_is_told(client, lead):
    lin = make_customer()
    data = {"phone": "13800138000", "kind": "closing", "identity": "回拨核实", "text": "客户来电要求注销"}
    assert client.post("/backoffice/privacy-requests/new/", data).status_code == 302
    wish = lin.privacy_requests.get()
    assert (wish.kind, wish.by, wish.identity) == ("closing", lead, "回拨核实")
    page = client.get("/backoffice/privacy-requests/").content.decode()
    assert wish.number in page and "13800138000" not in page and "138****8000" in page
    deliver_all()
    assert Message.objects.filter(user=lin.user, template_code="accounts.closing", channel="sms").count() == 1


def test_without_the_proof_nothing_is_taken_in(client, lead):
    lin = make_customer()
    data = {"phone": "13800138000", "kind": "closing", "identity": "", "text": "客户来电要求注销"}
    assert client.post("/backoffice/privacy-requests/new/", data).status_code == 422
    assert lin.privacy_requests.count() == 0


def test_a_correction_waits_on_the_workbench_until_it_is_answered(client, lead):
    lin = make_customer()
    wish = privacy.requests.ask_correction(lin, "收件人姓名写错了，应为林晓")
    assert wish.number in client.get("/backoffice/privacy-requests/?view=open").content.decode()
    client.post(f"/backoffice/privacy-requests/{wish.number}/settle/", {"answer": "已改为林晓。"})
    wish.refresh_from_db()
    assert (wish.state, wish.answer) == ("done", "已改为林晓。")
    deliver_all()
    assert Message.objects.get(user=lin.user, template_code="accounts.privacy_answer").body == "已改为林晓。"


def test_a_number_of_another_account_is_refused_and_nothing_changes():
    lin, chen = make_customer(), make_customer(CHEN)
    with pytest.raises(Refused):
        privacy.phones.change(lin, chen.phone, by=lin.user)
    lin.refresh_from_db()
    assert (lin.phone, lin.user.phone) == ("+8613800138000", "+8613800138000")


def test_the_number_changes_with_codes_on_both(client, store):
    from tests.factories.accounts import last_code

    lin = make_customer()
    sign_in(client, lin)
    assert client.post("/me/phone/", {"act": "send", "phone": "13912345678"}).url.startswith("/me/prove/")
    client.post("/me/prove/", {"act": "send"})
    client.post("/me/prove/", {"code": last_code(lin.phone)})
    client.post("/me/phone/", {"act": "send", "phone": "13912345678"})
    client.post("/me/phone/", {"act": "confirm", "code": last_code(CHEN)})
    lin.refresh_from_db()
    lin.user.refresh_from_db()
    assert (lin.phone, lin.user.phone) == (CHEN, CHEN)
    event = Event.objects.about(lin).get(name="accounts.phone_changed")
    assert event.facts == {"customer_id": lin.pk}
    assert client.get("/me/privacy/").status_code == 200


@pytest.mark.duty("T2")
def test_reaching_the_limit_tells_the_director_once_a_day():
    lin, wu, director = make_customer(), make_staff().user, make_staff("director").user
    norms.change(REVEALS, 2, by=director, reason="试行")
    norms.forget()
    for __ in range(2):
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")
    for __ in range(2):
        with pytest.raises(Refused):
            reveals.reveal(lin, ["phone"], by=wu, reason="回访")
    deliver_all()
    assert Message.objects.filter(user=director, template_code="accounts.reveal_limit").count() == 1
    with clock.at(clock.now() + timedelta(days=1)):
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")
        reveals.reveal(lin, ["phone"], by=wu, reason="回访")
        deliver_all()
    assert Message.objects.filter(user=director, template_code="accounts.reveal_limit").count() == 2


@pytest.mark.duty("T2")
def test_the_director_reads_who_looked_at_what_and_why(client, post_rights):
    lin, wu = make_customer(), make_staff(name="吴桐").user
    reveals.reveal(lin, ["phone"], by=wu, reason="核对收货人")
    sign_in(client, make_staff("director"))
    page = client.get("/backoffice/reveals/").content.decode()
    assert "核对收货人" in page and "吴桐" in page and "phone" in page and lin.phone not in page
    sign_in(client, make_staff("service"))
    assert client.get("/backoffice/reveals/").status_code == 403
