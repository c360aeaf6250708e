"""Colleagues of every post with their declared rights."""

import pytest
from django.core.management import call_command

from tests.factories.accounts import make_staff


@pytest.fixture
def colleague(db):
    """``colleague("director")`` → the signed-up user of that post."""
    call_command("sync_roles", verbosity=0)
    return lambda post: make_staff(post).user
