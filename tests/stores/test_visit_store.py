"""Stores by address."""

import pytest

from microstore.stores.models import Store
from microstore.stores.services import staffing, stores
from tests.factories.accounts import make_staff, sign_in
from tests.factories.stores import make_open_store, make_store, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def default():
    return make_open_store()


def test_default_store_stands_at_the_root(client, default):
    answer = client.get("/me/")
    assert (answer.status_code, answer.wsgi_request.store) == (200, default)


def test_links_inside_another_store_stay_inside(client, default):
    member = make_open_store("member")
    answer = client.get("/s/member/me/")
    page = answer.content.decode()
    assert answer.wsgi_request.store == member
    assert 'href="/s/member/accounts/sign-in/"' in page and 'href="/me/"' not in page


def test_request_after_it_is_in_the_default_store_again(client, default):
    make_open_store("member")
    client.get("/s/member/me/")
    assert 'href="/accounts/sign-in/"' in client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/s/kangxuan/", "/"),
        ("/s/kangxuan", "/"),
        ("/s/kangxuan/me/?a=1", "/me/?a=1"),
        ("/s/member", "/s/member/"),
        ("/s/member?a=1", "/s/member/?a=1"),
    ],
)
def test_addresses_that_should_read_otherwise(client, default, asked, answered):
    make_open_store("member")
    answer = client.get(asked)
    assert (answer.status_code, answer.url) == (301, answered)


@pytest.mark.parametrize(
    "address",
    [
        "/s/nobody/",
        "/s/member/backoffice/",
        "/s/member/admin/",
        "/s/member/static/x",
        "/s/member/s/kangxuan/",
        "/s//",
        "/s/MEMBER/",
        "/s/../me/",
    ],
)
def test_addresses_that_lead_nowhere(client, default, address):
    make_open_store("member")
    assert client.get(address).status_code in (404, 400)


@pytest.mark.parametrize("address", ["/backoffice/", "/healthz", "/admin/"])
def test_pages_of_no_store(client, default, address):
    assert client.get(address).wsgi_request.store is None


def test_store_in_preparation_is_seen_by_its_staff_alone(client, default):
    store = make_store("new")
    assert client.get("/s/new/me/").status_code == 404
    wu = make_staff(sees_all_stores=False)
    sign_in(client, wu)
    assert client.get("/s/new/me/").status_code == 404
    staffing.assign(wu.user, [store], by=somebody())
    assert client.get("/s/new/me/").status_code == 200


def test_suspended_store_says_so_to_customers(client, default):
    member = make_open_store("member")
    stores.suspend(member, reason="证照")
    answer = client.get("/s/member/me/")
    assert answer.status_code == 503 and member.phone in answer.content.decode()


def test_closed_store_is_gone(client, default):
    stores.close(make_open_store("member"), reason="合并")
    assert client.get("/s/member/me/").status_code == 404


def test_only_an_official_store_stands_at_the_root():
    from django.db import IntegrityError, transaction

    store = make_store("heping", kind=Store.Kind.AUTHORISED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Store.objects.filter(pk=store.pk).update(is_default=True)
