"""The register of clauses: every obligation of the company's regulations with its id and a short text (``data/register.csv``)."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from microstore.core.duties import clause_of

FILE = Path(__file__).parent / "data" / "register.csv"


@dataclass(frozen=True)
class Clause:
    id: str
    chinese: str
    english: str

    @property
    def text(self) -> str:
        return self.english if (get_language() or "").startswith("en") else self.chinese


@lru_cache(maxsize=1)
def clauses() -> dict[str, Clause]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: Clause(row["id"], row["zh"], row["en"]) for row in csv.DictReader(file)}


def text_of(duty: str) -> str:
    """What the register says of a duty's clause; nothing for an id that it does not know."""
    clause = clauses().get(clause_of(duty))
    return clause.text if clause else ""


def order_of(duty: str) -> tuple:
    """Clauses in the order of the register, the duties of one clause by their letter."""
    ids = list(clauses())
    clause = clause_of(duty)
    return (ids.index(clause) if clause in ids else len(ids), duty)
