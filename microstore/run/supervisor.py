"""Starts the children, restarts whatever dies, stops all in order: first who takes requests, last the database."""

import contextlib
import fcntl
import os
import signal
import time
from itertools import groupby

from . import ports, processes
from .child import Child
from .say import CannotStart, complain

FATAL_STARTS = 5


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


class Supervisor:
    """Owns ``var/run.lock`` as long as it lives; a second start with the same ``var`` is told so."""

    def __init__(self, var):
        self.var, self.children, self.stopping = var, [], False
        self.guests = []  # Popen objects that somebody else starts and asks for their exit code

    def __enter__(self):
        self.var.mkdir(parents=True, exist_ok=True)
        (self.var / "log").mkdir(exist_ok=True)
        self.lock = (self.var / "run.lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = ports.read_note(self.var / "run.json")
            raise CannotStart(f"Already running (process {running.get('pid')}): {running.get('url', '')}") from None
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self.on_signal)
        processes.adopt_orphans()
        processes.stop_leftovers(self.var)
        self.note(url="")
        return self

    def __exit__(self, kind, error, trace):
        self.stop()
        (self.var / "run.json").unlink(missing_ok=True)
        self.lock.close()

    def note(self, **facts):
        pids = {child.name: child.process.pid for child in self.children if child.is_alive}
        ports.write_note(self.var / "run.json", {"pid": os.getpid(), "children": pids, **facts})
        self.facts = facts

    def on_signal(self, number, frame):
        """The first signal stops in order; a second one while stopping makes haste."""
        if not self.stopping:
            self.stopping = True
            raise Stopped
        for child in self.children:
            if child.order < 50:
                child.kill()

    def add(self, child):
        self.children.append(child)
        child.start()
        self.note(**self.facts)
        return child

    def add_server(self, name, server, environment):
        """An embedded server, and wait until it answers."""
        identity = getattr(server, "identity", {})
        child = self.add(
            Child(
                name,
                server.command,
                environment=environment,
                log=self.var / "log" / f"{name}.log",
                order=60,
                patience=60,
                stop_signal=server.stop_signal,
                before_start=server.clean,
                cwd="/",
                **identity,
            )
        )
        if not self.wait_for(server.answers, 90, child):
            raise CannotStart(f"{name} does not start; see {child.log}")

    def wait_for(self, holds, seconds, child=None):
        """Wait while minding the children; False when time is up or ``child`` died too often."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return True
            self.mind()
            if child and child.starts > FATAL_STARTS:
                return False
            time.sleep(0.05)
        return False

    def mind(self):
        """One round: note who died, start who is due, bury adopted orphans."""
        for child in self.children:
            if child.process is not None and not child.is_alive:
                code = child.plan_restart()
                complain(f"{child.name} ended ({describe(code)}); starting it again. Its log: {child.log}")
            elif child.is_due:
                child.start()
                self.note(**self.facts)
        self.bury()

    def bury(self):
        """Reap adopted grandchildren; our own children and guests are left to their Popen."""
        waiting = [guest for guest in self.guests if guest.poll() is None]
        own = {child.process.pid for child in self.children if child.process} | {guest.pid for guest in waiting}
        with contextlib.suppress(ChildProcessError):
            while found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if found.si_pid in own:
                    return
                os.waitpid(found.si_pid, os.WNOHANG)

    def watch(self):
        while True:
            self.mind()
            time.sleep(0.25)

    def stop(self):
        self.stopping = True
        ordered = sorted(self.children, key=lambda child: child.order)
        for _, together in groupby(ordered, key=lambda child: child.order):
            self.stop_together(list(together))

    def stop_together(self, children):
        for child in children:
            child.ask_to_stop()
        for child in children:
            if not child.wait(child.patience):
                complain(f"{child.name} does not stop by itself; ending it")
                child.kill()
                child.wait(5)


def describe(code):
    return signal.Signals(-code).name if code < 0 else f"code {code}"
