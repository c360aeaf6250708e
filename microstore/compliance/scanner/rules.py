"""The term list made ready for reading: literals by their first character, patterns compiled, both per class of goods."""
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from microstore.compliance import reference
from microstore.compliance.scanner.folding import fold

KINDS = ("listing", "advert", "promo", "sms", "script", "knowledge", "policy")
UNDER_ADVERT_REVIEW = {"health_food", "special_medical", "drug_otc", "drug_rx", "device"}
FREE_IN_KNOWLEDGE = {"medical", "function", "inducement", "false_promo", "fake_sales", "drug_gift", "rx"}
READ_IN_POLICY = {"citation", "patent", "label"}

# excuses that hold for some classes alone: fields of a certificate, and of a leaflet
EXCUSES_OF = {
    "X009": {"health_food", "special_medical", "infant_formula"},
    "X010": {"health_food", "special_medical", "infant_formula"},
    "X026": {"drug_otc", "drug_rx", "device"},
    "X027": {"health_food", "special_medical", "infant_formula"},
    "X028": {"health_food", "special_medical", "infant_formula"},
}


@dataclass(frozen=True)
class Rules:
    """What applies to one class of goods in one kind of text."""
    literals: dict[str, tuple]
    patterns: tuple
    excuses: tuple


@cache
def rules_for(family: str, kind: str) -> Rules:
    literals, patterns = defaultdict(list), []
    for row in reference.rows("ad_forbidden_terms"):
        level = level_of(row, family, kind)
        if level is None:
            continue
        if row["match_type"] == "literal":
            word = fold(row["pattern"]).text
            literals[word[0]].append((word, level, row))
        else:
            patterns.append((re.compile(row["pattern"]), level, row))
    return Rules({first: tuple(terms) for first, terms in literals.items()}, tuple(patterns), _excuses(family))


def level_of(row, family: str, kind: str) -> str | None:
    """How hard a term counts for this class of goods in this kind of text; None if it is not read there."""
    scope, category = set(row["scope"].split("|")), row["category"]
    if not scope & {family, "all"}:
        return None
    if kind == "policy" and category not in READ_IN_POLICY or kind == "knowledge" and category in FREE_IN_KNOWLEDGE:
        return None
    if category == "inducement" and (kind == "sms" or kind == "advert" and family in UNDER_ADVERT_REVIEW):
        return "block"
    return row["severity"]


def _excuses(family: str) -> tuple:
    """(pattern, categories excused; empty for all)."""
    found = []
    for row in reference.rows("ad_exempt_contexts"):
        if family in EXCUSES_OF.get(row["exempt_id"], {family}):
            categories = frozenset() if row["neutralises"] == "all" else frozenset(row["neutralises"].split("|"))
            found.append((re.compile(row["pattern"]), categories))
    return tuple(found)
