"""Home and the papers of a store, and what a visitor chooses for how pages look."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.stores import make_open_store, publish_home

pytestmark = pytest.mark.django_db

PAPERS = ["/", "/c/", "/search/", "/about/", "/about/licences/", "/about/contact/", "/about/returns/", "/about/privacy/",
          "/about/terms/", "/help/"]


@pytest.fixture
def store():
    return make_open_store()


def test_every_page_shows_the_licences_the_phone_and_where_to_complain(client, store):
    """Rules EC-01, E01, E02, E05, E08, E09."""
    links = "/about/contact/#complaint", "/about/privacy/", "/about/terms/"
    wanted = ("business-kangxuan", "food-kangxuan", "400-000-0000", "12315", *links, "保健食品不是药物，")
    pages = {address: client.get(address).content.decode() for address in PAPERS}
    assert [(address, words) for address, text in pages.items() for words in wanted if words not in text] == []


def test_what_is_published_shows_on_the_next_request(client, store, django_capture_on_commit_callbacks):
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        publish_home(store, "今天 17 点前下单当天发出")
    assert "今天 17 点前下单当天发出" in client.get("/").content.decode()


def test_home_costs_no_query_while_it_is_kept(client, store):
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/")
    assert len(caught) == 0


def test_large_type_is_chosen_by_a_form_and_remembered(client, store):
    assert "data-large" not in client.get("/").content.decode()
    answer = client.post("/preferences/", {"large": "1", "next": "/c/"})
    assert answer.url == "/c/"
    assert "data-large" in client.get("/").content.decode()
    client.post("/preferences/", {"large": "0"})
    assert "data-large" not in client.get("/").content.decode()


def test_theme_and_language_are_remembered(client, store):
    client.post("/preferences/", {"theme": "dark", "language": "en"})
    text = client.get("/").content.decode()
    assert 'data-bs-theme="dark"' in text
    assert '<html lang="en"' in text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_choice_never_leads_elsewhere(client, store, elsewhere):
    assert client.post("/preferences/", {"large": "1", "next": elsewhere}).url == "/"


def test_nonsense_is_not_kept(client, store):
    client.post("/preferences/", {"theme": "pink", "large": "9", "language": "xx"})
    assert "theme" not in client.cookies
    assert "large" not in client.cookies


def test_a_choice_is_made_by_post_alone(client, store):
    assert client.get("/preferences/?large=1").status_code == 405
