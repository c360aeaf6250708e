"""Queries per page, pinned. ``UPDATE_QUERY_COUNTS=1`` writes the file anew; a rise must be explained by its diff."""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from microstore.core.pages import ListPage, registry, shell

pytestmark = pytest.mark.django_db

FILE = Path(__file__).with_name("query_counts.json")
BUDGET = 20


def plain_pages():
    return sorted((page for page in registry.all_pages if not registry.parameters(page.url)), key=lambda page: page.name)


@pytest.fixture
def director(django_user_model, client_of, monkeypatch):
    """Sees everything; every menu count is warm, as it is in a working day, however long the tests take."""
    monkeypatch.setattr(shell, "COUNTED_FOR", 24 * 3600)
    client = client_of(django_user_model.objects.create_superuser("director"))
    client.get("/backoffice/")
    return client


def queries_of(client, page, enough=-1):
    """Of a page that was looked at before: the first look fills what is kept. It is the only one if it asks no more than ``enough``."""
    for _look in ("first", "second"):
        with CaptureQueriesContext(connection) as caught:
            client.get(page.get_url())
        if len(caught) <= enough:
            break
    return len(caught)


def test_no_page_asks_more_than_its_pinned_number(director):
    pinned, is_new = json.loads(FILE.read_text()), os.environ.get("UPDATE_QUERY_COUNTS")
    counts = {page.name: queries_of(director, page, -1 if is_new else pinned.get(page.name, -1)) for page in plain_pages()}
    if is_new:
        FILE.write_text(json.dumps(counts, indent=2) + "\n")
        pinned = counts
    assert {name: count for name, count in counts.items() if count > pinned.get(name, -1)} == {}


def test_every_list_keeps_the_budget():
    """As pinned, which the test above holds."""
    pinned = json.loads(FILE.read_text())
    lists = {page.name: pinned[page.name] for page in plain_pages() if issubclass(page, ListPage)}
    assert {name: count for name, count in lists.items() if count > BUDGET} == {}
