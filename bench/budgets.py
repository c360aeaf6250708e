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


GROWTH = "## A growing shelf"
OWED = {"list": 1.2, "list of everything": 1.2, "deep page": 1.2, "facet": 1.5, "search": 1.5, "product": 1.2}
GROWTH_HEAD = """Made by `bin/bench --growth` on {date}: {cores} cores, load average {load} at the end. Goods recombined from the
demo's (`bench/goods.py`) in databases of three sizes that are asked in turns, page by page, in {rounds} rounds with processes of their
own; every page is drawn for the first time, without a server. Milliseconds of processor of the program and its database, the median,
and in brackets by the clock, the median and the 95th percentile: other work on the machine stretches the clock more than the processor,
so growth is that of the processor, in brackets its range over the rounds.
Owed: lists, deep pages and products at most 1.2 times, facets and search at most 1.5 times from the smallest to the largest; the search
itself below 30 ms at 200,000.

"""


def write_growth(path, found):
    """``found``: size → a list of rounds, each kind → ms. The section stays where it stands; text below it is kept."""
    path, sizes = Path(path), list(found)
    facts = {"date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), "cores": os.cpu_count(), "load": f"{os.getloadavg()[0]:.1f}",
             "rounds": len(found[sizes[0]])}  # fmt: skip
    heads = " | ".join(f"{size:,} goods" for size in sizes)
    lines = [f"| page | {heads} | growth | |", f"|---|{'---|' * (len(sizes) + 2)}", *(_line_of(kind, found) for kind in found[sizes[0]][0])]
    kept, _, old = (path.read_text() if path.exists() else "").partition(f"\n{GROWTH}")
    _, mark, below = old.partition("\n## ")
    path.write_text(f"{kept.rstrip()}\n\n{GROWTH}\n\n{GROWTH_HEAD.format(**facts)}" + "\n".join(lines) + f"\n{mark}{below}")


def _line_of(kind: str, found) -> str:
    """Medians of the rounds, and how much the largest takes of what the smallest takes."""
    sizes = list(found)
    times = [{name: statistics.median(one[kind][name] for one in found[size]) for name in ("processor", "p50", "p95")} for size in sizes]
    growth = times[-1]["processor"] / times[0]["processor"]
    each = sorted(last[kind]["processor"] / first[kind]["processor"]
                  for first, last in zip(found[sizes[0]], found[sizes[-1]], strict=True))  # fmt: skip
    shown = " | ".join(f"{time['processor']:.1f} ({time['p50']:.0f}, {time['p95']:.0f})" for time in times)
    verdict = "" if kind not in OWED else "met" if growth <= OWED[kind] else "**missed**"
    return f"| {kind} | {shown} | × {growth:.2f} ({each[0]:.2f}–{each[-1]:.2f}) | {verdict} |"


def judged_by_hand(path):
    """What a person wrote below the table stays when the table is measured anew."""
    _, mark, text = (path.read_text() if path.exists() else "").partition(BY_HAND)
    return f"\n{mark}{text}" if mark else ""
