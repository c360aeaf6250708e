"""Charts as SVG, drawn on the server, each with its numbers as a table. No script, no style attributes."""

from dataclasses import dataclass, field
from math import ceil, floor, log10

WIDTH, HEIGHT = 460, 200
LEFT, RIGHT, TOP, BOTTOM = 44, 92, 14, 26
MAX_SERIES = 6


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Shape:
    """A rectangle (``width`` set) or a path (``d`` set)."""

    css: str
    d: str = ""
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    rx: float = 0
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """What ``{% chart %}`` draws: a sentence as title, shapes, texts, and the table twin."""

    title: str
    shapes: list[Shape]
    texts: list[Text]
    heads: list[str]
    rows: list[list[str]]
    height: int = HEIGHT
    width: int = WIDTH
    grid: list[float] = field(default_factory=list)
    left: float = LEFT
    right: float = WIDTH - RIGHT


def short(number) -> str:
    """12000 → 12,000 below 100,000; above in thousands, so that axes stay narrow."""
    if abs(number) >= 1_000_000:
        return f"{number / 1_000_000:.1f}m"
    if abs(number) >= 10_000:
        return f"{number / 1000:.0f}k"
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"


def ceiling(top) -> float:
    """The next round number at or above ``top``, so that the axis ends on a clean tick."""
    if top <= 0:
        return 1
    step = 10 ** floor(log10(top))
    return next(step * factor for factor in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * factor >= top)


def axis(top, unit=""):
    """(grid lines, texts) of a y axis from zero with three steps."""
    lines = [round(TOP + (HEIGHT - TOP - BOTTOM) * part / 3, 1) for part in range(4)]
    texts = [
        Text(LEFT - 8, y + 4, f"{short(top * (3 - part) / 3)}{unit if not part else ''}", anchor="end") for part, y in enumerate(lines)
    ]
    return lines, texts


def y_of(value, top) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top), 1)


def x_labels(labels, x_at):
    """At most eight words under the axis."""
    every = ceil(len(labels) / 8) if labels else 1
    return [Text(round(x_at(at), 1), HEIGHT - 8, str(label), anchor="middle") for at, label in enumerate(labels) if at % every == 0]


def twin(labels, series):
    heads = [""] + [str(name) for name, __ in series]
    return heads, [[str(label), *(short(values[at]) for __, values in series)] for at, label in enumerate(labels)]


def end_labels(points):
    """Names at the end of lines, pushed apart where they would overlap."""
    placed, last = [], -99.0
    for y, text, css in sorted(points):
        last = max(y, last + 14)
        placed.append(Text(WIDTH - RIGHT + 8, last + 4, text, css))
    return placed


def line(title, labels, series, unit="") -> Chart:
    """``series``: (name, values) each as long as ``labels``; the first is drawn strong, the others as comparison."""
    series = series[:MAX_SERIES]
    top = ceiling(max((max(values) for __, values in series if values), default=0))
    step = (WIDTH - LEFT - RIGHT) / max(len(labels) - 1, 1)
    lines, texts = axis(top, unit)
    shapes, ends = [], []
    for number, (name, values) in enumerate(series):
        points = [f"{LEFT + step * at:.1f} {y_of(value, top)}" for at, value in enumerate(values)]
        if not points:
            continue
        if len(points) == 1:  # a single day is drawn as a level line, so that it can be seen
            points.append(f"{WIDTH - RIGHT} {y_of(values[0], top)}")
        if number == 0:
            base = HEIGHT - BOTTOM
            shapes.append(Shape("a1", d=f"M{LEFT} {base}L{'L'.join(points)}L{LEFT + step * max(len(values) - 1, 1):.1f} {base}Z"))
        shapes.append(Shape("l1" if number == 0 else f"ln l{number + 1}", d=f"M{'L'.join(points)}", title=str(name)))
        ends.append((y_of(values[-1], top), f"{name} {short(values[-1])}", "c1t" if number == 0 else ""))
    heads, rows = twin(labels, series)
    return Chart(title, shapes, texts + x_labels(labels, lambda at: LEFT + step * at) + end_labels(ends), heads, rows, grid=lines)


def bars(title, labels, values, unit="") -> Chart:
    """One bar per label, from zero, its value above it."""
    top = ceiling(max(values, default=0))
    slot = (WIDTH - LEFT - 12) / max(len(labels), 1)
    lines, texts = axis(top, unit)
    shapes = []
    for at, value in enumerate(values):
        x, y = LEFT + slot * at + slot * 0.18, y_of(value, top)
        shapes.append(
            Shape(
                "f1",
                x=round(x, 1),
                y=y,
                width=round(slot * 0.64, 1),
                height=round(HEIGHT - BOTTOM - y, 1),
                rx=2,
                title=f"{labels[at]} {short(value)}",
            )
        )
        if len(values) <= 12:
            texts.append(Text(round(x + slot * 0.32, 1), y - 4, short(value), "tl1", "middle"))
    heads, rows = twin(labels, [(title, values)])
    return Chart(
        title, shapes, texts + x_labels(labels, lambda at: LEFT + slot * (at + 0.5)), ["", "#"], rows, grid=lines, right=WIDTH - 12
    )


def stacked(title, labels, series, unit="") -> Chart:
    """Columns of parts; the parts are named at the last column."""
    series = series[:MAX_SERIES]
    totals = [sum(values[at] for __, values in series) for at in range(len(labels))]
    top, slot = ceiling(max(totals, default=0)), (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    lines, texts = axis(top, unit)
    shapes, ends = [], []
    for at in range(len(labels)):
        below = 0
        for number, (name, values) in enumerate(series):
            y = y_of(below + values[at], top)
            height = y_of(below, top) - y
            below += values[at]
            shapes.append(
                Shape(
                    f"f{number + 1}",
                    x=round(LEFT + slot * at + slot * 0.16, 1),
                    y=y,
                    width=round(slot * 0.68, 1),
                    height=round(max(height - 1, 0), 1),
                    title=f"{labels[at]} {name} {short(values[at])}",
                )
            )
            if at == len(labels) - 1:
                ends.append(
                    (y + height / 2, f"{name} {round(100 * values[at] / totals[at]) if totals[at] else 0}%", "c1t" if not number else "")
                )
    heads, rows = twin(labels, series)
    return Chart(title, shapes, texts + x_labels(labels, lambda at: LEFT + slot * (at + 0.5)) + end_labels(ends), heads, rows, grid=lines)


def funnel(title, stages) -> Chart:
    """``stages``: (name, number) from the widest to the narrowest, with the share that goes on; the largest loss stands out."""
    first = max((value for __, value in stages), default=0) or 1
    shares = [100] + [round(100 * after / before) if before else 0 for (__, before), (__, after) in zip(stages, stages[1:], strict=False)]
    worst = min(range(1, len(shares)), key=lambda at: shares[at], default=0)
    shapes, texts, width = [], [], WIDTH - 84 - 110
    for at, (name, value) in enumerate(stages):
        y = 10 + at * 30
        shapes += [
            Shape("fsunk", x=84, y=y, width=width, height=20, rx=4),
            Shape(
                "f3" if at == worst and at else "f1",
                x=84,
                y=y,
                width=max(round(width * value / first, 1), 3),
                height=20,
                rx=4,
                title=f"{name} {value:,}",
            ),
        ]
        texts += [Text(76, y + 14, str(name), anchor="end"), Text(WIDTH - 4, y + 14, f"{value:,}", "tl1", "end")]
        if at:
            texts.append(Text(84 + width + 8, y + 14, f"{shares[at]}%", "c3t" if at == worst else ""))
    rows = [[str(name), f"{value:,}", f"{shares[at]}%" if at else ""] for at, (name, value) in enumerate(stages)]
    return Chart(title, shapes, texts, ["", "#", "%"], rows, height=20 + 30 * len(stages))


def sparkline(values, width=56, height=24):
    """(path, x, y) of a line of a few numbers with a dot at its end; None without two numbers."""
    if len(values) < 2:
        return None
    low, span = min(values), (max(values) - min(values)) or 1
    points = [
        (round(2 + (width - 6) * at / (len(values) - 1), 1), round(height - 4 - (height - 8) * (value - low) / span, 1))
        for at, value in enumerate(values)
    ]
    return "M" + "L".join(f"{x} {y}" for x, y in points), *points[-1]
