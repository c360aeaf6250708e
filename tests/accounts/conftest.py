"""Codes are caught instead of sent."""

import pytest

from tests.factories import accounts
from tests.factories.stores import make_open_store


@pytest.fixture(autouse=True)
def caught_codes(settings):
    settings.SIGN_IN_CODE_SENDER = "tests.factories.accounts.keep_code"
    accounts.sent.clear()


@pytest.fixture
def store(db):
    return make_open_store()
