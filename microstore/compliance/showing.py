"""How verdicts are shown to colleagues: words and tones per level, a text cut at its hits, what to put in place of a word."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from microstore.compliance import functions
from microstore.compliance.scanner import Hit

LEVELS = {
    "pass": (_("Clean"), "ok"), "review": (_("Needs evidence"), "warn"), "warn": (_("Needs a reason"), "warn"),
    "block": (_("Blocked"), "danger")}
OFFICIAL = re.compile("官方用语：(.+)$")
OFFICIAL_ANY = "官方功能用语"
SUPERLATIVE = "删除“最”"


def pieces(text: str, hits) -> list[tuple[str, str]]:
    """The text cut at its hits: (level or nothing, words). Of overlapping hits the first is marked."""
    found, at = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.start >= at:
            found += [("", text[at:hit.start]), (hit.level, text[hit.start:hit.end])]
            at = hit.end
    return [*found, ("", text[at:])]


def fields_of(texts: dict[str, str], hits) -> list[tuple[str, list, list]]:
    """(field, its text cut at the hits, the hits) for every field that has one."""
    named = {name: [hit for hit in hits if hit.field == name] for name in dict.fromkeys(hit.field for hit in hits)}
    return [(name, pieces(texts[name], found), found) for name, found in named.items()]


@dataclass(frozen=True)
class Advice:
    """A hit as a colleague reads it. ``put`` is what may stand instead, empty to take the words out, None if only a person can tell."""

    hit: Hit
    label: str
    tone: str
    put: str | None


def advice(hit: Hit, codes=()) -> Advice:
    label, tone = LEVELS[hit.level]
    return Advice(hit, label, tone, instead_of(hit, codes))


def instead_of(hit: Hit, codes=()) -> str | None:
    """The suggested wording. An official one only for functions of the certificate (rule HF-09)."""
    own = functions.wordings_of(codes)
    if official := OFFICIAL.search(hit.suggestion):
        return official[1] if official[1] in own else ""
    if OFFICIAL_ANY in hit.suggestion:
        return own[0] if own else ""
    if hit.suggestion.startswith(SUPERLATIVE):
        return hit.text.replace("最", "", 1) if hit.text.startswith("最") else ""
    return "" if hit.suggestion.startswith("删除") or "删除" in hit.suggestion and hit.level == "block" else None
