"""The frame: menu by rights, one search for everything, the workbench, and every icon a page names."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from microstore.core import clock
from microstore.core.pages import ANY_STAFF, Hit, Queue, ViewPage, queues, registry, searching
from microstore.core.templatetags.ui import icon_names
from tests.architecture import code

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods(monkeypatch):
    provider = searching.Provider("Goods", "core.view_event", lambda text, user, limit: [
        Hit("Fish oil", "/backoffice/x/", text="HP0108", exact=text == "HP0108")], "box")  # fmt: skip
    monkeypatch.setattr(searching, "providers", [provider])


def test_search_finds_only_what_the_person_may_see(goods, person, client_of):
    assert b"Fish oil" in client_of(person("wu", "core.view_event")).get("/backoffice/search/?q=fish").content
    assert b"Fish oil" not in client_of(person("sun")).get("/backoffice/search/?q=fish").content


def test_a_scanned_number_opens_the_thing(goods, person, client_of):
    office = client_of(person("wu", "core.view_event"))
    assert office.get("/backoffice/search/?q=HP0108&open=1").url == "/backoffice/x/"
    assert office.get("/backoffice/search/?q=HP01&open=1").status_code == 200


def test_search_as_data(goods, person, client_of):
    answer = client_of(person("wu", "core.view_event")).get("/backoffice/search/?q=fish&as=json")
    assert answer.json()["groups"][0]["hits"][0] == {"title": "Fish oil", "text": "HP0108", "url": "/backoffice/x/", "icon": "doc"}


def test_the_menu_holds_only_pages_that_open(person, client_of):
    page = client_of(person("sun")).get("/backoffice/").content.decode()
    links = set(re.findall(r'class="nav-a" href="([^"]+)"', page))
    assert "/backoffice/system/events/" not in links and "/backoffice/approvals/" in links


def test_queues_stand_by_deadline(person, client_of, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(queues, "queues", [
        Queue("a", "Later", ANY_STAFF, lambda user: 2, "/a/"),
        Queue("b", "Soon", ANY_STAFF, lambda user: 1, "/b/", due=lambda user: now),
        Queue("c", "Empty", ANY_STAFF, lambda user: 0, "/c/"),
        Queue("d", "Closed", "core.view_event", lambda user: 5, "/d/"),
    ])  # fmt: skip
    answer = client_of(person("wu")).get("/backoffice/")
    assert [row["queue"].label for row in answer.context["queues"]] == ["Soon", "Later"]


def test_a_page_without_a_right_does_not_start():
    with pytest.raises(ImproperlyConfigured):
        type("Open", (ViewPage,), {"url": "open-to-all/", "name": "open-to-all", "__module__": __name__})
    assert registry.find("open-to-all") is None


def test_every_icon_is_in_the_sprite():
    """Icons named in declarations; a wrong name would draw a plain sheet of paper."""
    named = re.compile(r"(?<!, )\bicon\s*=\s*\"([\w-]+)\"|Menu\([^)]*icon=\"([\w-]+)\"")
    wrong = [
        f"{code.short(path)}: {name}"
        for path in code.app_modules() if "storefront" not in str(path)
        for name in map("".join, named.findall(path.read_text())) if name not in icon_names()
    ]  # fmt: skip
    assert wrong == []


def test_every_template_of_a_page_is_there():
    from django.template.loader import get_template

    for page in registry.all_pages:
        for panel in [*getattr(page, "panels", []), *getattr(page, "side", [])]:
            get_template(panel.template)
        if page.template:
            get_template(page.template)
