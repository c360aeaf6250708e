"""One process of the house: how it starts, how it is asked to stop, when it may start again."""

import contextlib
import os
import signal
import subprocess
import time

from . import processes

LOG_LIMIT = 10_000_000
CALM_SECONDS = 30
LONGEST_PAUSE = 10


class Child:
    """``order`` decides who stops first (low numbers first); ``patience`` is how long it may take to stop."""

    def __init__(self, name, command, *, environment, log, order=10, patience=10, stop_signal=signal.SIGTERM, **options):
        self.name, self.make_command, self.environment, self.log = name, command, environment, log
        self.order, self.patience, self.stop_signal = order, patience, stop_signal
        self.before_start = options.pop("before_start", None)
        self.niceness = options.pop("niceness", 0)
        self.options = options
        self.process, self.pause, self.next_start, self.starts = None, 0, 0.0, 0

    def start(self):
        if self.before_start:
            self.before_start()
        with self.open_log() as log:
            self.process = subprocess.Popen(
                [str(part) for part in self.make_command()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
                preexec_fn=processes.die_with_parent(self.stop_signal, self.niceness),  # noqa: PLW1509 - one thread, started from it
                **self.options,
            )
        self.started_at, self.starts = time.monotonic(), self.starts + 1

    def open_log(self):
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_LIMIT:
                self.log.replace(self.log.with_suffix(".old.log"))
        return self.log.open("ab")

    @property
    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def plan_restart(self):
        """Called once when it was found dead. At once the first time, then ever more slowly until it lives calmly again."""
        lived = time.monotonic() - self.started_at
        self.pause = 0.2 if lived > CALM_SECONDS or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.next_start = time.monotonic() + self.pause
        code, self.process = self.process.returncode, None
        return code

    @property
    def is_due(self):
        return self.process is None and time.monotonic() >= self.next_start

    def ask_to_stop(self, sign=None):
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, sign or self.stop_signal)

    def kill(self):
        """The whole group: a web master's workers go with it."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def wait(self, seconds):
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True
