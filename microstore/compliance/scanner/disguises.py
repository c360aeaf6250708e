"""Other ways to read a text that hides its words: each a folded text, the places that make it another reading, and how far it is
trusted."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from microstore.compliance import reference
from microstore.compliance.scanner.folding import TAG, Folded, fold, is_han, without

HAN = "\u3400-\u9fff"
HARD = r",;:!?()、。\n\r<>\[\]{}【】《》〈〉「」『』“”‘’"
SOFT_GAP = re.compile(rf"(?<=[{HAN}])(?:[^\w{HARD}]|_)+(?=[{HAN}])")
ANY_GAP = re.compile(rf"(?<=[{HAN}])(?:[^\w]|_)+(?=[{HAN}])")
LETTERS_BETWEEN = re.compile(rf"(?<=[{HAN}])[A-Za-z]{{1,2}}(?=[{HAN}])")
LONE_DIGIT = re.compile(rf"(?<![\dA-Za-z.%/-])\d(?=[{HAN}])(?![.%])")
NUMERALS = "零一二三四五六七八九"
PAUSE = re.compile(rf"[{HARD}]")
COLUMN, COLUMNS = 8, 3
TRUSTED, DOUBTED = "block", "review"


@dataclass(frozen=True)
class Reading:
    """A hit counts if a seam lies inside it (``seams``) or a replaced character belongs to it (``marks``). No such condition on the
    plain readings. ``most`` caps the level of hits that are a guess; ``doubtful(start, end)`` says which are."""

    folded: Folded
    seams: tuple[int, ...] | None = None
    marks: tuple[int, ...] | None = None
    is_trusted: object = None

    def holds(self, start: int, end: int) -> bool:
        if self.seams is not None:
            at = bisect_left(self.seams, start + 1)
            return at < len(self.seams) and self.seams[at] < end
        if self.marks is not None:
            at = bisect_left(self.marks, start)
            return at < len(self.marks) and self.marks[at] < end
        return True

    def cap(self, start: int, end: int) -> str:
        return TRUSTED if self.is_trusted is None or self.is_trusted(start, end) else DOUBTED


def plain_readings(folded: Folded) -> list[Reading]:
    """As written; without tags; and with blanks and ornaments between Chinese characters closed up."""
    sources = [folded]
    if "<" in folded.text and TAG.search(folded.text):
        sources.append(without(folded, TAG)[0])
    closed = [without(source, SOFT_GAP) for source in sources]
    return [*map(Reading, sources), *(Reading(one, tuple(seams)) for one, seams in closed if seams)]


def hidden_readings(folded: Folded) -> Iterator[Reading]:
    """Readings that only a disguise needs, built on the closed text."""
    bare = without(folded, TAG)[0] if "<" in folded.text else folded
    closed, seams = without(bare, SOFT_GAP)
    yield from _across_pauses(bare)
    yield from _columns(bare)
    yield from _compounds(bare)
    yield from _compounds(closed) if seams else ()
    yield from _letters_out(closed)
    yield from _digits(closed)


def _across_pauses(bare: Folded) -> Iterator[Reading]:
    """Pauses closed up too. A word that stands torn into single characters was torn on purpose; any other is a guess."""
    closed, seams = without(bare, ANY_GAP)
    gaps = dict(zip(seams, (gap[0] for gap in ANY_GAP.finditer(bare.text)), strict=True))
    hard = tuple(seam for seam in seams if PAUSE.search(gaps[seam]))

    def is_edge(at: int) -> bool:
        return at in gaps or at in (0, len(closed.text)) or not (is_han(closed.text[at]) and is_han(closed.text[at - 1]))

    def is_torn(start: int, end: int) -> bool:
        inside = [seam for seam in range(start + 1, end) if seam in gaps]
        pieces = pairwise([start, *inside, end])
        return any(len(gaps[seam].strip()) > 1 for seam in inside) or any(
            b - a == 1 and (a != start or is_edge(a)) and (b != end or is_edge(b)) for a, b in pieces)

    if hard:
        yield Reading(closed, hard, None, is_torn)


def _columns(bare: Folded) -> Iterator[Reading]:
    """Short lines read downwards, from the left and from the right."""
    if bare.text.count("\n") < COLUMNS - 2:
        return
    spots, block, at = [], [], 0
    for line in [*bare.text.split("\n"), "." * (COLUMN + 1)]:
        words = [at + place for place, letter in enumerate(line) if not letter.isspace()]
        at += len(line) + 1
        if 0 < len(words) <= COLUMN:
            block.append(words)
            continue
        if len(block) >= COLUMNS - 1 and max(map(len, block)) > 1:
            spots.append(block)
        block = []
    for block in spots:
        wide = max(map(len, block))
        for order in (range(wide), range(wide - 1, -1, -1)):
            places = [line[at] for at in order for line in block if at < len(line)]
            text = "".join(bare.text[place] for place in places)
            rows = {place: row for row, line in enumerate(block) for place in line}
            yield Reading(
                Folded(text, tuple(bare.places[place] for place in places), bare.ends),
                tuple(at for at in range(1, len(places)) if rows[places[at]] != rows[places[at - 1]]), None,
                lambda start, end: end - start > 2)


@cache
def compounds() -> tuple[re.Pattern, dict[str, str]]:
    """Several characters that stand for others: torn into their parts, or spelled by a neighbour in sound or form."""
    plain = {fold(row["written"]).text: row["plain"] for row in reference.rows("lookalikes") if len(row["written"]) > 1}
    return re.compile("|".join(sorted(map(re.escape, plain), key=len, reverse=True))), plain


def _compounds(closed: Folded) -> Iterator[Reading]:
    pattern, plain = compounds()
    if pattern.search(closed.text):
        yield _replaced(closed, pattern, lambda found: plain[found[0]])


def _letters_out(closed: Folded) -> Iterator[Reading]:
    """Letters pushed between the characters of a word."""
    if LETTERS_BETWEEN.search(closed.text):
        bare, seams = without(closed, LETTERS_BETWEEN)
        yield Reading(bare, tuple(seams))


def _digits(closed: Folded) -> Iterator[Reading]:
    """A digit in place of its word."""
    if LONE_DIGIT.search(closed.text):
        yield _replaced(closed, LONE_DIGIT, lambda found: NUMERALS[int(found[0])])


def _replaced(source: Folded, pattern: re.Pattern, word_for) -> Reading:
    """``source`` with every match written anew; what is new stands for the whole of what was there."""
    letters, places, marks, ends, at = [], [], [], dict(source.ends), 0
    for found in pattern.finditer(source.text):
        word, old = word_for(found), source.places[found.start():found.end()]
        letters += [source.text[at:found.start()], word]
        places += source.places[at:found.start()]
        marks += range(len(places), len(places) + len(word))
        places += [old[0]] * len(word)
        ends[old[0]] = source.ends.get(old[-1], old[-1] + 1)
        at = found.end()
    letters.append(source.text[at:])
    return Reading(Folded("".join(letters), (*places, *source.places[at:]), ends), None, tuple(marks))
