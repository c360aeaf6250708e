"""Every page of the back office × every post: nobody signs in, the wrong post is refused, the right post sees it."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from microstore.core.declarations import Post
from microstore.core.pages import registry
from microstore.core.pages.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silence():
    """Thousands of refusals are what this file is about; nobody reads their log lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


NO_SUCH = {"int": 987654321, "str": "no-such-row", "slug": "no-such-row"}


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


@pytest.mark.parametrize("post", Post, ids=lambda post: post.value)
def test_each_post_sees_its_pages_and_no_others(post, colleague, client_of):
    """200 on the pages of the post, 404 for rows that are not there, 403 elsewhere. What only takes POST is walked above."""
    user = colleague(post)
    client, wrong = client_of(user), []
    for view, initkwargs, url, has_row in addresses():
        if not hasattr(view, "get"):
            continue
        answer = _answer(client, url)
        right = (404, 302) if has_row else (200, 302)
        if not (answer in right if is_open(view, initkwargs, user) else answer == 403):
            wrong.append((url, answer))
    assert wrong == []


def _answer(client, url):
    return client.get(url).status_code
