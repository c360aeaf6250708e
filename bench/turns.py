"""Shelves of three sizes asked the same in turns, page by page: other work on the machine, and what one process has better than the next,
meets all of them."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Asked:
    """A process of ``bench.growth`` over one database."""

    def __init__(self, environment):
        self.process = subprocess.Popen([sys.executable, "-m", "bench.growth"], cwd=ROOT, env=environment, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
        self.counts = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The process over one of the shelves ended: {self.process.wait()}")
        return json.loads(line)

    def time(self, kind: str, place: int) -> dict:
        self.process.stdin.write(json.dumps([kind, place]) + "\n")
        self.process.stdin.flush()
        return self.read()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(environments: dict[int, dict], rounds: int) -> dict[int, list[dict]]:
    """Size → a list of rounds, each kind of page → its times in ms. Each round has processes of its own."""
    found: dict[int, list[dict]] = {size: [] for size in environments}
    for _ in range(rounds):
        asked = {size: Asked(environment) for size, environment in environments.items()}
        for size, times in in_turns(asked).items():
            found[size].append({kind: summary(each) for kind, each in times.items()})
        for each in asked.values():
            each.close()
    return found


def in_turns(asked: dict[int, Asked]) -> dict[int, dict[str, list[dict]]]:
    counts = next(iter(asked.values())).counts
    times: dict[int, dict[str, list[dict]]] = {size: {kind: [] for kind in counts} for size in asked}
    for kind, count in counts.items():
        for place in range(count):
            for size, each in asked.items():
                times[size][kind].append(each.time(kind, place))
    return times


def summary(times: list[dict]) -> dict[str, float]:
    clock = sorted(one["clock"] * 1000 for one in times)
    return {"p50": statistics.median(clock), "p95": clock[int(len(clock) * 0.95)],
            "processor": statistics.median(one["processor"] * 1000 for one in times)}  # fmt: skip
