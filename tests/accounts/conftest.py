"""Codes are caught instead of sent; posts hold their declared rights where a test asks for them."""

import pytest
from django.core.management import call_command

from tests.factories import accounts
from tests.factories.stores import make_open_store


@pytest.fixture(autouse=True)
def caught_codes(settings):
    settings.SIGN_IN_CODE_SENDER = "tests.factories.accounts.keep_code"
    accounts.sent.clear()


@pytest.fixture
def store(db):
    return make_open_store()


@pytest.fixture
def post_rights(db):
    call_command("sync_roles", verbosity=0)
