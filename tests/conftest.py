"""What all tests share: the real database and Redis, a frozen-free clock, a browser that runs anywhere."""
import os

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="also run the tests that take long")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--full"):
        return
    skip = pytest.mark.skip(reason="takes long: run with --full")
    for item in items:
        if "full" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached or counted."""
    from django.core.cache import cache

    cache.clear()
