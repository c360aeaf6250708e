"""The real product, started as a user starts it: ``bin/run`` with a var, a database and ports of its own.

JOURNEY_SHOP=http://127.0.0.1:8200 JOURNEY_VAR=var uses one that runs already and leaves it running.
"""

import json
import os
import subprocess
import time
from functools import cache
from pathlib import Path

from microstore.run.ports import free_port, is_free
from microstore.run.processes import is_alive

ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_INDEX_URL", "PIP_CONFIG_FILE")
READY_SECONDS = 420
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

    def __init__(self, var: Path, process=None):
        self.var, self.process = var, process

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

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(60)
        self.process = None


@cache
def running() -> Shop:
    """One for all journeys of this test process."""
    if os.environ.get("JOURNEY_SHOP"):
        return Shop(ROOT / os.environ.get("JOURNEY_VAR", "var"))
    var = Path(os.environ.get("MICROSTORE_VAR", ROOT / "var" / "test")).resolve() / "journeys"
    return start(var, port=free_port(), simulators_port=pair_of_ports())


def start(var: Path, *, port: int, simulators_port: int) -> Shop:
    """``bin/run``, as from a shell of its own, until it is ready."""
    var.mkdir(parents=True, exist_ok=True)
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment |= {"MICROSTORE_VAR": str(var), "DEMO_YEAR": "false", "SIMULATORS_PORT": str(simulators_port)}
    said = var / "said.log"
    with said.open("wb") as log:
        command = [ROOT / "bin" / "run", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    shop = Shop(var, process)
    end = time.monotonic() + READY_SECONDS
    while not _is_ready(shop):
        assert process.poll() is None, f"bin/run ended: {said.read_text()}"
        assert time.monotonic() < end, f"bin/run is not ready: {said.read_text()}"
        time.sleep(0.3)
    return shop


def pair_of_ports() -> int:
    """The simulated mail server stands one above the others."""
    while not is_free((port := free_port()) + 1):
        pass
    return port


def _is_ready(shop: Shop) -> bool:
    """The supervisor notes the address when the readiness page answers."""
    try:
        return bool(shop.note["url"]) and is_alive(shop.note["pid"])
    except (FileNotFoundError, ValueError, KeyError):
        return False
