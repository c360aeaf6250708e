"""The table of a drill, as it is printed and as docs/drill.md keeps it."""
import os
import platform
from datetime import UTC, datetime

WEB_WITHIN, JOBS_WITHIN = 30, 120
HEAD = ("fault", "what was done", "buyers' errors", "web back after", "orders back after", "jobs done after", "verdict")
BEGIN, END = "<!-- drill -->", "<!-- /drill -->"


def seconds(value):
    return "never" if value is None else f"{value:.1f} s"


def row(found):
    """One line from what was measured of a fault; a promise that was missed is in bold."""
    errors = found["errors"]
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(errors.items()) if count) or "none"
    return (found["name"], found["what"], f"{told} of {found['steps']} steps", seconds(found["web"]), seconds(found["orders"]),
            seconds(found["jobs"]), "kept" if is_kept(found) else "**missed**")  # fmt: skip


def is_kept(found):
    limits = ((found["web"], WEB_WITHIN), (found["orders"], WEB_WITHIN), (found["jobs"], JOBS_WITHIN))
    return all(value is not None and value <= most for value, most in limits)


def printed(rows, *, aligned=True):
    lines = [HEAD, *rows]
    widths = [max(len(line[place]) for line in lines) if aligned else 0 for place in range(len(HEAD))]
    text = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines]
    return "\n".join([text[0], "|" + "|".join("-" * (width + 2) if aligned else "---" for width in widths) + "|", *text[1:]])


def circumstances(drill):
    """One sentence: when, where, and under which load."""
    load = os.getloadavg()[1]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.machine()}, load average {load:.1f}. "
        f"Asked: {drill.asked['rate']:g} orders/s and {drill.asked['pages']:g} pages/s; reached in the calm before the first fault: "
        f"{drill.reached['rate']:.1f} placed and paid orders/s and {drill.reached['pages']:.1f} pages/s, "
        f"median page {drill.reached['page_ms']:.0f} ms."
    )


def write(path, drill, rows, verdicts):
    """Put this drill into the document between its two marks."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    promises = "\n".join(f"- {line}" for line in verdicts)
    told = f"{BEGIN}\n{circumstances(drill)}\n\n{printed(rows, aligned=False)}\n\nAfterwards:\n\n{promises}\n{END}"
    path.write_text(before + told + after, encoding="utf-8")
