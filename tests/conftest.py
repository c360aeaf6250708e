"""What all tests share: the real database and Redis, and a browser that runs anywhere."""
import gc
import os

import hypothesis
import pytest

hypothesis.settings.register_profile("unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("unhurried")  # the machine may be busy with other tests
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
gc.set_threshold(20_000, 20, 50)  # modules and tests stay; to look through them again and again cost a twentieth of the time
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


def pytest_collection_finish(session):
    gc.freeze()


STAYING = ("django_content_type", "auth_permission", "django_migrations")
"""Tables that describe the models, the same for every test."""


def rows_only(self, style, tables, **options):
    """What empties a database between tests that really commit: the rows of filled tables, not two hundred tables one by one.

    Triggers rest meanwhile, so that the order does not matter and books that refuse deletion are emptied too.
    """
    names = [name for name in tables if name not in STAYING]
    with self.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names))
        filled = [name for (name,) in cursor.fetchall()]
    deletions = [f'DELETE FROM "{name}"' for name in filled]  # noqa: S608  names of our own tables
    return ["SET session_replication_role = replica", *deletions, "SET session_replication_role = DEFAULT"] if filled else []


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """A test database that must be created is copied from one that has every migration already."""
    from django.db import connection

    from tests import template

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template.ready()


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", rows_only)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *given, **more: None)
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached or counted."""
    from django.core.cache import cache

    from catalog import rendered
    from marketing.services import live
    from microstore.core import norms, ratelimit
    from microstore.core.cache import ForgivingCache
    from orders import shelf

    ForgivingCache.resting_until = 0.0  # a slow moment of the test before is not this one's
    cache.clear()
    ratelimit.own_counts.clear()
    rendered.forget()
    live.start_empty()
    shelf.start_empty()
    norms.forget()


@pytest.fixture
def post_rights(db):
    """Posts hold their declared rights."""
    from django.core.management import call_command

    call_command("sync_roles", verbosity=0)


@pytest.fixture
def no_workers():
    """News and tasks wait: nothing goes on by itself meanwhile."""
    from microstore.celery import app

    before, app.conf.task_always_eager = app.conf.task_always_eager, False
    yield
    app.conf.task_always_eager = before


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
