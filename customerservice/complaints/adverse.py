"""Words that say somebody was unwell after taking goods, in whatever drawer the complaint was put."""

import csv
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "adverse_words.csv"


@cache
def _pattern() -> re.Pattern:
    """A word of harm without one before it that denies it ("no rash")."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["role"], re.escape(row["word"])) for row in csv.DictReader(file)]
    denied = "".join(f"(?<!{word})" for role, word in rows if role == "denied")
    return re.compile(f"{denied}(?:{'|'.join(word for role, word in rows if role == 'harm')})")


def speaks_of_harm(text: str) -> bool:
    return _pattern().search(re.sub(r"\s+", "", text)) is not None
