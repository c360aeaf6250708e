"""The shop that is broken: started as a user starts it, in a folder of its own, killed part by part, and asked from outside."""
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import time
import urllib.request

import psycopg2

from microstore.run import ports, processes
from microstore.run.say import CannotStart
from microstore.run.shop import ROOT
from tests.journeys.shop import Shop

OLDEST = "SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0) FROM core_delivery WHERE done_at IS NULL AND next_at <= now()"
TIMETABLE = """
    SELECT 1 FROM core_run
     WHERE task = 'orders.tasks.query_payments' AND started_at > to_timestamp(%s) AND succeeded_at > started_at
"""
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_INDEX_URL", "PIP_CONFIG_FILE")
READY_WITHIN = 900  # seconds; the first start fills a company
LOAD_ENDS_WITHIN = 200


class Running(Shop):
    """A shop that this drill started."""

    def __init__(self, var, process):
        super().__init__(var)
        self.process = process

    def is_ready(self):
        """The supervisor notes the address when the readiness page answers."""
        with contextlib.suppress(FileNotFoundError, ValueError, KeyError):
            return bool(self.note["url"]) and processes.is_alive(self.note["pid"])
        return False

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class House:
    def __init__(self, var):
        self.var, self.running, self.load = var, None, None
        self.diary = var / "drill.jsonl"

    def open(self):
        """Its ports are kept from one start to the next, as those of a real shop are."""
        self.var.mkdir(parents=True, exist_ok=True)
        note = ports.read_note(self.var / "drill.json") or {"port": ports.free_port(), "simulators": ports.pair_of_free_ports()}
        ports.write_note(self.var / "drill.json", note)
        self.port, self.simulators = note["port"], note["simulators"]
        self.start()

    def start(self):
        """``bin/run`` as from a shell of its own, until its readiness page answers."""
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {"MICROSTORE_VAR": str(self.var), "DEMO_YEAR": "false", "SIMULATORS_PORT": str(self.simulators)}
        with (self.var / "said.log").open("wb") as log:
            command = [ROOT / "bin/run", "--port", str(self.port)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        self.running = Running(self.var, process)
        processes.wait_until(lambda: process.poll() is not None or self.running.is_ready(), READY_WITHIN, 0.2)
        if not self.running.is_ready():
            raise CannotStart(f"The shop does not start; see {self.var / 'said.log'}")

    def close(self):
        if self.load and self.load.poll() is None:
            self.load.kill()
        if self.running:
            self.running.stop()
        processes.stop_leftovers(self.var)

    def begin_load(self, rate, pages, buyers):
        self.diary.write_text("")
        command = [ROOT / ".venv/bin/python", "-m", "bench.drill.stage", str(buyers)]
        staged = subprocess.run(command, cwd=ROOT, env=self.running.environment, stdout=subprocess.PIPE, check=True)
        stage = json.loads(staged.stdout)
        wish = {"port": self.port, "simulators": self.simulators, "rate": rate, "pages": pages, "diary": str(self.diary),
                "buyers": stage["buyers"], "paths": stage["pages"], "skus": stage["skus"]}  # fmt: skip
        self.load = subprocess.Popen([ROOT / ".venv/bin/python", "-m", "bench.drill.crowd"], cwd=ROOT, stdin=subprocess.PIPE, text=True)
        self.load.stdin.write(json.dumps(wish))
        self.load.stdin.close()

    def end_load(self):
        self.load.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.load.wait(LOAD_ENDS_WITHIN)

    def steps(self):
        """All that the crowd wrote down so far."""
        return [json.loads(line) for line in self.diary.read_text().splitlines() if line.endswith("}")]

    def kill(self, name):
        with contextlib.suppress(ProcessLookupError, KeyError):
            os.kill(self.running.pid_of(name), signal.SIGKILL)

    def kill_web_worker(self):
        os.kill(self.running.web_workers()[0], signal.SIGKILL)

    def kill_everything(self):
        """The supervisor first, so that it cannot mourn, then all it had started; then one start, and no other help."""
        os.kill(self.running.note["pid"], signal.SIGKILL)
        for pid in processes.marked(self.var):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.running.process.wait()
        self.start()

    def keep_down(self, name, seconds):
        """Killed again each time the supervisor has brought it back."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.kill(name)
            time.sleep(0.1)

    def behave(self, how, seconds=5):
        wish = json.dumps({"act": "behave", "how": how, "seconds": seconds}).encode()
        address = f"http://127.0.0.1:{self.simulators}/wechatpay/_control"
        urllib.request.urlopen(urllib.request.Request(address, wish, {"Content-Type": "application/json"}), timeout=10).close()

    def ask(self, sentence, *values):
        """Rows as the database gives them, over a connection of its own."""
        with contextlib.closing(psycopg2.connect(ports.read_note(self.var / "pg.json")["url"], connect_timeout=2)) as connection:
            cursor = connection.cursor()
            cursor.execute(sentence, values)
            return cursor.fetchall()

    def oldest_due(self):
        """Seconds that the oldest news waits for its reaction; None when nobody can tell."""
        with contextlib.suppress(psycopg2.Error, KeyError):
            return float(self.ask(OLDEST)[0][0])
        return None

    def timetable_ran(self, since):
        """Whether a task that beat sends every few seconds was begun after ``since`` and has succeeded."""
        with contextlib.suppress(psycopg2.Error, KeyError):
            return bool(self.ask(TIMETABLE, since))
        return False

    def provider(self, kind):
        """What the provider's own ledger holds, by number."""
        path = self.var / "simulators" / "wechatpay.sqlite3"
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as ledger:
            return {key: json.loads(body) for key, body in ledger.execute("SELECT key, body FROM doc WHERE kind = ?", (kind,))}
