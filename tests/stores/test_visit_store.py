"""Stores by address."""

from datetime import timedelta

import pytest

from microstore.core import clock
from microstore.stores import previews
from microstore.stores.models import Store
from microstore.stores.services import staffing, stores
from tests.factories.accounts import make_staff, sign_in
from tests.factories.stores import make_open_store, make_preparing_store, make_store, somebody

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


NOWHERE = [
    "/s/nobody/", "/s/member/backoffice/", "/s/member/admin/", "/s/member/static/x", "/s/member/s/kangxuan/", "/s//", "/s/MEMBER/",
    "/s/../me/"]


def test_addresses_that_lead_nowhere(client, default):
    make_open_store("member")
    assert [address for address in NOWHERE if client.get(address).status_code not in (404, 400)] == []


@pytest.mark.parametrize("address", ["/backoffice/", "/healthz", "/admin/"])
def test_pages_of_no_store(client, default, address):
    assert client.get(address).wsgi_request.store is None


def test_store_in_preparation_is_seen_by_its_staff_alone(client, default):
    store = make_preparing_store("new")
    assert client.get("/s/new/me/").status_code == 404
    wu = make_staff(sees_all_stores=False)
    sign_in(client, wu)
    assert client.get("/s/new/me/").status_code == 404
    staffing.assign(wu.user, [store], by=somebody())
    assert client.get("/s/new/me/").status_code == 200


def test_suspended_store_can_be_looked_at_and_says_that_nothing_is_sold(client, default, django_capture_on_commit_callbacks):
    member = make_open_store("member")
    assert "standing" not in client.get("/s/member/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        stores.suspend(member, reason="证照")
    for address in ("/s/member/", "/s/member/me/", "/s/member/about/licences/"):
        answer = client.get(address)
        assert answer.status_code == 200 and "notice--warn standing" in answer.content.decode()


def test_default_store_can_be_looked_at_when_suspended(client, default):
    stores.suspend(default, reason="证照")
    answer = client.get("/")
    assert answer.status_code == 200 and "notice--warn standing" in answer.content.decode()


def test_strangers_read_that_a_store_opens_soon(client, default):
    store = make_store("new")
    answer = client.get("/s/new/c/")
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")
    assert store.phone in answer.content.decode() and "site__row" not in answer.content.decode()


def test_preview_link_lets_a_browser_in_until_it_ends(client, default):
    store = make_store("new")
    link = previews.address_of(store)
    assert client.get(link).url == "/s/new/"
    assert "notice--info standing" in client.get("/s/new/").content.decode()
    with clock.at(clock.now() + timedelta(hours=25)):
        assert not previews.lets_in(link.split("/")[-2], store)


def test_preview_link_of_one_store_opens_no_other(client, default):
    store, other = make_store("new"), make_store("other")
    token = previews.token_of(store)
    assert client.get(f"/s/other/preview/{token}/").status_code == 422
    client.cookies[previews.cookie_of(other)] = token
    assert "site__row" not in client.get("/s/other/").content.decode()


def test_closed_store_is_gone(client, default):
    stores.close(make_open_store("member"), reason="合并")
    assert client.get("/s/member/me/").status_code == 404


def test_only_an_official_store_stands_at_the_root():
    from django.db import IntegrityError, transaction

    store = make_store("heping", kind=Store.Kind.AUTHORISED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Store.objects.filter(pk=store.pk).update(is_default=True)
