"""bin/test: own servers under ``var/test``, a browser, then pytest. Other words on the line go to pytest as they are.

The browsers visit one shop, started for them as a user starts it: journeys, then a look at every page. All other tests run beside them
and take what they leave of the processors: who waits for a browser is not made to wait longer, and the end is not one process alone.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from microstore import env

from . import ports
from .postgres import Postgres
from .processes import MARK, give_way
from .say import CannotStart, complain, say
from .shop import ROOT
from .supervisor import Stopped, Supervisor
from .valkey import Valkey

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
BROWSER_PACKAGES = ("chromium-headless-shell", "chromium")  # the first costs half the processor time
HOW_TO_INSTALL = "No Chromium found, so browser journeys are left out. On Debian: apt-get install chromium-headless-shell fonts-noto-cjk"
JOURNEYS, AXE = "tests/journeys", "tests/axe"
SHOP_IS_FOR = ("tests", "browser", JOURNEYS, AXE)
NO_TESTS = 5  # pytest's exit code when its part of the words matched nothing
IN_TWO = ["-n", "2"]  # processes of tests; the browsers mostly wait
GIVING_WAY = 10  # niceness of these tests; the shop's own worker has 5
ORDERS = "80"  # of the last weeks in the shop that browsers visit
SILENT_FOR = 16 * 60  # seconds, more than it takes to open; a browser that hangs for good is started once more, never a test that failed


def browser():
    """The program to drive, or None. As root on Debian a missing one is installed."""
    found = find_browser()
    if not found and can_install():
        say("Installing Chromium for the browser journeys …")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        for package in BROWSER_PACKAGES:
            subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", package, "fonts-noto-cjk"], check=False, **quiet)
            if found := find_browser():
                break
    return found


def can_install():
    return os.geteuid() == 0 and Path("/etc/debian_version").exists()


def find_browser():
    """The first that really starts: Ubuntu's own chromium is often only a signpost to a snap."""
    named = os.environ.get("CHROMIUM")
    for path in filter(None, [named, *map(shutil.which, BROWSERS)]):
        command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--version"]
        if subprocess.run(command, capture_output=True, timeout=60).returncode == 0:
            return path
    return None


def start_servers(supervisor, environment):
    """Throw-away servers; those named in the environment are used instead when there are any."""
    if not env.DATABASE_URL_GIVEN:
        postgres = Postgres(supervisor.var, careless=True)
        environment["DATABASE_URL"] = postgres.prepare()
        supervisor.add_server("postgres", postgres, environment)
        postgres.ensure_database()
    if not env.REDIS_URL_GIVEN:
        valkey = Valkey(supervisor.var, careless=True)
        environment["REDIS_URL"] = valkey.prepare()
        supervisor.add_server("valkey", valkey, environment)


def run(supervisor, words):
    environment = os.environ | {"MICROSTORE_VAR": str(supervisor.var), MARK: str(supervisor.var)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # many processes begin here: each would compile everything again
    start_servers(supervisor, environment)
    subprocess.run([sys.executable, "manage.py", "translations", "--compile"], cwd=ROOT, env=environment, check=True)
    with ThreadPoolExecutor(1) as aside:
        coming = aside.submit(browser)
        if names_tests(words):
            with_shop = is_here(coming, environment) and any(word in SHOP_IS_FOR for word in map(folder, words))
            return run_named(supervisor, words, environment, with_shop=with_shop)
        return run_beside_each_other(supervisor, words, environment, coming)


def is_here(coming, environment):
    """Whether there is a browser, once that is known. Tells the tests which."""
    if found := coming.result():
        environment["CHROMIUM"] = found
    elif os.environ.get("CI"):
        raise CannotStart(HOW_TO_INSTALL.replace(", so browser journeys are left out", ", and CI needs it"))
    else:
        complain(HOW_TO_INSTALL)
    return bool(found)


def names_tests(words):
    """Whether the caller says which tests or how many at once: then it is one plain run."""
    return any(word.startswith(("-n", "-m", "tests/")) for word in words)


def folder(word):
    """``tests/journeys`` of any file in it."""
    return "/".join(word.split("::")[0].rstrip("/").split("/")[:2])


def run_named(supervisor, words, environment, *, with_shop):
    shop = Shop(supervisor, environment) if with_shop else None
    try:
        return finish(supervisor, start(supervisor, words, environment | (shop.environment if shop else {})))
    finally:
        if shop:
            shop.end()


def run_beside_each_other(supervisor, words, environment, coming):
    """One shop for all browsers. They write to files, as the other tests speak meanwhile; what they said is shown last. To install a
    browser takes a minute, in which the rest begins."""
    groups, ended = [], []
    shop = Shop(supervisor, environment) if find_browser() or can_install() else None
    try:
        others = Others(supervisor, [*IN_TWO, f"--ignore={JOURNEYS}", f"--ignore={AXE}", *words], environment)
        groups.append(others)
        parts = []
        if is_here(coming, environment) and shop:
            for name, tests in (("journeys", JOURNEYS), ("axe", AXE)):
                parts.append(Part(supervisor, name, [tests, *words], environment | shop.environment))
                groups.append(parts[-1])
                ended.append(parts[-1].finish())
        ended.append(finish(supervisor, others.process))
        for part in parts:
            say(part.said.read_text(errors="replace"))
    finally:
        for group in [*groups, *filter(None, [shop])]:
            group.end()
    return next((code for code in ended if code not in (0, NO_TESTS)), 0)


class Group:
    """A process with all its children, which end together."""

    process = None

    def end(self):
        """Nothing of the group is left; a shop is given time to stop in order."""
        for stop in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, stop)
            except ProcessLookupError:
                break
            self.supervisor.wait_for(lambda: not has_members(self.process.pid), 40)
        self.process.wait()


class Others(Group):
    """The tests that need no browser. They speak as they go."""

    def __init__(self, supervisor, words, environment):
        self.supervisor = supervisor
        self.process = start(supervisor, words, environment, start_new_session=True, preexec_fn=partial(give_way, GIVING_WAY))


class Shop(Group):
    """``bin/run`` as from a shell of its own, with a demo of few orders. ``environment`` tells tests where it is."""

    PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_INDEX_URL", "PIP_CONFIG_FILE")

    def __init__(self, supervisor, environment):
        self.supervisor, var = supervisor, supervisor.var / "journeys"
        port, simulators = ports.free_port(), ports.pair_of_free_ports()
        own = {name: environment[name] for name in self.PASSED_ON if name in environment}
        own |= {"MICROSTORE_VAR": str(var), "DEMO_YEAR": "false", "DEMO_ORDERS": ORDERS, "SIMULATORS_PORT": str(simulators)}
        var.mkdir(parents=True, exist_ok=True)
        with (var / "said.log").open("wb") as said:
            self.process = subprocess.Popen(
                [ROOT / "bin" / "run", "--port", str(port)], cwd=ROOT, env=own, stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        supervisor.guests.append(self.process)
        self.environment = {"JOURNEY_VAR": str(var)}


class Part(Group):
    """A part of the tests that runs in a process group of its own. A browser that hangs for good is ended, and the part begun once more."""

    def __init__(self, supervisor, name, words, environment):
        self.supervisor, self.words, self.environment = supervisor, words, environment
        self.silent_for = SILENT_FOR * (4 if "--full" in words else 1)
        self.said = supervisor.var / "log" / f"{name}-tests.log"
        self.said.parent.mkdir(parents=True, exist_ok=True)
        self.begin()

    def begin(self):
        with self.said.open("w") as file:
            self.process = start(
                self.supervisor, self.words, self.environment, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
            )

    def finish(self):
        """The exit code."""
        if self.is_over():
            return self.process.returncode
        complain("The browser hangs; this part begins once more.")
        self.begin()
        return self.process.returncode if self.is_over() else 1

    def is_over(self):
        try:
            self.supervisor.wait_for(lambda: self.process.poll() is not None or self.is_silent(), 6 * 3600)
            return self.process.poll() is not None
        finally:
            self.end()

    def is_silent(self):
        """Whether no test ended for so long that the browser must hang."""
        return time.time() - self.said.stat().st_mtime > self.silent_for


def has_members(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def start(supervisor, words, environment, **where):
    process = subprocess.Popen([sys.executable, "-m", "pytest", *words], cwd=ROOT, env=environment, **where)
    supervisor.guests.append(process)
    return process


def finish(supervisor, process):
    try:
        supervisor.wait_for(lambda: process.poll() is not None, 6 * 3600)
    finally:
        process.terminate()
    return process.wait()


def main():
    try:
        with Supervisor(env.VAR / "test") as supervisor:
            try:
                return run(supervisor, sys.argv[1:])
            except Stopped:
                return 130
    except Stopped:
        return 130
    except CannotStart as reason:
        complain(str(reason))
        return 1


if __name__ == "__main__":
    sys.exit(main())
