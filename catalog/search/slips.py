"""Typing slips: the word of the shelf that was meant. One wrong, missing, extra or swapped letter, or a character of the same sound.

Two spellings one slip apart share what is left of them when a letter is dropped; ``SearchWord.slips`` holds all of that, so the
candidates come by one look into an index and only they are compared.
"""

from dataclasses import dataclass

from catalog.models import SearchWord
from catalog.search import synonyms
from catalog.search.asking import Word
from catalog.search.spelling import is_latin, parts, read_aloud

SHORTEST_HAN, SHORTEST_LATIN = 3, 4
LONGEST_WORD = 10
MOST_CANDIDATES = 200
LONGEST_ASKED = 16
FAR = 9


def spoken(text: str) -> str:
    return "".join(read_aloud(text))


def keys_of(word: str, sound: str = "") -> set[str]:
    """Under which a word can be found although one letter of it, or of its sound, is wrong."""
    sound = sound or spoken(word)
    keys = {word, sound}
    if len(word) >= (SHORTEST_LATIN if is_latin(word) else SHORTEST_HAN):
        keys |= _one_dropped(word)
    if len(sound) > SHORTEST_LATIN:
        keys |= _one_dropped(sound)
    return keys


def _one_dropped(text: str) -> set[str]:
    return {text[:at] + text[at + 1:] for at in range(len(text))}


def is_one_slip(first: str, second: str) -> bool:
    """Equal, or one letter replaced, dropped, added, or two neighbours swapped."""
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    one, other = first[at:], second[at:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or (one[1::-1] == other[:2] and one[2:] == other[2:])


@dataclass(frozen=True)
class Meaning:
    """A question taken apart: words of the shelf, slips mended, and what nobody knows."""

    words: tuple[str, ...]
    mended: bool
    left_over: str

    @property
    def is_whole(self) -> bool:
        return bool(self.words) and not self.left_over


def understand(words: list[Word], *, mend: bool = True) -> Meaning:
    """Cut the question into words of the shelf; what is left over is mended where one slip explains it. At most three queries."""
    texts = [word.text for word in words if not word.also]
    known = _known({piece for text in texts for piece in _runs(text)})
    cuts = {text: _cut(text, known) for text in texts}
    unknown = {text for text, cut in cuts.items() if any(not is_known for _piece, is_known in cut)}
    meant = _meant(unknown if mend else set(), {text: _doubtful(text, cuts[text]) for text in unknown})
    found, left_over, mended = [], [], False
    for word in words:
        if word.text in meant:
            mended = True
            found += meant[word.text][0]
            left_over += meant[word.text][1]
        elif word.also:
            found.append(word.text)
        else:
            found += [piece for piece, is_known in cuts[word.text] if is_known]
            left_over += [piece for piece, is_known in cuts[word.text] if not is_known]
    return Meaning(tuple(found), mended, "".join(left_over))


def _runs(text: str) -> set[str]:
    return {text[start:end] for start in range(len(text)) for end in range(start + 1, min(len(text), start + LONGEST_WORD) + 1)}


def _known(pieces: set[str]) -> set[str]:
    return set(SearchWord.objects.filter(word__in=pieces).values_list("word", flat=True)) if pieces else set()


def _cut(text: str, known: set[str]) -> list[tuple[str, bool]]:
    """Words of the shelf from left to right: as much of the text as possible, in as few words as possible."""
    best: list[tuple[tuple[int, int], list]] = [((0, 0), [])]
    for end in range(1, len(text) + 1):
        ways = [((best[end - 1][0][0] + 2, best[end - 1][0][1]), [*best[end - 1][1], (text[end - 1], False)])]
        for start in range(max(0, end - LONGEST_WORD), end):
            if text[start:end] in known:
                left, count = best[start][0]
                ways.append(((left + (1 if end - start == 1 else 0), count + 1), [*best[start][1], (text[start:end], True)]))
        best.append(min(ways, key=lambda way: way[0]))
    return _joined(best[-1][1])


def _joined(cut: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Unknown neighbours as one piece."""
    pieces: list[tuple[str, bool]] = []
    for piece, is_known in cut:
        if pieces and not is_known and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + piece, False)
        else:
            pieces.append((piece, is_known))
    return pieces


def _doubtful(text: str, cut) -> list[tuple[int, int]]:
    """(start, end) of the runs that may be the misspelt word: they hold something unknown."""
    if is_latin(text):
        return [(0, len(text))]
    at, holes = 0, []
    for piece, is_known in cut:
        if not is_known:
            holes.append((at, at + len(piece)))
        at += len(piece)
    first, last = holes[0]
    return [(start, end) for start in range(max(0, first - 3), first + 1) for end in range(last, min(len(text), last + 3) + 1)
            if end - start > 1]  # fmt: skip


def _meant(texts: set[str], runs: dict[str, list[tuple[int, int]]]) -> dict[str, tuple[list[str], list[str]]]:
    """Text → (its words with the slip mended, what is still left over)."""
    keys = {key for text in texts for start, end in runs[text] for key in keys_of(text[start:end])}
    if not keys:
        return {}
    rows = list(SearchWord.objects.filter(slips__overlap=sorted(keys)).values_list("word", "sound")[:MOST_CANDIDATES])
    rows += [(also, spoken(also)) for also in synonyms.known() if len(also) >= SHORTEST_LATIN]
    found = {}
    for text in texts:
        ways = [way for start, end in runs[text] for way in _ways(text, start, end, rows)]
        if ways:
            _badness, start, end, word = min(ways)
            rest = [piece for piece in (text[:start], text[end:]) if piece]
            known = _known(set(rest))
            found[text] = ([*(piece for piece in rest if piece in known and text.startswith(piece)), word,
                            *(piece for piece in rest if piece in known and not text.startswith(piece))],
                           [piece for piece in rest if piece not in known])  # fmt: skip
    return found


def _ways(text: str, start: int, end: int, rows):
    """(badness, start, end, word): what is left over weighs most, then the kind of slip."""
    run = text[start:end]
    heard = spoken(run)
    for word, sound in rows:
        if word == run:
            continue
        if len(run) > 1 and sound == heard:
            slip = 0
        elif not is_latin(run) and not is_latin(word) and len(run) >= SHORTEST_HAN and len(run) == len(word) and is_one_slip(run, word):
            slip = 1
        elif _is_long_enough(run) and min(len(heard), len(sound)) >= SHORTEST_LATIN and is_one_slip(heard, sound):
            slip = 2
        else:
            continue
        yield (len(text) - (end - start)) * 2 + slip, start, end, word


def _is_long_enough(run: str) -> bool:
    """Two characters that sound a little different are another word: 护肝 is not 鱼肝."""
    return is_latin(run) or len(run) >= SHORTEST_HAN


def nearest(text: str, most: int = 6) -> list[str]:
    """Words of the shelf that look or sound like a part of the text, the nearest first. One query."""
    asked = "".join(parts(text))[:LONGEST_ASKED]
    runs = {run for run in _runs(asked) if len(run) > 1}
    keys = {key for run in runs for key in keys_of(run) if len(key) > 1}
    rows = SearchWord.objects.filter(slips__overlap=sorted(keys)).values_list("word", "sound")[:MOST_CANDIDATES] if keys else ()
    found = {word: min(_distance(run, word, sound) for run in runs) for word, sound in rows if len(word) > 1 and word != asked}
    return sorted((word for word in found if found[word] < FAR), key=lambda word: (found[word], -len(word)))[:most]


def _distance(run: str, word: str, sound: str) -> int:
    heard = spoken(run)
    return 0 if word == run else 1 if sound == heard else 2 if len(run) > 2 and is_one_slip(run, word) else 3 if (
        _is_long_enough(run) and len(heard) > SHORTEST_LATIN and is_one_slip(heard, sound)) else FAR
