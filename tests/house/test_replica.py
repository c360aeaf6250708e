"""Reports and figures are served by a streaming replica, made of the embedded server's own programs; without it the database answers."""

import shutil
import signal
import subprocess
import time

import pytest
from django.db import DatabaseError, connection, connections

from inventory.models import Warehouse
from microstore.core import replica
from microstore.run import ports, postgres

pytestmark = [pytest.mark.usefixtures("standby"), pytest.mark.django_db(transaction=True, databases="__all__")]
WAIT = 60


class Copy:
    """A standby of the database under test, streaming from it."""

    def __init__(self, folder):
        told = connection.settings_dict
        self.folder, self.port, self.bin = folder, ports.free_port(), postgres.binaries()
        folder.mkdir(mode=0o700)
        self.prefix, self.identity = postgres.identity(folder, self.bin)
        if self.prefix or self.identity:
            shutil.chown(folder, postgres.NOBODY, postgres.NOBODY)
        where = f"host={told['HOST']} port={told['PORT']} user={told['USER']} password={told['PASSWORD']}"
        self.do("pg_basebackup", f"--dbname={where}", f"--pgdata={folder}", "--write-recovery-conf", "--checkpoint=fast")
        self.server = None

    def do(self, program, *words):
        command = [*self.prefix, self.bin / program, *words]
        subprocess.run(command, cwd="/", check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, **self.identity)

    def start(self):
        with connection.cursor() as cursor:
            cursor.execute("SHOW max_connections")  # a standby must allow at least as many as the server it follows
            most = cursor.fetchone()[0]
        settings = {"max_connections": most, "unix_socket_directories": "", "listen_addresses": "127.0.0.1", "hot_standby_feedback": "on"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [*self.prefix, self.bin / "postgres", "-D", self.folder, "-p", str(self.port), *options]
        self.server = subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.identity)

    def stop(self):
        if self.server:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(60)
            self.server = None


def until(true, what):
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.2)
    raise AssertionError(what)


def fit() -> bool:
    replica.forget()
    return replica.is_fit()


def counted() -> int:
    with replica.reading():
        return Warehouse.objects.count()


def answers_from() -> str:
    with replica.reading():
        return Warehouse.objects.all().db


@pytest.fixture(scope="module")
def standby(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy that does not run yet, and the name under which it will be asked."""
    with django_db_blocker.unblock():
        copy = Copy(tmp_path_factory.mktemp("replica") / "data")
        told = connection.settings_dict | {"PORT": copy.port, "HOST": "127.0.0.1", "CONN_MAX_AGE": 0, "OPTIONS": {"connect_timeout": 2}}
        connections.settings[replica.ALIAS] = told | {"TEST": told["TEST"] | {"MIRROR": "default"}}
    yield copy
    del connections.settings[replica.ALIAS]
    copy.stop()


@pytest.fixture
def copy(standby):
    standby.start()
    until(fit, "the replica never became fit")
    yield standby
    connections[replica.ALIAS].close()
    standby.stop()
    replica.forget()


def test_without_a_replica_that_answers_the_database_does():
    replica.forget()
    assert answers_from() == "default"


def test_what_is_written_is_reported_by_the_replica_a_moment_later(copy):
    Warehouse.objects.create(code="W1", name="华东仓", region="310000")
    assert answers_from() == replica.ALIAS
    until(lambda: counted() == 1, "the row never came through")
    with connections[replica.ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        assert cursor.fetchone() == (True,)


def test_outside_of_reports_the_database_itself_answers(copy):
    assert Warehouse.objects.all().db == "default"


def test_the_figures_of_the_morning_come_from_the_replica(copy, django_assert_num_queries):
    from operations.figures import _sold
    from tests.factories.accounts import make_staff

    user = make_staff("director").user
    with django_assert_num_queries(2, using=replica.ALIAS):
        assert _sold(user).week_ago_count == 0


def test_nothing_can_be_written_to_the_replica(copy):
    with pytest.raises(DatabaseError):
        Warehouse.objects.using(replica.ALIAS).create(code="W2", name="北仓", region="110000")


def test_a_replica_that_falls_behind_is_not_asked(copy, monkeypatch):
    with connections[replica.ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_wal_replay_pause()")
    monkeypatch.setattr(replica, "BEHIND_AT_MOST", 0.5)
    Warehouse.objects.create(code="W3", name="西仓", region="510000")
    until(lambda: not fit(), "it was asked although it was behind")
    assert answers_from() == "default" and counted() == Warehouse.objects.count()
    with connections[replica.ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_wal_replay_resume()")
    until(fit, "it never caught up")


def test_a_dead_replica_costs_nothing_but_its_help(copy):
    copy.stop()
    connections[replica.ALIAS].close()
    replica.forget()
    assert answers_from() == "default"
    assert counted() == Warehouse.objects.count()
