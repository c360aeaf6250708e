"""How well search answers questions that people have judged: nDCG@10, MRR and the share of questions without an answer."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from pathlib import Path

from catalog.models import Sku
from catalog.search.finding import find
from catalog.search.numbers import direct

SHOWN = 10
GOOD = 2  # the least grade that answers the question by itself


@dataclass(frozen=True)
class Judged:
    """``relevant``: SKU → grade; 3 is what was asked for, 2 fits as well, 1 only holds it."""

    query: str
    kind: str
    relevant: dict[str, int]


@dataclass(frozen=True)
class Score:
    """Of one question, or the mean of many."""

    ndcg: float
    mrr: float
    zero: float
    count: int = 1


def read(path: Path) -> list[Judged]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Judged(row["query"], row["kind"], {sku: int(grade) for sku, grade in (each.split(":") for each in row["relevant"].split())})
                for row in csv.DictReader(file)]  # fmt: skip


def answers(query: str, store) -> list[str]:
    """The SKUs of the first goods shown, as a customer gets them."""
    hit = direct(query, store)
    rows = [hit] if hit else find(query, store).page(size=SHOWN).rows
    codes = dict(Sku.objects.filter(pk__in=[row.sku_id for row in rows]).values_list("pk", "code"))
    return [codes[row.sku_id] for row in rows]


def score(judged: Judged, shown: list[str]) -> Score:
    grades = [judged.relevant.get(sku, 0) for sku in shown[:SHOWN]]
    best = sorted(judged.relevant.values(), reverse=True)[:SHOWN]
    good = min(GOOD, best[0])
    first = next((place for place, grade in enumerate(grades, 1) if grade >= good), None)
    return Score(_gain(grades) / _gain(best), 1 / first if first else 0.0, float(not shown))


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(scores: Iterable[Score]) -> Score:
    scores = list(scores)
    total = len(scores) or 1
    return Score(*(sum(getattr(one, name) for one in scores) / total for name in ("ndcg", "mrr", "zero")), len(scores))


def measure(judged: list[Judged], store) -> dict[str, Score]:
    """Kind → mean, and ``all``."""
    found = defaultdict(list)
    for one in judged:
        result = score(one, answers(one.query, store))
        found[one.kind].append(result)
        found["all"].append(result)
    return {kind: mean(scores) for kind, scores in found.items()}
