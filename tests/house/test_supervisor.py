"""kill -9 on any part, or on everything at once, never blocks the next start and loses nothing."""
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from microstore.run import ports, processes, shop
from microstore.run.postgres import Postgres, binaries, everybody_may_enter, identity
from tests.architecture.code import ROOT

SERVERS = """
import os, sys
from pathlib import Path
from microstore.run.supervisor import Supervisor, Stopped
from microstore.run.postgres import Postgres
from microstore.run.processes import MARK
from microstore.run.say import CannotStart
var = Path(sys.argv[1])
try:
    with Supervisor(var) as supervisor:
        try:
            postgres = Postgres(var)
            postgres.prepare()
            supervisor.add_server("postgres", postgres, os.environ | {MARK: str(var)})
            postgres.ensure_database()
            print("up", flush=True)
            supervisor.watch()
        except Stopped:
            print("stopped", flush=True)
except CannotStart as reason:
    sys.exit(str(reason))
"""


class House:
    """A supervisor with an embedded PostgreSQL in a folder of its own."""

    def __init__(self, var):
        self.var, self.process = var, None

    def start(self):
        self.process = subprocess.Popen([sys.executable, "-c", SERVERS, self.var], cwd=ROOT, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)  # fmt: skip
        line = self.process.stdout.readline()
        assert line == "up\n", line
        return self

    def database(self):
        return psycopg2.connect(ports.read_note(self.var / "pg.json")["url"], connect_timeout=3)

    def execute(self, sentence):
        with contextlib.closing(self.database()) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(sentence)
            return cursor.fetchall() if cursor.description else None

    def answers(self):
        with contextlib.suppress(psycopg2.Error):
            self.database().close()
            return True
        return False

    def pids(self):
        note = json.loads((self.var / "run.json").read_text())
        return [note["pid"], *note["children"].values()]

    def stop(self):
        self.process.terminate()
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a house")
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.geteuid() and place != place.parent:
            place.chmod(place.stat().st_mode | 0o011)
    made = House(folder / "var")
    yield made.start()
    if made.process.poll() is None:
        made.stop()
    processes.stop_leftovers(made.var)


def test_killed_database_comes_back_with_everything(house):
    house.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(house.pids()[1], signal.SIGKILL)
    assert processes.wait_until(lambda: not house.answers(), 5)
    assert processes.wait_until(house.answers, 20)
    assert house.execute("SELECT one FROM kept") == [(1,)]


def test_everything_killed_at_once_starts_again_with_everything(house):
    house.execute("CREATE TABLE kept AS SELECT 1 AS one")
    for pid in house.pids():
        os.kill(pid, signal.SIGKILL)
    house.process.wait()
    house.start()
    assert house.execute("SELECT one FROM kept") == [(1,)]


def test_killed_supervisor_takes_its_children_along_and_starts_again(house):
    supervisor, postmaster = house.pids()
    os.kill(supervisor, signal.SIGKILL)
    assert processes.wait_until(lambda: not processes.is_alive(postmaster), 10)
    house.process.wait()
    house.start()
    assert house.execute("SELECT 1") == [(1,)]


def test_second_start_is_told_that_the_first_runs(house):
    done = subprocess.run([sys.executable, "-c", SERVERS, house.var], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Already running (process {house.process.pid})")
    assert house.answers()


def test_pid_file_of_a_stranger_does_not_stop_the_start(house):
    assert "stopped" in house.stop()
    (house.var / "pg/postmaster.pid").write_text(f"{os.getpid()}\n{house.var}/pg\n")
    house.start()
    assert house.answers()


def test_clean_stop_leaves_no_process(house):
    house.stop()
    assert processes.marked(house.var) == []


def test_taken_port_is_given_up_for_a_free_one(house):
    house.stop()
    import socket

    taken = ports.read_note(house.var / "pg.json")["port"]
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", taken))
        stranger.listen()
        house.start()
        assert ports.read_note(house.var / "pg.json")["port"] != taken
        assert house.answers()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives itself away")
def test_private_home_is_entered_by_capability_not_by_opening_it(tmp_path):
    tmp_path.chmod(0o700)
    inside = tmp_path / "pg"
    assert not everybody_may_enter(inside)
    prefix, keywords = identity(inside)
    assert prefix[0] == "setpriv"
    assert keywords == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives itself away")
def test_database_is_made_inside_a_private_home(tmp_path):
    tmp_path.chmod(0o700)
    (tmp_path / "programs").symlink_to(binaries())
    postgres = Postgres(tmp_path / "var", careless=True)
    postgres.var.mkdir()
    postgres.bin = tmp_path / "programs"
    postgres.prefix, postgres.identity = identity(postgres.data, postgres.bin)
    assert postgres.prepare().startswith("postgres://microstore:")
    assert (postgres.data / "PG_VERSION").read_text() == "18\n"
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_half_written_note_leaves_the_old_one_whole(tmp_path):
    note = tmp_path / "pg.json"
    ports.write_note(note, {"port": 1})
    note.with_suffix(".part").write_text("{")
    assert ports.read_note(note) == {"port": 1}
    assert note.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this kernel weighs no sessions")
def test_a_background_part_gives_way_to_other_sessions_too():
    """Each part is a session of its own, and niceness alone counts within one."""
    words = "import pathlib; print(pathlib.Path('/proc/self/autogroup').read_text())"
    told = subprocess.run([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True, start_new_session=True,
                          preexec_fn=processes.die_with_parent(signal.SIGTERM, 15))  # fmt: skip  # noqa: PLW1509
    assert told.stdout.strip().endswith("nice 15")


def test_zombie_counts_as_gone():
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not processes.is_alive(child.pid)
    child.wait()


def test_a_start_alone_makes_nothing_to_prepare(tmp_path, monkeypatch):
    monkeypatch.setattr(shop, "ROOT", tmp_path)
    (tmp_path / "manage.py").write_text("")
    before = shop.source_digest()
    (tmp_path / ".venv.lock").write_text("")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "run.json").write_text("{}")
    assert shop.source_digest() == before
    (tmp_path / "manage.py").write_text("edited")
    assert shop.source_digest() != before


GUEST = """
import subprocess, sys
from pathlib import Path
from microstore.run.supervisor import Supervisor
with Supervisor(Path(sys.argv[1])) as supervisor:
    guest = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    supervisor.guests.append(guest)
    supervisor.wait_for(lambda: False, 1.5)  # it ends while nobody asks for it
    print(guest.wait())
"""


def test_the_exit_code_of_a_guest_is_not_lost_to_the_burying(tmp_path):
    said = subprocess.run([sys.executable, "-c", GUEST, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert said.stdout.strip() == "3", said.stderr
