"""Complaint pages: customers, guests and strangers in the shop; agents, departments and other stores in the back office."""

from datetime import timedelta

import pytest
from django.urls import reverse

from customerservice.models import Breach, Complaint, Satisfaction
from customerservice.services import complaints, inquiries
from customerservice.services.complaints import closing, doors, escalation
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from microstore.messaging.senders.sms_aliyun import tidy
from tests.factories import accounts, orders
from tests.factories.complaints import closed, make_agent, make_complaint, offered, resolved
from tests.switches import together

pytestmark = pytest.mark.django_db
GUEST = {"category": "goods", "text": "少了一瓶", "phone": "13755512086"}


@pytest.fixture
def shop(client):
    orders.make_store()
    return client


def sign_in(client, person):
    accounts.sign_in(client, person)
    return client


def test_a_kind_is_chosen_by_the_customer_never_for_them(shop):
    assert '<option value="" selected>' in shop.get("/complaints/new/").content.decode()
    assert shop.post("/complaints/new/", GUEST | {"category": ""}).status_code == 422
    assert not Complaint.objects.exists()


def test_a_customer_complains_about_an_order_and_sees_the_promised_time(shop, agent):
    order = orders.place_order(store=orders.make_store())
    orders.pay_order(order)
    sign_in(shop, order.customer)
    answer = shop.post("/complaints/new/", {"category": "quality", "text": "封口破了", "order": order.number}, follow=True)
    complaint = Complaint.objects.get()
    assert (complaint.order, complaint.order_line, complaint.severity) == (order, order.lines.get(), "p1")
    due = complaint.clocks.get(kind="solution").due_at.astimezone(clock.SHANGHAI)
    assert f"{due:%m-%d %H:%M}" in answer.content.decode()
    assert f'data-until="{due.isoformat()}"'[:30] in answer.content.decode()


def test_somebody_elses_order_is_not_taken(shop, agent):
    order = orders.place_order(store=orders.make_store())
    orders.pay_order(order)
    sign_in(shop, orders.make_customer())
    assert shop.post("/complaints/new/", {"category": "goods", "text": "x", "order": order.number}).status_code == 422
    assert Complaint.objects.count() == 0


def test_a_guest_finds_the_complaint_again_by_number_and_phone_alone(shop, agent, client_factory):
    shop.post("/complaints/new/", GUEST)
    complaint = Complaint.objects.get()
    assert (complaint.customer, complaint.contact_phone) == (None, "+8613755512086")
    assert shop.get(f"/complaints/{complaint.number}/").status_code == 200
    stranger = client_factory()
    assert stranger.get(f"/complaints/{complaint.number}/").status_code == 404
    assert stranger.post("/complaints/find/", {"number": complaint.number, "key": "13900000000"}).status_code == 422
    assert stranger.get(f"/complaints/{complaint.number}/").status_code == 404
    assert stranger.post("/complaints/find/", {"number": complaint.number, "key": "13755512086"}).status_code == 302
    assert stranger.get(f"/complaints/{complaint.number}/").status_code == 200


def test_an_anonymous_complaint_opens_by_its_key_word(shop, agent, client_factory):
    page = shop.post("/complaints/new/", {"category": "other", "text": "宣传册太夸张"}, follow=True)
    complaint = Complaint.objects.get()
    word = doors.key_word(complaint)
    assert word in page.content.decode()
    stranger = client_factory()
    assert stranger.post("/complaints/find/", {"number": complaint.number, "key": ""}).status_code == 422
    assert stranger.post("/complaints/find/", {"number": complaint.number, "key": word.lower()}).status_code == 302


def test_guessing_the_phone_of_a_number_ends_after_ten_tries(shop, agent, client_factory):
    shop.post("/complaints/new/", GUEST)
    number = Complaint.objects.get().number
    for _ in range(10):
        client_factory().post("/complaints/find/", {"number": number, "key": "13900000000"})
    answer = client_factory().post("/complaints/find/", {"number": number, "key": "13755512086"})
    assert answer.status_code in (422, 429)


def test_the_customer_accepts_refuses_and_withdraws_on_the_page(shop, agent):
    customer = orders.make_customer()
    sign_in(shop, customer)
    one, two, three = (make_complaint(customer=customer) for _ in range(3))
    for row in (one, two):
        offered(row, by=agent)
    shop.post(f"/complaints/{one.number}/answer/", {"act": "accept"})
    assert shop.post(f"/complaints/{two.number}/answer/", {"act": "refuse", "reason": ""}).status_code == 302
    two.refresh_from_db()
    assert two.state == "solution_offered"
    shop.post(f"/complaints/{two.number}/answer/", {"act": "refuse", "reason": "不够"})
    shop.post(f"/complaints/{three.number}/withdraw/")
    states = dict(Complaint.objects.values_list("number", "state"))
    assert states == {one.number: "accepted", two.number: "escalated", three.number: "withdrawn"}


def test_another_customer_can_do_nothing(shop, agent):
    row = offered(make_complaint(customer=orders.make_customer()), by=agent).complaint
    sign_in(shop, orders.make_customer())
    for path, data in (("answer", {"act": "accept"}), ("withdraw", {}), ("write", {"text": "x"})):
        assert shop.post(f"/complaints/{row.number}/{path}/", data).status_code == 404
    row.refresh_from_db()
    assert row.state == "solution_offered"


def test_the_link_answers_once_without_signing_in(shop, agent):
    survey = resolved(make_complaint(), by=agent)
    path = reverse("complaint-satisfaction", args=[closing.token_of(survey)])
    assert shop.get(path).status_code == 200
    assert shop.post(path, {"result": "satisfied", "text": "好"}).status_code == 200
    assert shop.post(path, {"result": "not_satisfied"}).status_code == 422
    survey.refresh_from_db()
    assert (survey.result, survey.text) == ("satisfied", "好")


def test_the_link_of_the_text_message_arrives_whole(shop, agent):
    """The provider cuts every value after 35 characters."""
    survey = resolved(make_complaint(customer=orders.make_customer()), by=agent)
    deliver_all()
    sent = Message.objects.get(template_code="complaint.satisfaction", channel="sms")
    assert f"/q/{closing.token_of(survey)}/" in sent.body
    assert {name: tidy(value) for name, value in sent.params.items()} == sent.params


def test_a_forged_link_is_not_found_and_an_expired_one_takes_nothing(shop, agent):
    survey = resolved(make_complaint(), by=agent)
    token = closing.token_of(survey)
    forged = f"{survey.pk + 1}-{token.partition('-')[2]}"
    for wrong in (forged, token[:-1] + ("A" if token[-1] != "A" else "B"), str(survey.pk)):
        assert shop.post(f"/q/{wrong}/", {"result": "satisfied"}).status_code == 404
    survey.expires_at = clock.now() - timedelta(seconds=1)
    survey.save()
    assert shop.post(f"/q/{token}/", {"result": "satisfied"}).status_code == 422
    survey.refresh_from_db()
    assert survey.answered_at is None


def test_an_agent_handles_a_complaint_to_its_end_in_the_cockpit(client, agent):
    sign_in(client, agent)
    complaint = make_complaint(customer=orders.make_customer())
    base = f"/backoffice/complaints/{complaint.number}/"
    steps = [
        ("acknowledge", {}), ("ask", {"department": "warehouse", "question": "复核照片？", "minutes": "30"}),
        ("offer", {"kind": "apology", "text": "致歉"}), ("accept", {"note": "电话确认"}), ("carry-out", {"text": "已寄信"}),
        ("resolve", {}), ("satisfaction", {"result": "satisfied", "note": "电话确认"}),
        ("cause", {"cause": "packaging", "because": "偶发"}), ("close", {}),
    ]  # fmt: skip
    for act, data in steps:
        assert client.get(base).status_code == 200
        assert client.get(f"{base}{act}/").status_code == 200, act
        assert client.post(f"{base}{act}/", data).status_code == 302, act
    complaint.refresh_from_db()
    assert complaint.state == "closed"
    assert client.get(base).status_code == 200


def test_a_heard_complaint_is_taken_down_and_thereby_taken_up(client, agent):
    sign_in(client, agent)
    orders.make_store()
    data = {"channel": "phone", "category": "delivery", "text": "没有收到", "contact_phone": "13755512086"}
    assert client.post("/backoffice/complaints-new/", data).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.owner, complaint.channel) == ("acknowledged", agent, "phone")


def test_staff_of_another_store_see_nothing_of_it(client, post_rights):
    other = orders.make_store("other")
    partner = make_agent(Post.PARTNER, sees_all_stores=False)
    other.staff.create(user=partner)
    complaint = make_complaint()
    sign_in(client, partner)
    assert client.get(f"/backoffice/complaints/{complaint.number}/").status_code == 404
    assert client.post(f"/backoffice/complaints/{complaint.number}/acknowledge/").status_code == 404
    assert complaint.number not in client.get("/backoffice/complaints/").content.decode()


def test_a_department_sees_and_answers_its_own_questions_alone(client, agent, post_rights):
    complaint = make_complaint()
    here = inquiries.ask(complaint, department="warehouse", question="照片？", by=agent)
    there = inquiries.ask(complaint, department="product", question="配方？", by=agent)
    sign_in(client, make_agent(Post.WAREHOUSE_LEAD))
    assert "照片？" in client.get("/backoffice/inquiries/").content.decode()
    assert client.get(f"/backoffice/inquiries/{there.pk}/").status_code == 404
    assert client.get(f"/backoffice/inquiries/{here.pk}/").status_code == 200
    assert client.post(f"/backoffice/inquiries/{here.pk}/answer/", {"text": "完好"}).status_code == 302
    here.refresh_from_db()
    assert here.answer_text == "完好"


def test_causes_lists_and_search_lead_to_the_complaint(client, post_rights, agent):
    order = orders.place_order()
    orders.pay_order(order)
    complaint = make_complaint(customer=order.customer, order=order, order_line=order.lines.get())
    closed(complaint, by=agent)
    sign_in(client, make_agent(Post.DIRECTOR))
    for by in ("product", "batch", "supplier"):
        page = client.get(f"/backoffice/complaint-causes/?by={by}").content.decode()
        assert f"{by}=" in page
    found = client.get(f"/backoffice/all-complaints/?product={complaint.product_id}&cause=packaging").content.decode()
    assert complaint.number in found
    for path in ("broken-promises/", "measures/", "inquiries/"):
        assert client.get(f"/backoffice/{path}").status_code == 200


@pytest.fixture
def client_factory():
    from django.test import Client

    return Client


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_workers_raise_each_level_once(post_rights):
    make_agent()
    start = clock.now() - timedelta(minutes=200)
    with clock.at(start):
        complaint = make_complaint()
        deliver_all()
    results = together(*[lambda: escalation.escalate(complaint.pk) for _ in range(4)])
    assert sorted(results)[:3] == [0, 0, 0]
    solution = complaint.clocks.get(kind="solution")
    assert list(solution.escalations.values_list("percent", flat=True)) == [50, 80, 100]
    assert Breach.objects.filter(complaint=complaint, kind="solution").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_answers_at_once_are_one(post_rights):
    agent = make_agent()
    complaint = make_complaint()
    offered(complaint, by=agent)

    def accept():
        complaints.accept(Complaint.objects.get(pk=complaint.pk))

    def refuse():
        complaints.refuse(Complaint.objects.get(pk=complaint.pk), reason="不同意")

    results = together(accept, refuse, accept, refuse)
    assert results.count(None) + sum(isinstance(one, Exception) for one in results) == 4
    assert sum(not isinstance(one, Exception) for one in results) == 1
    assert complaint.solutions.filter(state__in=("accepted", "refused")).count() == 1
    assert Satisfaction.SATISFIED not in complaint.satisfaction
