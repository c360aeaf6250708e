"""How names and questions become comparable: one plain spelling, how it sounds, and the small pieces that the index keeps of both.

A piece of the name stands as it is; the others have a sign in front: ``~`` sound, ``^`` initials, ``#`` number, ``+`` what it is for,
``-`` what is in it, ``@`` a choice of a facet.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from microstore.compliance import reference

DATA = Path(__file__).parent.parent / "data"
MOST_LETTERS = 60
MOST_PARTS = 6
LONGEST_SYLLABLE = 6
DIGITS_OF_A_NUMBER = 4


def plain(text: str) -> str:
    """Compatibility forms and traditional characters folded, lower case, letters and digits alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).lower().translate(_simplified()))


def parts(question: str) -> list[str]:
    """The words of a question. A letter that stands alone belongs to the word before it: ``维生素 c``."""
    words = []
    for word in map(plain, unicodedata.normalize("NFKC", question[:MOST_LETTERS]).split()):
        if len(word) == 1 and word.isascii() and words:
            words[-1] += word
        elif len(word) > 1 or word and not word.isascii():
            words.append(word)
    return words[:MOST_PARTS]


@cache
def _simplified() -> dict[int, str]:
    with (DATA / "traditional.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file), *reference.rows("traditional_forms")]
    return {ord(row["traditional"]): row["simplified"] for row in rows}


@cache
def _sounds() -> dict[str, str]:
    with (DATA / "sounds.csv").open(encoding="utf-8", newline="") as file:
        return {character: row["sound"] for row in csv.DictReader(file) for character in row["characters"]}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_sounds().values())


def syllables(text: str) -> list[str]:
    """How a plain text is read by the table of single characters; letters and digits stand for themselves."""
    return [_sounds().get(character, character) for character in text]


def cut(letters: str) -> list[str]:
    """Latin letters as the fewest syllables of pinyin, single letters where none fits: ``weishengsuc`` is wei sheng su c."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(letters) + 1):
        ways = []
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            piece = letters[start:end]
            cost = 1 if piece in _syllables() and end - start > 1 else 2 if end - start == 1 else 0
            if cost:
                ways.append((best[start][0] + cost, [*best[start][1], piece]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def read_aloud(word: str) -> list[str]:
    """The sounds of a word of a question, whatever it is written in: characters by the table, Latin letters cut into syllables."""
    runs = re.findall(r"[a-z]+|[^a-z]+", word)
    return [sound for run in runs for sound in (cut(run) if run.isascii() and run.isalpha() else syllables(run))]


def is_latin(text: str) -> bool:
    return text.isascii()


def has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text)


# ── the pieces of a document ────────────────────────────────────────────────────────────────────────────────────────────────────


def text_pieces(text: str, sign: str = "") -> set[str]:
    """Every character and every pair of neighbours."""
    return {sign + text[at:at + size] for size in (1, 2) for at in range(len(text) - size + 1)}


def pair_pieces(text: str, sign: str) -> set[str]:
    return {sign + text[at:at + 2] for at in range(len(text) - 1)}


def sound_pieces(sounds: list[str]) -> set[str]:
    return {f"~{sound}" for sound in sounds} | {f"~{first}.{second}" for first, second in zip(sounds, sounds[1:], strict=False)}


def initial_pieces(sounds: list[str]) -> set[str]:
    letters = "".join(sound[0] for sound in sounds)
    return {f"^{letters[at:at + size]}" for size in (2, 3) for at in range(len(letters) - size + 1)}


def number_pieces(number: str) -> set[str]:
    return {f"#{number[at:at + DIGITS_OF_A_NUMBER]}" for at in range(max(1, len(number) - DIGITS_OF_A_NUMBER + 1))}
