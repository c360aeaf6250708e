"""Terms written by their sound: in Latin letters, by the first letter of a syllable, or with a character of the same sound.

The readings of the terms and of common characters are tables; nothing is looked up in a dictionary of pinyin."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from microstore.compliance import reference
from microstore.compliance.scanner.disguises import DOUBTED, HAN, HARD, TRUSTED
from microstore.compliance.scanner.folding import Folded, places_of

LATIN = re.compile("[A-Za-z]")
STRETCH = re.compile(rf"[^{HARD}]*[A-Za-z][^{HARD}]*")
TOKEN = re.compile(rf"[{HAN}]|[A-Za-z]+|\d+")
CONSONANTS = set("bpmfdtnlgkhjqxrzcsyw")
GUESSED = "warn"
LONGEST = 8
CLAIMED = {"medical", "function", "guarantee", "safety", "timing", "absolute"}
PLAIN_CLAIMS = {"medical", "absolute", "guarantee", "safety"}
BEFORE_VITAMINS = set("素维族")


@dataclass(frozen=True)
class Spelled:
    """A term found by its sound, where it stands, and how far this reading is trusted."""

    term: str
    start: int
    end: int
    cap: str


@dataclass
class Node:
    """A tree of syllables; ``terms`` are (id, word, category) that end here."""

    nexts: dict = field(default_factory=dict)
    terms: list = field(default_factory=list)


@cache
def tree() -> Node:
    root = Node()
    categories = {row["term_id"]: row["category"] for row in reference.rows("ad_forbidden_terms")}
    for row in reference.rows("term_spellings"):
        node = root
        for syllable in plain(row["spelling"]).split():
            node = node.nexts.setdefault(syllable, Node())
        node.terms.append((row["term_id"], row["term"], categories[row["term_id"]]))
    return root


@cache
def sounds_of_terms() -> dict[str, set[str]]:
    """How the characters of the terms are read in them."""
    found = defaultdict(set)
    for row in reference.rows("term_spellings"):
        for letter, syllable in zip(row["term"], plain(row["spelling"]).split(), strict=True):
            found[letter].add(syllable)
    return dict(found)


@cache
def sounds() -> dict[str, str]:
    """How a common character is read by itself."""
    return {letter: plain(row["syllable"]) for row in reference.rows("syllables") for letter in row["characters"]}


@cache
def syllables() -> frozenset[str]:
    return frozenset(plain(row["syllable"]) for row in reference.rows("syllables"))


def plain(spelling: str) -> str:
    """ü is typed v or u."""
    return spelling.replace("v", "u")


def spelled(closed: Folded) -> Iterator[Spelled]:
    """Terms that are written wholly or partly in Latin letters."""
    if LATIN.search(closed.text):
        for stretch in STRETCH.finditer(closed.text):
            yield from _in_units(_units(closed.text, *stretch.span()))


@dataclass(frozen=True)
class Unit:
    """A character, a syllable in letters, or the first letter of one."""

    kind: str
    text: str
    start: int
    end: int


def _units(text: str, start: int, end: int) -> list[Unit]:
    units = []
    for token in TOKEN.finditer(text, start, end):
        if not LATIN.match(token[0]):
            units.append(Unit("han" if len(token[0]) == 1 and not token[0].isdigit() else "other", token[0], *token.span()))
        else:
            units += _letters(token[0], token.start(), units)
    return units


def _letters(word: str, at: int, before: list[Unit]) -> list[Unit]:
    """Syllables if the word is made of them; first letters if it is one or a few small consonants; else a foreign word."""
    parts = segmented(plain(word.lower()))
    if parts and len(word) > 1:
        units = []
        for part in parts:
            units.append(Unit("syllable", part, at, at + len(part)))
            at += len(part)
        return units
    is_vitamin = bool(before) and before[-1].text in BEFORE_VITAMINS and before[-1].end == at
    if len(word) <= 4 and word.islower() and set(word) <= CONSONANTS and not is_vitamin:
        return [Unit("initial", letter, at + place, at + place + 1) for place, letter in enumerate(word)]
    return [Unit("other", word, at, at + len(word))]


@cache
def _most() -> int:
    return max(map(len, syllables()))


def segmented(word: str) -> list[str]:
    """The word cut into syllables, the fewest that do; empty if it cannot be cut."""
    best: list[list[str] | None] = [[], *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _most()), end):
            before = best[start]
            if before is not None and word[start:end] in syllables() and (best[end] is None or len(before) + 1 < len(best[end])):
                best[end] = [*before, word[start:end]]
    return best[-1] or []


def _in_units(units: list[Unit]) -> Iterator[Spelled]:
    for first in range(len(units)):
        yield from _walk(tree(), units, first, first)


def _walk(node: Node, units: list[Unit], first: int, at: int) -> Iterator[Spelled]:
    if at - first >= 2:
        used = units[first:at]
        for term, word, category in node.terms:
            if (cap := _cap(used, word, category)) is not None:
                yield Spelled(term, used[0].start, used[-1].end, cap)
    if at == len(units) or at - first == LONGEST:
        return
    unit = units[at]
    if unit.kind == "other":
        return
    for syllable in _read_as(unit, node):
        yield from _walk(node.nexts[syllable], units, first, at + 1)


def _read_as(unit: Unit, node: Node) -> list[str]:
    if unit.kind == "han":
        return [one for one in sounds_of_terms().get(unit.text, ()) if one in node.nexts]
    if unit.kind == "syllable":
        return [unit.text] if unit.text in node.nexts else []
    return [one for one in node.nexts if one[0] == unit.text]


def _cap(used: list[Unit], word: str, category: str) -> str | None:
    """How far to trust it; None if it is not this term, or an accident."""
    kinds = [unit.kind for unit in used]
    if kinds.count("han") == len(used) or any(unit.kind == "han" and unit.text != letter for unit, letter in zip(used, word, strict=True)):
        return None
    if "initial" not in kinds:
        return TRUSTED if len(used) > 2 or category in CLAIMED else DOUBTED
    if "han" not in kinds and "syllable" not in kinds:
        return DOUBTED if category == "medical" and len(used) >= 3 else None
    if any(one.end != two.start for one, two in pairwise(used)):
        return None
    if len(used) >= 3:
        return GUESSED if kinds.count("initial") == 1 else DOUBTED
    return DOUBTED if category in PLAIN_CLAIMS else None


@dataclass(frozen=True)
class Gap:
    """A term in which the character at ``at`` is unknown; two of its neighbours begin at ``anchor``."""

    term: str
    word: str
    at: int
    anchor: int


@cache
def gapped() -> tuple[dict, dict]:
    """Terms of three characters and more by two known ones: standing together, or with the unknown one between them."""
    together, apart = defaultdict(list), defaultdict(list)
    for row in reference.rows("term_spellings"):
        word = row["term"]
        for at in range(len(word)) if 3 <= len(word) <= LONGEST else ():
            if 0 < at < len(word) - 1:
                apart[word[at - 1], word[at + 1]].append(Gap(row["term_id"], word, at, at - 1))
            else:
                anchor = 1 if at == 0 else at - 2
                together[word[anchor], word[anchor + 1]].append(Gap(row["term_id"], word, at, anchor))
    return dict(together), dict(apart)


def sounding(closed: Folded) -> Iterator[Spelled]:
    """Terms of three characters and more in which one character is written by another of the same sound."""
    text, (together, apart) = closed.low, gapped()
    for pair in together.keys() & closed.pairs:
        for gap in together[pair]:
            yield from _sounding(text, gap, places_of("".join(pair), text))
    for one, two in apart.keys() & set(zip(text, text[2:], strict=False)):
        places = [at for at in places_of(one, text) if text[at + 2:at + 3] == two]
        for gap in apart[one, two]:
            yield from _sounding(text, gap, places)


def _sounding(text: str, gap: Gap, places) -> Iterator[Spelled]:
    for place in places:
        start = place - gap.anchor
        if start >= 0 and _sounds_alike(text[start:start + len(gap.word)], gap.word, gap.at):
            yield Spelled(gap.term, start, start + len(gap.word), GUESSED)


def _sounds_alike(found: str, word: str, gap: int) -> bool:
    return (
        len(found) == len(word) and found[gap] != word[gap] and found[:gap] == word[:gap] and found[gap + 1:] == word[gap + 1:]
        and sounds().get(found[gap]) in sounds_of_terms()[word[gap]])

