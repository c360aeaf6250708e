"""Lists ask the database as often for many rows as for few: each new list, with rows of two numbers."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.suppliers.services import tallies
from customerservice.articles import services as articles
from customerservice.models import Article
from customerservice.reviews import services as reviews
from customerservice.services import inquiries, questions
from customerservice.services.aftersales.deciding import approve
from customerservice.services.complaints.closing import Planned, decide_measures
from microstore.core import clock
from microstore.core.pages import registry
from tests.factories import aftersales, campaigns, complaints, conversations, inventory, marketing, openings, stores
from tests.factories.catalog import make_listed, make_shop
from tests.factories.orders import make_customer, make_staff, make_store
from tests.factories.selection import in_review, make_rival, seen
from tests.factories.suppliers import make_supplier

pytestmark = pytest.mark.django_db


def measure_of_complaint():
    complaint = complaints.make_complaint(by=complaints.make_agent())
    decide_measures(complaint, [Planned("换封膜", complaints.make_agent(), clock.today())])


def question():
    number = next(conversations.counter)
    product = make_listed(make_shop(), approval_number=f"国食健注G2019{number:04d}")
    questions.ask(make_shop(), product, "饭前吃吗？", customer=make_customer(), token=f"flat{number}")


def returned():
    case = aftersales.make_case()
    approve(case, by=make_staff())
    aftersales.receive(case)


def inquiry():
    agent = complaints.make_agent()
    inquiries.ask(complaints.make_complaint(by=agent), department="warehouse", question="为何漏发？", by=agent)


def review():
    order = aftersales.delivered_order()
    reviews.write(order.lines.get(), reviews.Words(3, "治好了糖尿病。"), customer=order.customer)


def article():
    articles.write(Article(title="三餐", slug=f"meals-{next(conversations.counter)}", summary="三餐定时。", body="少盐。"), by=make_staff())


def supplier():
    number = next(conversations.counter)
    tallies.add("delivered", make_supplier(f"S9{number}", f"供应商{number}"), reference=f"GR{number}")


def rival():
    number = next(conversations.counter)
    seen(make_rival(name=f"竞品{number}", competitor=f"对手{number}"), 9900)


def price_alarm():
    number = next(conversations.counter)
    product = make_listed(make_shop(), approval_number=f"国食健注G2019{number:04d}")
    seen(make_rival(product.skus.get(), name=f"竞品{number}"), 9000)


LISTS = {
    "all-complaints": complaints.make_complaint,
    "complaints": complaints.make_complaint,
    "measures": measure_of_complaint,
    "inquiries": inquiry,
    "product-questions": question,
    "conversations": conversations.hear,
    "answer-times": conversations.hear,
    "desk": conversations.hear,
    "desk-wall": conversations.hear,
    "aftersales": aftersales.make_case,
    "returns": returned,
    "campaigns": campaigns.make_approved,
    "promotions": marketing.make_promotion,
    "coupon-kinds": campaigns.make_draft,
    "stock-alerts": inventory.make_low,
    "replenishment": inventory.make_low,
    "openings": lambda: openings.begun(f"qing{next(conversations.counter)}", kind="authorised"),
    "stores": lambda: stores.make_open_store(f"shop{next(conversations.counter)}", kind="authorised"),
    "scripts": conversations.make_script,
    "buyer-reviews": review,
    "articles": article,
    "suppliers": supplier,
    "supplier-licences": supplier,
    "supplier-tallies": supplier,
    "competitors": rival,
    "rivals": rival,
    "observations": rival,
    "price-alarms": price_alarm,
    "proposals": in_review,
    "morning": lambda: stores.make_open_store(f"shop{next(conversations.counter)}", kind="authorised"),
}


@pytest.fixture
def director(django_user_model, client_of):
    call_command("sync_roles", verbosity=0)
    return client_of(django_user_model.objects.create_superuser("director"))


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_asks_as_often_for_five_rows_as_for_two(name, director):
    make_store()
    url = registry.find(name).get_url()
    for _row in range(2):
        LISTS[name]()
    few = queries_of(director, url)
    for _row in range(3):
        LISTS[name]()
    assert queries_of(director, url) <= few
