"""The budgets, what was measured against them, and the page that says so."""
import os
import platform
import statistics
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass
class Budget:
    """One line of the table. ``measured`` is what people read, ``is_met`` the verdict."""

    what: str
    budget: str
    measured: str
    is_met: bool


def ratio(what, least, pairs):
    """``pairs`` of (ours, floor's) requests per second, one a round."""
    ratios = [ours / floor for ours, floor in pairs if floor]
    middle = statistics.median(ratios)
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    shown = f"{middle:.0%} ({min(ratios):.0%}–{max(ratios):.0%}); {ours:.0f} to {floor:.0f} a second"
    return Budget(what, f"≥ {least:.0%} of the floor", shown, middle >= least)


def at_most(what, most, value, unit=""):
    shown = f"{value:.1f}" if isinstance(value, float) else str(value)
    return Budget(what, f"≤ {most}{unit}", f"{shown}{unit}", value <= most)


def at_least(what, least, value, unit="", note=""):
    return Budget(what, f"≥ {least}{unit}", f"{value:.1f}{unit}{note}", value >= least)


def race(buyers, outcome, sold):
    placed = outcome["statuses"].get("placed", 0)
    errors = sum(count for status, count in outcome["statuses"].items() if status.startswith("5"))
    shown = f"{sold['ordered']} sold, {placed} confirmed, {errors} × 5xx, p99 {outcome['p99']:.1f} s, worst {outcome['worst']:.1f} s"
    met = sold["ordered"] == placed == 50 and errors == 0 and outcome["p99"] < 3 and sold["reserved"] == 50
    return Budget(f"{buyers} buyers at the last step on 50 units", "exactly 50, 0 × 5xx, p99 < 3 s", shown, met)


BY_HAND = "## Where the time goes"
HEAD = """# Benchmarks

Made by `bin/bench` on {date}: {cores} cores, {machine}, Python {python}, load average {load} at the end.
PostgreSQL durable, gunicorn with two processes of four threads, the load generator on the same machine, eight connections unless
a line says otherwise. The floor is a bare Django app (`bench/floor`): eight usual middlewares, one ORM get, an 18 kB page that extends
a base, on the same server and connection settings, measured in turns with the shop. Figures are medians of {rounds} rounds, the range in
brackets. Pages are drawn at random from the whole catalogue. Ratios count; absolute figures are this machine's on that day.

| spine budget | owed | measured | |
|---|---|---|---|
"""


def write(path, budgets, rounds, notes):
    facts = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), "cores": os.cpu_count(), "machine": platform.machine(),
        "python": platform.python_version(), "load": f"{os.getloadavg()[0]:.1f}", "rounds": rounds,
    }  # fmt: skip
    rows = [f"| {each.what} | {each.budget} | {each.measured} | {'met' if each.is_met else '**missed**'} |" for each in budgets]
    Path(path).write_text(HEAD.format(**facts) + "\n".join(rows) + "\n\n" + "\n".join(notes) + "\n" + judged_by_hand(Path(path)))


def judged_by_hand(path):
    """What a person wrote below the table stays when the table is measured anew."""
    _, mark, text = (path.read_text() if path.exists() else "").partition(BY_HAND)
    return f"\n{mark}{text}" if mark else ""
