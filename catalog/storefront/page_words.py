"""Words that name a page of the shop and no goods: who searches for large type or for returns is led there."""

import csv
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

WORDS = Path(__file__).parents[1] / "data" / "page_words.csv"


@lru_cache(maxsize=1)
def _pages() -> dict[str, tuple[str, str]]:
    return {word: (name, place) for word, name, place in csv.reader(WORDS.read_text(encoding="utf-8").splitlines())}


def address_of(text: str) -> str:
    """Where the whole of these words leads, or nothing."""
    name, place = _pages().get(text.lower(), ("", ""))
    return f"{reverse(name)}{'#' + place if place else ''}" if name else ""
