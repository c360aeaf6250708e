"""Questions on a product page: who may ask, what is shown, what the law stops."""

import pytest
from django.test import Client

from customerservice.models import Question
from customerservice.services import questions
from customerservice.services.conversations.talking import Blocked
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from tests.factories.accounts import sign_in
from tests.factories.catalog import make_listed, make_shop
from tests.factories.conversations import make_agent
from tests.factories.orders import make_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_listed(make_shop())


def ask(product, text="饭前吃还是饭后吃？", token="t", customer=None):
    return questions.ask(make_shop(), product, text, customer=customer or make_customer(), token=token)


def test_a_guest_is_sent_to_the_door(client, product):
    response = client.post(f"/questions/{product.slug}/ask/", {"text": "饭前吃吗？", "token": "t"})
    assert response.status_code == 302
    assert Question.objects.count() == 0


def test_a_question_is_shown_only_with_its_answer_and_without_the_name(product):
    customer, client = make_customer(), Client()
    sign_in(client, customer)
    page = f"/p/{product.slug}/"
    client.get(page)
    for _again in range(2):
        client.post(f"/questions/{product.slug}/ask/", {"text": "饭前吃吗，我 13812345678", "token": "same"})
    row = Question.objects.get()
    assert "饭前吃吗" not in client.get(page).content.decode()
    questions.publish(row, shown_text=row.text, answer="饭后温水送服。", by=make_agent())
    html = Client().get(page).content.decode()
    assert "饭后温水送服。" in html
    assert "13812345678" not in html
    assert "138****5678" in html
    deliver_all()
    assert Message.objects.filter(user=customer.user, template_code="customerservice.question_answered").count() == 1


def test_a_claim_in_an_answer_is_blocked_and_nothing_is_published(product):
    row = ask(product, "能治糖尿病吗？")
    assert row.hits
    with pytest.raises(Blocked):
        questions.publish(row, shown_text=row.text, answer="可以治疗糖尿病", by=make_agent(), is_sure=True)
    row.refresh_from_db()
    assert (row.state, row.answer) == ("asked", "")


def test_withdrawing_takes_it_off_the_page(product):
    row = ask(product)
    questions.publish(row, shown_text=row.text, answer="饭后温水送服。", by=make_agent())
    assert "饭后温水送服。" in Client().get(f"/p/{product.slug}/").content.decode()
    questions.withdraw(row, reason="答错了", by=make_agent())
    assert "饭后温水送服。" not in Client().get(f"/p/{product.slug}/").content.decode()


def test_a_refused_question_is_not_published_later(product):
    row = ask(product)
    questions.refuse(row, reason="与商品无关", by=make_agent())
    with pytest.raises(Refused):
        questions.publish(row, shown_text="甲", answer="乙", by=make_agent())


def test_an_agent_answers_in_the_browser_and_reads_which_word_the_law_stops(product):
    agent, client = make_agent(), Client()
    sign_in(client, agent)
    row = ask(product)
    url = f"/backoffice/product-questions/{row.pk}/publish/"
    blocked = client.post(url, {"shown_text": row.text, "answer": "最佳选择，治疗失眠"})
    assert blocked.status_code == 422
    assert "广告法" in blocked.content.decode()
    assert client.post(url, {"shown_text": row.text, "answer": "饭后温水送服。"}).status_code == 302
    assert Question.objects.get().state == "published"


def test_answers_are_paged_and_counted(product):
    agent = make_agent()
    for number in range(12):
        questions.publish(
            ask(product, f"第{number}个问题？", token=str(number)), shown_text=f"第{number}个问题？", answer="见标签。", by=agent
        )
    page = Client().get(f"/questions/{product.slug}/")
    assert page.context["questions"].paginator.count == 12
    assert "第0个问题" in Client().get(f"/questions/{product.slug}/?page=2").content.decode()
