"""The term list made ready for reading. The terms stand once; what counts where is a level per term, class of goods and kind."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from microstore.compliance import reference
from microstore.compliance.scanner.folding import fold

KINDS = ("listing", "advert", "promo", "sms", "script", "knowledge", "policy")
GROUPS = {
    "reviewed": {"health_food", "special_medical", "drug_otc", "drug_rx", "device"},  # 三品一械: adverts need an approval
    "leaflet": {"drug_otc", "drug_rx", "device"},  # disease words stand in the approved leaflet and nowhere else
}
READ_AS = {"infant_formula": "special_medical", "disinfectant": "general", "drug_rx": "drug_otc"}
"""Classes that the term list hardly names are read like the nearest that it does."""


@dataclass(frozen=True)
class Term:
    """``word`` as folded and in small letters, ``row`` its line in the table."""

    id: str
    word: str
    category: str
    row: dict


@dataclass(frozen=True)
class Rules:
    """What applies to one class of goods in one kind of text: a level per term that is read there, and what excuses."""

    levels: dict[str, str]
    excuses: tuple


@cache
def literals() -> dict[tuple[str, str], tuple[Term, ...]]:
    """Terms by their first two characters."""
    found = defaultdict(list)
    for row in reference.rows("ad_forbidden_terms"):
        if row["match_type"] == "literal":
            word = fold(row["pattern"]).low
            found[word[0], word[1]].append(Term(row["term_id"], word, row["category"], row))
    return {head: tuple(terms) for head, terms in found.items()}


@cache
def patterns() -> tuple[tuple[re.Pattern, Term], ...]:
    rows = [row for row in reference.rows("ad_forbidden_terms") if row["match_type"] == "regex"]
    return tuple((re.compile(row["pattern"]), Term(row["term_id"], "", row["category"], row)) for row in rows)


@cache
def rules_for(family: str, kind: str) -> Rules:
    found = {row["term_id"]: level_of(row, family, kind) for row in reference.rows("ad_forbidden_terms")}
    return Rules({term: level for term, level in found.items() if level}, _excuses(family))


def level_of(row, family: str, kind: str) -> str | None:
    """How hard a term counts for this class of goods in this kind of text; None if it is not read there."""
    goods, ruling = _ruling(row["category"], family)
    if not set(row["scope"].split("|")) & {family, READ_AS.get(family), "all"} and goods != "leaflet":
        return None
    verdict = ruling[kind]
    return None if verdict == "-" else row["severity"] if verdict == "own" else verdict


def _ruling(category: str, family: str) -> tuple[str, dict]:
    """The narrowest line of the matrix that speaks of these goods."""
    matrix = reference.by_id("scan_matrix")
    for group in ("leaflet", "reviewed"):
        if family in GROUPS[group] and (line := matrix.get(f"{category}@{group}")):
            return group, line
    return "all", matrix[category]


def _excuses(family: str) -> tuple:
    """(pattern, categories excused; empty for all)."""
    found = []
    for row in reference.rows("ad_exempt_contexts"):
        if {family, READ_AS.get(family), "all"} & set(row["scope"].split("|")):
            categories = frozenset() if row["neutralises"] == "all" else frozenset(row["neutralises"].split("|"))
            found.append((re.compile(row["pattern"]), categories))
    return tuple(found)
