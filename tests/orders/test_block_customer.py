"""The block list and the statement of age: who may not order, what is not for minors."""

import pytest
from django.test import Client

from catalog.models import Product
from microstore.core.errors import Refused
from microstore.core.models import Event
from microstore.stores.models import Store
from orders.models import CustomerBlock, Order
from orders.services import blocks, checkout
from tests.factories import accounts
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return make.make_store()


@pytest.fixture
def boss():
    return accounts.make_staff(sees_all_stores=True).user


def order_by(customer, store, cart=None, **said) -> Order:
    cart = cart or make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
    return checkout.place(cart, customer=customer, submission=make.make_submission(10000, **said))


def test_who_is_blocked_is_told_politely_and_without_the_reason(store, boss):
    customer = make.make_customer()
    row = blocks.block(customer, store=store, reason="多次恶意拒收", by=boss)
    cart = make.make_cart(store, {make.make_sku(store): 1}, customer=customer)
    with pytest.raises(Refused) as refusal:
        order_by(customer, store, cart)
    assert "恶意" not in str(refusal.value) and "客服" in str(refusal.value)
    assert not Order.objects.exists()
    blocks.lift(row, reason="已沟通", by=boss)
    assert order_by(customer, store, cart).number
    assert [event.reason for event in Event.objects.about(row).order_by("id")] == ["多次恶意拒收", "已沟通"]


def test_a_block_counts_in_its_store_and_one_of_the_company_in_all(store, boss):
    customer = make.make_customer()
    other = Store.objects.create(code="other", name="二店")
    blocks.block(customer, store=other, reason="该店纠纷", by=boss)
    assert order_by(customer, store).number
    blocks.block(customer, store=None, reason="职业索赔", by=boss)
    with pytest.raises(Refused):
        order_by(customer, store)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_block_without_a_reason_is_refused(store, boss, reason):
    with pytest.raises(Refused):
        blocks.block(make.make_customer(), store=store, reason=reason, by=boss)
    assert not CustomerBlock.objects.exists()


def test_nobody_is_blocked_twice_and_staff_of_one_store_decide_for_it_alone(store, boss):
    customer = make.make_customer()
    blocks.block(customer, store=None, reason="职业索赔", by=boss)
    with pytest.raises(Refused, match="已被"):
        blocks.block(customer, store=None, reason="再来", by=boss)
    local = accounts.make_staff(sees_all_stores=False).user
    with pytest.raises(Refused, match="全部微店"):
        blocks.block(make.make_customer(accounts.CHEN), store=None, reason="本店纠纷", by=local)
    assert CustomerBlock.objects.count() == 1


def test_goods_for_adults_are_ordered_with_the_statement_which_the_order_keeps(store):
    customer, sku = make.make_customer(), make.make_sku(store)
    Product.objects.filter(pk=sku.product_id).update(is_adults_only=True)
    cart = make.make_cart(store, {sku: 1}, customer=customer)
    with pytest.raises(Refused, match="18"):
        checkout.place(cart, customer=customer, submission=make.make_submission(10000))
    assert not Order.objects.exists()
    order = checkout.place(cart, customer=customer, submission=make.make_submission(10000, consents=("suitable_population", "adult")))
    assert "adult" in order.consents


def test_the_list_shows_nobody_in_full_and_the_block_is_lifted_on_its_page(store):
    office, customer = Client(), make.make_customer()
    order = order_by(customer, store)
    boss = accounts.make_staff(sees_all_stores=True).user
    boss.is_superuser = True
    boss.save()
    office.force_login(boss)
    answer = office.post(f"/backoffice/orders/{order.number}/block/", {"store": store.pk, "reason": "多次拒收"})
    assert answer.status_code == 302
    row = CustomerBlock.objects.get()
    page = office.get("/backoffice/blocked-customers/").content.decode()
    assert "多次拒收" in page and customer.phone[3:] not in page
    assert office.post(f"/backoffice/blocked-customers/{row.pk}/lift/", {"reason": "已沟通"}).status_code == 302
    phone = customer.phone[3:]
    assert office.post("/backoffice/blocked-customers/new/", {"phone": phone, "store": "", "reason": "再犯"}).status_code == 302
    assert CustomerBlock.objects.filter(state="blocked", store=None).count() == 1
