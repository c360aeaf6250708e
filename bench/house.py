"""The shop and the floor side by side on servers of their own under var/bench, and the questions asked of them."""
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from microstore import env
from microstore.run import ports
from microstore.run.child import Child
from microstore.run.say import CannotStart, say
from microstore.run.shop import COMMANDS_MAY_TAKE, ROOT, Shop


class House(Shop):
    """The shop as ``bin/run`` starts it, without the year of orders, and the floor beside it."""

    def __init__(self, supervisor):
        env.HOST, env.PORT, env.SITE_URL_GIVEN = "127.0.0.1", ports.free_port(), ""
        super().__init__(supervisor, env)
        self.environment |= {"DEMO_YEAR": "false", "LOG_LEVEL": "ERROR"}
        self.floor_port = ports.free_port()

    def open(self):
        self.start_servers()
        self.settle_environment()
        self.prepare()
        self.start_simulators()
        self.fill_demo()
        self.start_web()
        self.wait_until_ready()
        self.start_floor()

    def open_shelf(self):
        """The servers and the demo's goods, for questions asked of the shop's own program."""
        self.start_servers()
        self.settle_environment()
        self.prepare()
        self.start_simulators()
        self.fill_demo()

    def start_floor(self):
        self.floor_environment = self.environment | {"DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
        if not self.postgres.execute("SELECT 1 FROM pg_database WHERE datname = 'floor'"):
            self.postgres.execute("CREATE DATABASE floor")
        subprocess.run([sys.executable, "-m", "bench.floor.fill"], cwd=ROOT, env=self.floor_environment, check=True)
        words = ["-m", "gunicorn", "bench.floor.wsgi", "--config", "microstore/run/gunicorn.py", "--bind", f"127.0.0.1:{self.floor_port}"]
        log = self.var / "log" / "floor.log"
        self.supervisor.add(Child("floor", lambda: [sys.executable, *words], environment=self.floor_environment, log=log, cwd=ROOT))
        self.supervisor.wait_for(lambda: answers(self.floor_port, "/cached/"), 30)

    def load(self, what, **wish):
        """Run the load generator in a process of its own."""
        return self.ask_module("bench.load", given={"what": what, **wish})

    def stage(self, *words):
        return self.ask_module("bench.stage", *words)

    def ask_module(self, module, *words, given=None):
        done = subprocess.run([sys.executable, "-m", module, *map(str, words)], cwd=ROOT, env=self.environment, text=True,
                              input=json.dumps(given) if given else None, stdout=subprocess.PIPE, check=True)  # fmt: skip
        return json.loads(done.stdout)

    def shelf_of(self, size):
        """The URL of a database with so many goods: a copy of the shop's own, which only grows. One that an earlier run left is
        brought up to date."""
        name = f"shelf_{size}"
        url = self.postgres.url(name)
        if self.postgres.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            words = [sys.executable, "manage.py", "migrate", "-v", "0"]
            subprocess.run(words, cwd=ROOT, env=self.environment | COMMANDS_MAY_TAKE | {"DATABASE_URL": url}, check=True)
            return url
        took = self.ask_module("bench.goods", size)
        say(f"{size} goods: {took}")
        if took["goods"] > size:
            raise CannotStart(f"{self.var} holds a shelf of {took['goods']} goods, which cannot shrink; move that folder away.")
        self.postgres.execute(f"CREATE DATABASE {name} TEMPLATE microstore STRATEGY file_copy")
        return url

    def memory(self):
        """PSS in MB of the two web workers, the preloaded master left out."""
        master = self.web().process.pid
        workers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and parent(entry.name) == master]
        return sum(pss(pid) for pid in workers) / 1024

    def cold_start(self):
        """Seconds from starting the web process to its first page."""
        port, begun = ports.free_port(), time.perf_counter()
        bind = ["--bind", f"127.0.0.1:{port}"]
        words = [sys.executable, "-m", "gunicorn", "microstore.wsgi", "--config", "microstore/run/gunicorn.py", *bind]
        process = subprocess.Popen(words, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        while not answers(port, "/healthz") and process.poll() is None:
            time.sleep(0.01)
        took = time.perf_counter() - begun
        process.terminate()
        process.wait()
        return took


def answers(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def pss(pid):
    """Kilobytes of memory that are this process's fair share."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
