"""Undoing the disguises of a text while remembering where every character came from."""
import unicodedata
from dataclasses import dataclass
from functools import cache

from microstore.compliance import reference

DASHES = dict.fromkeys("‐‑‒–—―−－﹣﹘", "-")
ORNAMENTS = set(" \t\r\n\u3000·・•.*_-~|/\\^+=#@&★☆●○■□◆◇…'\"`")


@dataclass(frozen=True)
class Folded:
    """``text`` as the rules read it; ``places[i]`` is where its character i stands in the text as written."""
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span as written that a span as read came from."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Compatibility forms become plain, dashes one dash, traditional characters simplified; invisible characters go."""
    simplified = _simplified()
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKC", letter):
            if unicodedata.category(plain) != "Cf":
                letters.append(simplified.get(plain) or DASHES.get(plain, plain))
                places.append(place)
    return Folded("".join(letters), tuple(places))


def squeeze(folded: Folded) -> Folded:
    """Blanks and ornaments between two Chinese characters go, so that the characters close up."""
    kept = [i for i, letter in enumerate(folded.text) if letter not in ORNAMENTS or not _stands_between_han(folded.text, i)]
    return Folded("".join(folded.text[i] for i in kept), tuple(folded.places[i] for i in kept))


def _stands_between_han(text: str, place: int) -> bool:
    before, after = place - 1, place + 1
    while before >= 0 and text[before] in ORNAMENTS:
        before -= 1
    while after < len(text) and text[after] in ORNAMENTS:
        after += 1
    return before >= 0 and after < len(text) and is_han(text[before]) and is_han(text[after])


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


@cache
def _simplified() -> dict[str, str]:
    return {row["traditional"]: row["simplified"] for row in reference.rows("traditional_forms")}
