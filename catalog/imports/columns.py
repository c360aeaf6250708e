"""What a column may mean, and what its header says it means, in Chinese or English."""

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy, override

SOURCE = Path(__file__).resolve().parents[1] / "data" / "import_headers.csv"
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Column:
    """One of our fields that a column of the file may hold."""

    name: str
    label: str
    is_needed: bool = False


@cache
def words() -> dict[str, tuple[str, ...]]:
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        return {row["field"]: tuple(row["words"].split("|")) for row in csv.DictReader(lines)}


def plain(text: str) -> str:
    """A header without blanks, stars of compulsory fields, units in brackets and other ornaments."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s*_:：/·-]", "", text)


def said(column: Column) -> list[str]:
    """Every way to say it, plainly: our own label in each language first."""
    labels = []
    for language in LANGUAGES:
        with override(language):
            labels.append(str(column.label))
    return list(dict.fromkeys(plain(word) for word in (*labels, column.name, *words().get(column.name, ()))))


def guess(headers: list[str], columns: list[Column]) -> dict[str, int]:
    """Field → place of its column. A header gives one field; equal headers are taken in their order, brackets may be left out."""
    exact = [plain(header) for header in headers]
    loose = [re.sub(r"[(（].*?[)）]", "", header) for header in exact]
    found: dict[str, int] = {}
    for reading in (exact, loose):
        for column in columns:
            if column.name in found:
                continue
            at = next((reading.index(word) for word in said(column) if word and word in reading), None)
            if at is not None and at not in found.values():
                found[column.name] = at
    return found


def fingerprint(headers: list[str]) -> str:
    return hashlib.sha256("\x1f".join(plain(header) for header in headers).encode()).hexdigest()


UNNAMED = gettext_lazy("Column %(place)d")


def name_of(headers: list[str], place: int) -> str:
    return (headers[place] if place < len(headers) else "") or UNNAMED % {"place": place + 1}
