"""What pages ask of higher departments: declared there, asked here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_tell_figures: list[Callable] = []
_tell_hidden: list[Callable] = []


@dataclass(frozen=True)
class PageFigures:
    """What people did who saw the page."""

    visitors: int
    carts: int

    @property
    def rate(self) -> str:
        """Put into the cart of a hundred visitors."""
        return f"{self.carts * 100 / self.visitors:.1f}" if self.visitors else "–"


def tells_figures(function: Callable) -> Callable:
    """Ask ``function(page, first, until)`` → PageFigures or None."""
    if function not in _tell_figures:
        _tell_figures.append(function)
    return function


def figures_of(page, first: datetime, until: datetime) -> PageFigures | None:
    return next((found for function in _tell_figures if (found := function(page, first, until))), None)


def tells_hidden_blocks(function: Callable) -> Callable:
    """Ask ``function(page)`` which blocks of its published revision are hidden: ``{block id: why, in words}``, in one query."""
    if function not in _tell_hidden:
        _tell_hidden.append(function)
    return function


def hidden_blocks(page) -> dict[str, str]:
    return {block: words for function in _tell_hidden for block, words in function(page).items()}
