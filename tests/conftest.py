"""What all tests share: the real database and Redis, and a browser that runs anywhere."""
import os

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="also run the tests that take long")


def pytest_collection_modifyitems(config, items):
    """Long ones wait for --full. Whatever opens a browser is a browser test."""
    skip = pytest.mark.skip(reason="takes long: run with --full")
    for item in items:
        if "full" in item.keywords and not config.getoption("--full"):
            item.add_marker(skip)
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached or counted."""
    from django.core.cache import cache

    from catalog import rendered
    from marketing.services import live
    from microstore.core import norms, ratelimit
    from microstore.core.cache import ForgivingCache

    ForgivingCache.resting_until = 0.0  # a slow moment of the test before is not this one's
    cache.clear()
    ratelimit.own_counts.clear()
    rendered.forget()
    live.start_empty()
    norms.forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
