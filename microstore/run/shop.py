"""The whole shop: what its environment is, which processes it has, what is done before they start."""

import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from . import ports
from .child import Child
from .postgres import Postgres
from .processes import MARK, die_with_parent
from .say import CannotStart, say
from .valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_SOURCES = {".git", ".venv", ".venv.lock", "var", "__pycache__", "LC_MESSAGES", "tests", "docs", "bench"}
WORKER = ["--pool", "threads", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
WORKERS_MAY_TAKE = {"DB_STATEMENT_TIMEOUT_SECONDS": "300", "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
COMMANDS_MAY_TAKE = {"DB_STATEMENT_TIMEOUT_SECONDS": "0"}


class Shop:
    """``given`` is what the person said by flags, environment and .env; the rest is worked out or made up once and kept."""

    def __init__(self, supervisor, given):
        self.supervisor, self.given, self.var = supervisor, given, supervisor.var
        self.environment = os.environ | {
            "PYTHONUNBUFFERED": "1",
            "MICROSTORE_VAR": str(self.var),
            MARK: str(self.var),
        }

    def run(self):
        self.refuse_taken_port()
        self.start_servers()
        self.settle_environment()
        self.prepare()
        self.start_simulators()
        self.fill_demo()
        self.start_web()
        self.wait_until_ready()
        self.start_workers()
        self.tell()
        self.supervisor.watch()

    def refuse_taken_port(self):
        if not ports.is_free(self.given.PORT, self.given.HOST):
            raise CannotStart(f"Port {self.given.PORT} is in use by another program; choose one with --port.")

    def start_servers(self):
        """The embedded servers, each only where no address of another one was given."""
        self.postgres = None
        if not self.given.DATABASE_URL_GIVEN:
            self.postgres = Postgres(self.var)
            self.environment["DATABASE_URL"] = self.postgres.prepare()
            self.supervisor.add_server("postgres", self.postgres, self.environment)
            self.postgres.ensure_database()
        if not self.given.REDIS_URL_GIVEN:
            valkey = Valkey(self.var)
            self.environment["REDIS_URL"] = valkey.prepare()
            self.supervisor.add_server("valkey", valkey, self.environment)

    def settle_environment(self):
        """Without a SITE_URL this is the demo: a secret is made up and kept, this machine's own names are its hosts."""
        self.url = self.given.SITE_URL_GIVEN or f"http://{address(self.given.HOST)}:{self.given.PORT}"
        self.is_demo = self.given.DEMO if "DEMO" in os.environ or self.given.SITE_URL_GIVEN else True
        self.environment |= {"SITE_URL": self.url, "DEMO": str(self.is_demo).lower()}
        if self.is_demo:
            self.environment.setdefault("SECRET_KEY", self.kept_secret())
            self.environment.setdefault("ALLOWED_HOSTS", ",".join(own_names(self.given.HOST)))
            self.simulators_port = self.given.SIMULATORS_PORT or self.kept_port()
            self.environment["SIMULATORS_URL"] = f"http://{address(self.given.HOST)}:{self.simulators_port}"
            self.environment.setdefault("SIMULATOR_PUBLIC_URL", f"http://{public_address(self.given.HOST)}:{self.simulators_port}")
            self.environment.setdefault("LOG_FORMAT", "console")

    def kept_secret(self):
        note = ports.read_note(self.var / "secrets.json") or {"secret_key": secrets.token_urlsafe(50)}
        ports.write_note(self.var / "secrets.json", note)
        return self.given.SECRET_KEY or note["secret_key"]

    def kept_port(self):
        """The same port at each start when it can be: tests and people keep its address."""
        note = ports.read_note(self.var / "simulators.json") or {"port": 8010}
        if not (ports.is_free(note["port"]) and ports.is_free(note["port"] + 1)):  # the mail server stands one above
            note["port"] = ports.free_port()
        ports.write_note(self.var / "simulators.json", note)
        return note["port"]

    def prepare(self):
        """Messages (before any process reads them), static files, migrations, rights. Nothing when no file has changed."""
        sources = source_digest()
        note = self.var / "prepared"
        if not self.postgres or not note.exists() or note.read_text() != sources:
            say("Preparing: messages, static files, database …")
            self.manage("prepare")
            note.write_text(sources)

    def fill_demo(self):
        """The demo company, once. One that was cut off half way is begun again in an empty database of our own."""
        if not self.is_demo or (self.var / "demo.done").exists():
            return
        if (self.var / "demo.begun").exists() and self.postgres:
            say("The demo company was cut off half way; beginning again.")
            self.postgres.empty_database()
            self.manage("prepare")
        (self.var / "demo.begun").touch()
        say("Filling the demo company, the first time only (a minute or so) …")
        self.manage("seed_demo", "--if-empty")
        (self.var / "demo.done").touch()

    def manage(self, *words):
        """A command that must succeed; meanwhile the servers are minded."""
        environment = self.environment | COMMANDS_MAY_TAKE
        command = [sys.executable, "manage.py", *words]
        log = self.var / "log" / "prepare.log"
        with log.open("ab") as file:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                                       preexec_fn=die_with_parent(signal.SIGTERM))  # fmt: skip
            self.supervisor.guests.append(process)
            try:
                self.supervisor.wait_for(lambda: process.poll() is not None, 3600)
            finally:
                process.terminate()
        if process.wait():
            raise CannotStart(f"manage.py {words[0]} failed: {last_line(log)} (all of it: {log})")

    def start_simulators(self):
        if self.is_demo:
            words = ["manage.py", "simulators", "--host", self.given.HOST, "--port", str(self.simulators_port)]
            self.child("simulators", words, order=20, patience=3)

    def start_web(self):
        bind = f"[{self.given.HOST}]" if ":" in self.given.HOST else self.given.HOST
        web = ["-m", "gunicorn", "microstore.wsgi", "--config", "microstore/run/gunicorn.py", "--bind", f"{bind}:{self.given.PORT}"]
        self.child("web", web, order=10, patience=12)

    def start_workers(self):
        quick = ["-m", "celery", "-A", "microstore", "worker", "-n", "quick@%h", "-Q", "events,outside,default", "-c", "4", *WORKER]
        slow = ["-m", "celery", "-A", "microstore", "worker", "-n", "slow@%h", "-Q", "slow", "-c", "1", *WORKER]
        beat = ["-m", "celery", "-A", "microstore", "beat", "-s", str(self.var / "beat"), "--pidfile=", "--loglevel", "WARNING"]
        self.child("worker", quick, order=30, niceness=5, **WORKERS_MAY_TAKE)
        self.child("worker-slow", slow, order=30, patience=3, niceness=15, stop_signal=signal.SIGQUIT, **WORKERS_MAY_TAKE)
        self.child("beat", beat, order=20, patience=5)

    def child(self, name, words, *, order, patience=10, stop_signal=signal.SIGTERM, niceness=0, **extra):
        self.supervisor.add(
            Child(
                name,
                lambda: [sys.executable, *words],
                environment=self.environment | extra,
                log=self.var / "log" / f"{name}.log",
                order=order,
                patience=patience,
                stop_signal=stop_signal,
                niceness=niceness,
                cwd=ROOT,
            )
        )

    def wait_until_ready(self):
        if not self.supervisor.wait_for(self.is_ready, 60, self.web()):
            raise CannotStart(f"The shop does not answer; see {self.var / 'log' / 'web.log'}")

    def own_name(self):
        names = self.environment.get("ALLOWED_HOSTS") or ",".join(self.given.ALLOWED_HOSTS) or "127.0.0.1"
        return names.split(",")[0].strip().lstrip(".")

    def web(self):
        return next(child for child in self.supervisor.children if child.name == "web")

    def is_ready(self):
        host = "127.0.0.1" if self.given.HOST in ("0.0.0.0", "::") else self.given.HOST
        request = urllib.request.Request(f"http://{address(host)}:{self.given.PORT}/readyz", headers={"Host": self.own_name()})
        try:
            with urllib.request.urlopen(request, timeout=3) as answer:
                return json.load(answer)["ready"]
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def tell(self):
        self.supervisor.note(url=self.url)
        say("")
        say(f"  Shop          {self.url}/")
        say(f"  Back office   {self.url}/backoffice/")
        if self.is_demo:
            say(f"  Outside world {self.environment['SIMULATORS_URL']}/   (payment, parcels, SMS codes: simulated)")
            for line in sign_ins(self.var / "sign-ins.json"):
                say(line)
        say("\nStop with Ctrl-C. Logs: " + str(self.var / "log"))


def address(host):
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"[{host}]" if ":" in host else host


def public_address(host):
    """Where a phone in the same network reaches us: pay pages are opened there."""
    return lan_address() if host in ("0.0.0.0", "::") else address(host)


def lan_address():
    """Our address on the way out; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]


def own_names(host):
    """The names and addresses this machine answers to; all of them only when it listens to all."""
    names = {"127.0.0.1", "localhost", "[::1]", address(host)}
    if host in ("0.0.0.0", "::"):
        names.add(socket.gethostname())
        names |= {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        names.add(lan_address())
    return sorted(names)


def source_digest():
    """Name, size and time of every file of the project and its packages' list: anything edited means preparing again."""
    told = hashlib.sha256()
    for folder, inner, files in os.walk(ROOT):
        inner[:] = sorted(name for name in inner if name not in NOT_SOURCES)
        for name in sorted(set(files) - NOT_SOURCES):
            facts = os.stat(os.path.join(folder, name))
            told.update(f"{folder}/{name}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return told.hexdigest()


def last_line(log):
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "no output"


def sign_ins(path):
    """The table of demo sign-ins, one per post, as the demo company wrote it down."""
    people = ports.read_note(path)
    if not people:
        return
    rows = [("post", "user name", "password"), *((row["post"], row["username"], row["password"]) for row in people)]
    yield ""
    for post, username, password in rows:
        yield f"  {username:<14}{password:<14}{post}"
