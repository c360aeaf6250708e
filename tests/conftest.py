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


@pytest.hookimpl(tryfirst=True)  # before the parallel run reads the groups
def pytest_collection_modifyitems(config, items):
    """Long ones wait for --full. Browser journeys go one after another: all in one group of the parallel run, the longest first."""
    skip = pytest.mark.skip(reason="takes long: run with --full")
    for item in items:
        if "full" in item.keywords and not config.getoption("--full"):
            item.add_marker(skip)
        if "page" in getattr(item, "fixturenames", ()) or "context" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached or counted."""
    from django.core.cache import cache

    from catalog import rendered

    cache.clear()
    rendered.forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
