"""The real product, started by ``bin/test`` as a user starts it: ``bin/run`` with a var, a database and ports of its own.

By hand, start ``bin/run`` and then ``JOURNEY_VAR=var pytest tests/journeys``.
"""

import json
import os
import subprocess
import time
from functools import cache
from pathlib import Path

from microstore.run.processes import is_alive

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 900
LATER = """
import sys, django
from datetime import timedelta
django.setup()
from django.utils.module_loading import import_string
from microstore.core import clock
with clock.shifted(timedelta(minutes=float(sys.argv[1]))):
    print(import_string(sys.argv[2])())
"""


class Shop:
    """A running shop: where it is, what its processes are, and how its timers are made to ring."""

    def __init__(self, var: Path):
        self.var = var

    @property
    def note(self) -> dict:
        return json.loads((self.var / "run.json").read_text())

    @property
    def url(self) -> str:
        return self.note["url"]

    @property
    def environment(self) -> dict:
        """What its own web server was started with."""
        pairs = Path(f"/proc/{self.note['children']['web']}/environ").read_bytes().split(b"\0")
        return dict(pair.decode().split("=", 1) for pair in pairs if b"=" in pair)

    @property
    def outside(self) -> str:
        """The page of the simulated world outside."""
        return self.environment["SIMULATORS_URL"]

    def manage(self, *words) -> subprocess.CompletedProcess:
        return self._python("manage.py", *words)

    def later(self, task: str, *, minutes: float) -> str:
        """What the timer does when that much time has passed. Only the clock of this one process is moved."""
        done = self._python("-c", LATER, str(minutes), task)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _python(self, *words):
        python = ROOT / ".venv" / "bin" / "python"
        return subprocess.run([python, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def pid_of(self, name: str) -> int:
        return self.note["children"][name]

    def web_workers(self) -> list[int]:
        """The processes that answer requests, without their master."""
        master = self.pid_of("web")
        return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


@cache
def running() -> Shop:
    """The shop of ``bin/test``, or the one named by hand, once it is ready."""
    shop = Shop(ROOT / os.environ.get("JOURNEY_VAR", "var"))
    end = time.monotonic() + READY_SECONDS
    while not _is_ready(shop):
        assert time.monotonic() < end, f"bin/run is not ready, see said.log in {shop.var}"
        time.sleep(0.3)
    return shop


def _is_ready(shop: Shop) -> bool:
    """The supervisor notes the address when the readiness page answers."""
    try:
        return bool(shop.note["url"]) and is_alive(shop.note["pid"])
    except (FileNotFoundError, ValueError, KeyError):
        return False
