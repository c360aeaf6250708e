"""The step chart of a price: level until the moment it changes."""
from datetime import datetime

from microstore.core.charts import BOTTOM, HEIGHT, LEFT, MAX_SERIES, RIGHT, WIDTH, Chart, Shape, Text, axis, ceiling, end_labels, y_of
from microstore.core.clock import SHANGHAI
from microstore.core.money import plain_yuan

Steps = list[tuple[datetime, int]]
NAMED = 4
"""Characters of a name that fit behind its amount; stores differ at the end of their names."""


def named(name: str) -> str:
    """The name, or its end behind a mark that something is left out."""
    name = name.rsplit("·", 1)[-1]
    return name if len(name) <= NAMED else f"…{name[1 - NAMED :]}"


def chart(title: str, series: list[tuple[str, Steps]], since: datetime, until: datetime) -> Chart:
    """``series``: (name, steps), the first drawn strong. The table below it holds every change."""
    series = [(name, steps) for name, steps in series[:MAX_SERIES] if steps]
    top = ceiling(max((fen for __, steps in series for __, fen in steps), default=0) / 100)
    span = max((until - since).total_seconds(), 1)

    def x_of(moment: datetime) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (moment - since).total_seconds() / span, 1)

    lines, texts = axis(top)
    shapes, ends = [], []
    for number, (name, steps) in enumerate(series):
        shapes.append(Shape("l1" if number == 0 else f"ln l{number + 1}", d=_path(steps, x_of, top), title=name))
        ends.append((y_of(steps[-1][1] / 100, top), f"{plain_yuan(steps[-1][1])} {named(name)}", "c1t" if number == 0 else ""))
    return Chart(title, shapes, texts + _days(since, until, x_of) + end_labels(ends), ["", "", "¥"], _rows(series), grid=lines)


def _path(steps: Steps, x_of, top) -> str:
    """Along, then up or down, then along to the end."""
    x, y = x_of(steps[0][0]), y_of(steps[0][1] / 100, top)
    d = f"M{x} {y}"
    for moment, fen in steps[1:]:
        d += f"H{x_of(moment)}V{y_of(fen / 100, top)}"
    return f"{d}H{WIDTH - RIGHT}"


def _days(since, until, x_of) -> list[Text]:
    """The first and the last day, and the middle."""
    moments = [since, since + (until - since) / 2, until]
    form = "%Y-%m-%d" if since.year != until.year else "%m-%d"
    texts = [(x_of(moment), f"{moment.astimezone(SHANGHAI):{form}}") for moment in moments]
    return [Text(x, HEIGHT - BOTTOM + 18, text, anchor=anchor) for (x, text), anchor in zip(texts, ("start", "middle", "end"), strict=True)]


def _rows(series) -> list[list[str]]:
    changes = [(name, moment, fen) for name, steps in series for moment, fen in reversed(steps)]
    return [[f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", name, plain_yuan(fen)] for name, moment, fen in changes]
