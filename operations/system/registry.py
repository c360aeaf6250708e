"""The points of the daily system check: a name, and a function that looks and says what it saw."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from microstore.core import sentences
from operations.models import SystemCheck

log = logging.getLogger(__name__)
V = SystemCheck.Verdict


@dataclass(frozen=True)
class Seen:
    verdict: str
    text: str


@dataclass(frozen=True)
class Point:
    code: str
    label: str
    look: Callable[[], Seen]


points: dict[str, Point] = {}


def point(code: str, label: str) -> Callable:
    def register(look: Callable[[], Seen]) -> Callable:
        points[code] = Point(code, label, look)
        return look

    return register


def label_of(code: str) -> str:
    return str(points[code].label) if code in points else code


def judged(value, *, doubtful, bad, text: str) -> Seen:
    """Good below ``doubtful``, broken from ``bad`` on."""
    return Seen(V.BAD if value >= bad else V.DOUBTFUL if value >= doubtful else V.GOOD, text)


def look_at(one: Point) -> SystemCheck:
    """Unsaved. A look that fails is itself what was seen."""
    started = time.monotonic()
    try:
        seen = one.look()
    except Exception as error:  # one broken look must not stop the others
        log.warning("system check failed", exc_info=True, extra={"check": one.code})
        seen = Seen(V.BAD, f"{type(error).__name__}: {error}")
    milliseconds = round((time.monotonic() - started) * 1000)
    return SystemCheck(code=one.code, verdict=seen.verdict, text=sentences.of(seen.text), milliseconds=milliseconds)
