"""How well a product answers a question: where in its name the words stand, else how else they fit."""

from catalog.search import spelling
from catalog.search.asking import Word

WHOLE, SOUND, INITIALS, PURPOSE, SOMEWHERE = 100, 60, 45, 40, 10
SOLD_OUT = 25


def points(row, words: list[Word]) -> float:
    """Points of a candidate, a mean over the words of the question, without its stock."""
    return sum(_of_word(row, word) for word in words) / max(1, len(words))


def _of_word(row, word: Word) -> float:
    name = row.sought.partition(" ")[0]
    best = float(SOMEWHERE)
    for place, text in enumerate(word.spellings):
        at = row.sought.find(text)
        if at >= 0:
            share = len(text) / max(1, len(name))
            best = max(best, WHOLE - 8 * bool(place) - min(at, 20) / 2 + 40 * share)
    if best > WHOLE / 2:
        return best
    if spelling.has_latin(word.text) and len(word.text) > 1:
        best = max(best, _heard(row, word.text))
    purpose = spelling.plain(f"{row.function_claim} {row.dosage_form}")
    return max([best, *(PURPOSE for text in word.spellings if text in purpose)])


def _heard(row, text: str) -> float:
    sounds = row.pinyin.split(" ")
    spoken, letters = "".join(spelling.read_aloud(text)), "".join(sound[0] for sound in sounds if sound)
    if spoken in "".join(sounds):
        return SOUND + 10 * len(spoken) / max(1, len(row.pinyin))
    at = letters.find(text)
    return INITIALS - min(at, 20) / 2 + 10 * len(text) / len(letters) if at >= 0 else SOMEWHERE


def matched(row, words: list[Word]) -> float:
    """For a question that nothing fits as a whole: how much of it stands in the name."""
    return sum(_share_of(row.sought, word.text) for word in words) / max(1, len(words)) * WHOLE


def _share_of(sought: str, text: str) -> float:
    if text in sought:
        return 1.0
    pairs = [text[at:at + 2] for at in range(len(text) - 1)]
    return sum(pair in sought for pair in pairs) / (len(pairs) + 1) if pairs else 0.0
