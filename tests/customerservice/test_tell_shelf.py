"""Complaints are told down to the shelf: what speaks against the goods counts, what turns out to lie elsewhere is taken back."""

import pytest

from catalog.models import ProductFault
from customerservice.complaints.adverse import speaks_of_harm
from customerservice.models import Category, Conversation, Question
from customerservice.shelf import customers_who_asked
from microstore.core import clock, events
from tests.factories import accounts
from tests.factories import catalog as goods
from tests.factories import complaints as make

pytestmark = pytest.mark.django_db


def told() -> list[tuple]:
    events.deliver_all()
    return list(ProductFault.objects.order_by("pk").values_list("kind", "source"))


def test_quality_and_words_of_harm_speak_against_the_goods_and_slow_parcels_do_not():
    product, lin = goods.make_listed(), accounts.make_customer()
    make.make_complaint(category=Category.DELIVERY, product=product, text="快递太慢")
    assert told() == []
    make.make_complaint(category=Category.QUALITY, product=product, text="瓶口没有封膜", customer=lin)
    make.make_complaint(category=Category.GOODS, product=product, text="吃了一粒就呕吐", customer=lin)
    assert told() == [("complaint", f"customer {lin.pk}"), ("adverse", f"customer {lin.pk}")]


def test_a_complaint_whose_cause_lies_with_the_goods_counts_until_it_is_found_elsewhere():
    product, agent = goods.make_listed(), make.make_agent()
    complaint = make.closed(make.make_complaint(category=Category.GOODS, product=product, by=agent), by=agent)
    assert told() == [("complaint", "")]
    complaint.cause = "unfounded"
    complaint.save()
    from customerservice.complaints.reactions import tell_shelf
    from customerservice.events.complaints import ComplaintClosed

    tell_shelf(ComplaintClosed(complaint.number, "satisfied", "unfounded"))
    assert told() == []


@pytest.mark.parametrize(("text", "is_harm"), [
    ("喝完拉肚子", True), ("身上起了皮疹", True), ("没有不良反应，只是瓶子破了", False), ("会不会过敏", False), ("盖子松了", False)])
def test_words_of_harm_are_heard_and_denied_ones_are_not(text, is_harm):
    assert speaks_of_harm(text) == is_harm


def test_askers_are_those_who_asked_on_the_page_or_in_a_conversation_about_it():
    product, lin, chen = goods.make_listed(), accounts.make_customer(), accounts.make_customer(accounts.CHEN)
    store, now = goods.make_shop(), clock.now()
    Question.objects.create(store=store, product=product, customer=lin, text="新包装吗？", token="t1", due_at=now)
    fields = {field.name for field in Conversation._meta.concrete_fields}
    assert {"about_product", "opened_at", "customer"} <= fields
    assert customers_who_asked(product.pk, now.replace(year=now.year - 1)) == {lin.pk}
    assert customers_who_asked(product.pk, now.replace(year=now.year + 1)) == set() and chen.pk
