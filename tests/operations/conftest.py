"""Posts hold their declared rights where a test asks for them."""

import pytest
from django.core.management import call_command


@pytest.fixture
def post_rights(db):
    call_command("sync_roles", verbosity=0)
