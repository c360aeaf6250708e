"""Every page of the back office: strangers sign in, whoever has no right is refused, and each post sees its own pages."""

import logging
from functools import cache

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Category
from customerservice.models import Measure
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.pages import registry
from microstore.core.pages.page import may_follow
from microstore.core.pages.urls import urlpatterns
from tests.factories.complaints import make_complaint
from tests.pages.conftest import Rights, rights_by_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silence():
    """Thousands of refusals are what this file is about; nobody reads their log lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


NO_SUCH = {"int": 987654321, "str": "no-such-row", "slug": "no-such-row"}


@cache
def addresses():
    """(page class, address) of every declared page and every sub-page; rows in the address do not exist."""
    found = []
    for pattern in urlpatterns:
        kinds = dict((name, kind) for kind, name in _parts(str(pattern.pattern)))
        url = reverse(f"backoffice:{pattern.name}", kwargs={name: NO_SUCH.get(kind, "no-such-row") for name, kind in kinds.items()})
        found.append((pattern.callback.view_class, pattern.callback.view_initkwargs, url, bool(kinds)))
    return found


def _parts(route):
    return [(part.strip("<>").partition(":")[0], part.strip("<>").partition(":")[2]) for part in route.split("/") if part.startswith("<")]


def is_open(view_class, initkwargs, user):
    return view_class(**initkwargs).is_open_to(user)


def test_pages_are_declared():
    assert len(registry.all_pages) > 10


def test_nobody_is_sent_to_sign_in():
    wrong = [url for *__, url, __ in addresses() if _answer(Client(), url) != 302]
    assert wrong == []


def test_a_customer_is_sent_to_sign_in(django_user_model, client_of):
    customer = client_of(django_user_model.objects.create(username="lin"))
    assert [url for *__, url, __ in addresses() if _answer(customer, url) != 302] == []


def test_a_colleague_without_rights_sees_only_what_is_everybodys(person, client_of):
    sun = person("sun")
    client = client_of(sun)
    wrong = [url for view, initkwargs, url, __ in addresses() if not is_open(view, initkwargs, sun) and _answer(client, url) != 403]
    assert wrong == []


@cache
def posts_that_look():
    """Address → who opens it here: of the posts that may, the one with the fewest rights and the one with the most; and staff of an
    authorised store, who see the least rows, wherever they may."""
    rights = rights_by_post()
    posts = sorted(Post, key=lambda post: len(rights[post]))
    found = {}
    for view, initkwargs, url, has_row in addresses():
        if hasattr(view, "get") and not has_row:
            may = [post for post in posts if is_open(view, initkwargs, Rights(rights[post]))]
            found[url] = {*may[:1], *may[-1:], *({Post.PARTNER} & {*may})}
    return found


def test_every_page_is_for_somebody():
    assert [url for url, posts in posts_that_look().items() if not posts] == []


@pytest.mark.parametrize("post", Post, ids=lambda post: post.value)
def test_each_post_sees_its_pages(post, colleague, client_of):
    """What stays shut is one answer for all, walked above; what only takes POST too."""
    user = colleague(post)
    client = client_of(user)
    mine = [url for view, initkwargs, url, __ in addresses() if url in posts_that_look() and is_open(view, initkwargs, user)]
    assert mine, "a post without a page has nothing to do"
    looked = {url: _answer(client, url) for url in mine if post in posts_that_look()[url]}
    assert {url: status for url, status in looked.items() if status not in (200, 302)} == {}


def test_a_row_that_is_not_there_is_not_found(colleague, client_of):
    """Each page of a row once, by the first post that may open it."""
    rights, clients, wrong = rights_by_post(), {}, []
    for view, initkwargs, url, has_row in addresses():
        post = next((post for post in Post if is_open(view, initkwargs, Rights(rights[post]))), None)
        if post and has_row and hasattr(view, "get"):
            clients[post] = clients.get(post) or client_of(colleague(post))
            if _answer(clients[post], url) not in (404, 302):
                wrong.append(url)
    assert wrong == []


def _answer(client, url):
    return client.get(url).status_code


def test_a_list_names_a_row_in_plain_text_when_its_page_is_shut(colleague, client_of):
    """The director reads categories, the product manager asks for changes of them."""
    category = Category.objects.create(name="Sleep", slug="sleep-well")
    link = f'href="/backoffice/catalog/categories/{category.pk}/edit/"'
    readers = [(post, client_of(colleague(post))) for post in (Post.DIRECTOR, Post.PRODUCT_MANAGER)]
    shown = {post: client.get("/backoffice/catalog/categories/").content.decode() for post, client in readers}
    assert all("Sleep" in page for page in shown.values())
    assert link in shown[Post.PRODUCT_MANAGER] and link not in shown[Post.DIRECTOR]


def test_an_act_that_is_done_is_not_offered_in_its_list(colleague, client_of):
    """A measure is confirmed once, by who carries it out."""
    warehouse, shipper = colleague(Post.WAREHOUSE_LEAD), colleague(Post.SHIPPER)
    measure = Measure.objects.create(complaint=make_complaint(), text="New boxes", owner=warehouse, due_on=clock.today())
    link = f'href="/backoffice/measures/{measure.pk}/done/"'
    assert link in client_of(warehouse).get("/backoffice/measures/").content.decode()
    assert link not in client_of(shipper).get("/backoffice/measures/").content.decode()
    Measure.objects.update(done_at=clock.now())
    assert link not in client_of(warehouse).get("/backoffice/measures/").content.decode()


def test_a_message_leads_only_where_its_reader_may_go(colleague):
    designer = colleague(Post.DESIGNER)
    assert may_follow(designer, "/backoffice/catalog/products/?view=mine")
    assert not may_follow(designer, "/backoffice/inventory/alerts/12/")
    assert not may_follow(designer, "/backoffice/no-such-page/")
