"""Links of colleagues: their visits are counted, and the order that came by one says so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client

from marketing.services import rollup
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.stores.models import ShareCode, ShareDay, SharedOrder
from microstore.stores.services import shares
from orders.services import baskets, checkout
from tests.factories import orders as make
from tests.factories.accounts import make_staff, sign_in

pytestmark = pytest.mark.django_db

BROWSER = {"user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0"}


@pytest.fixture
def store():
    cache.clear()
    return make.make_store()


@pytest.fixture
def code():
    return shares.give(make_staff().user)


def place(store, wants, shared_by):
    customer = make.make_customer()
    cart = make.make_cart(store, wants, customer=customer)
    submission = make.make_submission(baskets.look(cart, store, region_code=make.BEIJING.region_code).quote.total_fen)
    return checkout.place(cart, customer=customer, submission=replace(submission, shared_by=shared_by))


def test_a_colleague_has_one_code_and_only_colleagues_have_one(store):
    staff = make_staff()
    assert shares.give(staff.user) == shares.give(staff.user) == ShareCode.objects.get().code
    with pytest.raises(Refused):
        shares.give(make.make_customer().user)
    staff.left_on = clock.today() - timedelta(days=1)
    staff.save()
    assert shares.code_of(staff.user) == ""


def test_the_poster_of_a_colleague_carries_the_code_and_that_of_others_does_not(store, code):
    page = f"/p/{make.make_sku(store).product.slug}/share/"
    colleague = Client()
    sign_in(colleague, ShareCode.objects.get().staff)
    assert f"/?by={code}" in colleague.get(page).content.decode()
    assert "by=" not in Client().get(page).content.decode()
    shared = Client().get(page.replace("share/", f"?by={code}")).content.decode()
    assert code not in shared.split('rel="canonical"')[1].split(">")[0]


def test_visits_by_the_link_are_counted_for_its_code_alone(store, code):
    page = f"/p/{make.make_sku(store).product.slug}/"
    visitor = Client(headers=BROWSER)
    for address in (page, f"{page}?by={code}", f"{page}?by={code}", f"{page}?by=ZZZZZZ", f"{page}?by=<b>"):
        assert visitor.get(address).status_code == 200
    rollup.roll_up()
    assert list(ShareDay.objects.values_list("share__code", "views", "visitors")) == [(code, 2, 1)]
    assert shares.came_by(code) == {"views": 2, "visitors": 1, "orders": 0}


def test_the_code_goes_with_the_cart_and_is_forgotten_with_the_order(store, code):
    sku = make.make_sku(store)
    visitor = Client()
    assert f'name="by" value="{code}"' in visitor.get(f"/p/{sku.product.slug}/?by={code}").content.decode()
    assert "shared_by" not in visitor.session
    visitor.post("/cart/add/", {"sku": sku.pk, "units": 1, "by": code})
    visitor.post("/cart/add/", {"sku": sku.pk, "units": 1})
    assert visitor.session["shared_by"] == {str(sku.pk): code}


def test_the_order_says_by_whose_link_its_goods_came(store, code):
    sku = make.make_sku(store)
    order = place(store, {sku: 1}, {"999": "ZZZZZZ", str(sku.pk): code, "998": "YYYYYY"})
    assert list(SharedOrder.objects.values_list("order_number", "share__code", "store")) == [(order.number, code, store.pk)]


def test_a_code_nobody_has_and_goods_that_were_not_ordered_count_for_nobody(store, code):
    sku = make.make_sku(store)
    place(store, {sku: 1}, {str(sku.pk): "ZZZZZZ"})
    place(store, {sku: 1}, {"999": code})
    assert SharedOrder.objects.count() == 0


def test_the_list_tells_what_was_opened_ordered_and_paid_by_each_link(store, code, client, django_user_model):
    sku = make.make_sku(store)
    shares.note_days([(code, store.pk, clock.today(), 7, 5), (code, store.pk, clock.today() - timedelta(days=40), 90, 80)])
    place(store, {sku: 1}, {str(sku.pk): code})
    make.pay_order(place(store, {sku: 2}, {str(sku.pk): code}))
    client.force_login(django_user_model.objects.create_superuser("director"), backend="microstore.accounts.backends.Keys")
    row = client.get("/backoffice/shares/").content.decode().split("<tbody")[1].split("</tr>")[0]
    for told in (code, ">7<", ">5<", ">2<", "200.00"):
        assert told in row


def test_the_list_counts_only_in_the_stores_of_whoever_looks(store, code, client):
    sku = make.make_sku(store)
    shares.note_days([(code, store.pk, clock.today(), 7, 5)])
    make.pay_order(place(store, {sku: 2}, {str(sku.pk): code}))
    elsewhere = make_staff(post=Post.MARKETING_MANAGER, sees_all_stores=False).user
    elsewhere.user_permissions.add(Permission.objects.get(codename="view_sharecode"))
    sign_in(client, elsewhere.staff)
    row = client.get("/backoffice/shares/").content.decode().split("<tbody")[1].split("</tr>")[0]
    assert code in row and ">7<" not in row and "200.00" not in row
