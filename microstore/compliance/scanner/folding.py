"""Undoing the disguises of single characters while remembering where every character came from."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from microstore.compliance import reference

DASHES = dict.fromkeys("‐‑‒–—―−－﹣﹘", "-")
UNSEEN = dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " ")  # letters to Unicode, blanks to the eye
KEPT_CONTROLS = "\t\r\n"
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24});?")
TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)


@dataclass(frozen=True)
class Folded:
    """``text`` as the rules read it; ``places[i]`` is where its character i stands in the text as written. ``ends`` tells the few
    places, such as HTML entities, that are longer than one character."""

    text: str
    places: tuple[int, ...]
    ends: dict[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch as written that a stretch as read came from; columns are read out of order."""
        places = self.places[start:end]
        last = max(places)
        return min(places), self.ends.get(last, last + 1)

    @cached_property
    def low(self) -> str:
        """The same in small letters, character by character."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(letter.lower()[0] for letter in self.text)

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """Which characters stand beside each other: most terms are ruled out by it at once."""
        return set(pairwise(self.low))


class _Plain(dict):
    """Character → what it is read as; worked out at its first meeting."""

    def __missing__(self, letter: str) -> str:
        self[letter] = plain = _plain(letter)
        return plain


def _plain(letter: str) -> str:
    found = ""
    for one in unicodedata.normalize("NFKC", letter):
        one = singles().get(one) or DASHES.get(one) or UNSEEN.get(one) or one
        found += unicodedata.normalize("NFKD", one) if "\xc0" <= one < "\u0250" else one
    return "".join(one for one in found if one in KEPT_CONTROLS or unicodedata.category(one) not in ("Cf", "Cc", "Mn", "Me", "Cn"))


@cache
def singles() -> dict[str, str]:
    """Traditional and look-alike characters, each with the one it stands for."""
    alike = {row["written"]: row["plain"] for row in reference.rows("lookalikes") if len(row["written"]) == 1}
    return {row["traditional"]: row["simplified"] for row in reference.rows("traditional_forms")} | alike


PLAIN = _Plain()


def fold(text: str) -> Folded:
    """Entities resolved, compatibility forms plain, dashes one dash, traditional and look-alike characters simplified; what is
    invisible goes."""
    pieces, ends = _resolved(text) if "&" in text else ([(text, range(len(text)))], {})
    letters, places = [], []
    for piece, spots in pieces:
        plain = [PLAIN[letter] for letter in piece]
        letters += plain
        places += [spot for one, spot in zip(plain, spots, strict=True) for _ in one]
    return Folded("".join(letters), tuple(places), ends)


def _resolved(text: str) -> tuple[list[tuple[str, list[int]]], dict[int, int]]:
    """The text cut at its HTML entities: each piece with the place of every character, and where the entities end."""
    pieces, ends, at = [], {}, 0
    for entity in ENTITY.finditer(text):
        meant, (start, end) = html.unescape(entity[0]), entity.span()
        if meant != entity[0]:
            pieces += [(text[at:start], range(at, start)), (meant, [start] * len(meant))]
            ends[start], at = end, end
    return [*pieces, (text[at:], range(at, len(text)))], ends


def without(folded: Folded, pattern: re.Pattern) -> tuple[Folded, list[int]]:
    """The text with every match of ``pattern`` taken out, and the seams: before which characters something is gone."""
    letters, places, seams, at, length = [], [], [], 0, 0
    for gone in pattern.finditer(folded.text):
        letters.append(folded.text[at:gone.start()])
        places += folded.places[at:gone.start()]
        length += gone.start() - at
        seams.append(length)
        at = gone.end()
    letters.append(folded.text[at:])
    return Folded("".join(letters), (*places, *folded.places[at:]), folded.ends), seams


def places_of(word: str, text: str) -> Iterator[int]:
    """Where ``word`` begins in ``text``, overlapping places too."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"
