"""What a question asks the index: for every word, the pieces that a product must have. Everything here is text; no database."""

import re
from dataclasses import dataclass

from catalog.search import spelling

NUMBER = re.compile(r"^[^\da-z]*([a-z]{0,3}\d{4,})\D{0,1}$")


@dataclass(frozen=True)
class Word:
    """A word of the question in its plain spelling, and what it is also called."""

    text: str
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.text, *self.also)


def all_of(pieces) -> str:
    """Pieces that must all be there. The plain spelling left letters and digits alone, so nothing needs escaping."""
    pieces = list(dict.fromkeys(pieces))
    return f"({' & '.join(_quoted(piece) for piece in pieces)})" if pieces else ""


def any_of(ways) -> str:
    ways = [way for way in dict.fromkeys(ways) if way]
    return f"({' | '.join(ways)})" if len(ways) > 1 else "".join(ways)


def every(ways) -> str:
    return " & ".join(way for way in ways if way)


def _quoted(piece: str) -> str:
    return f"'{piece[:-1]}':*" if piece.endswith("*") else f"'{piece}'"


def by_text(text: str, sign: str = "") -> str:
    return all_of(sign + text[at:at + 2] for at in range(len(text) - 1)) if len(text) > 1 else all_of([sign + text])


def by_sound(sounds: list[str]) -> str:
    """The last syllable may still be growing."""
    if not any(len(sound) > 1 for sound in sounds):
        return ""
    pairs = [f"~{first}.{second}" for first, second in zip(sounds, sounds[1:], strict=False)] or [f"~{sounds[0]}"]
    return all_of([*pairs[:-1], f"{pairs[-1]}*"])


def by_initials(letters: str) -> str:
    return all_of(f"^{letters[at:at + 3]}" for at in range(len(letters) - 2)) if len(letters) > 2 else all_of([f"^{letters}"])


def by_number(text: str) -> str:
    found = NUMBER.match(text)
    return all_of(sorted(spelling.number_pieces(found[1]))) if found else ""


def in_name(word: Word) -> list[str]:
    """Ways a name, a brand or a number can hold a word."""
    ways = [by_text(text) for text in word.spellings] + [by_number(word.text)]
    if spelling.has_latin(word.text):
        ways.append(by_sound(spelling.read_aloud(word.text)))
    if spelling.is_latin(word.text) and len(word.text) > 1:
        ways.append(by_initials(word.text))
    return ways


def anywhere(word: Word) -> list[str]:
    """In the name, in what it is for, in what it is made of."""
    wide = [text for text in word.spellings if not spelling.is_latin(text)]
    return [*in_name(word), *(by_text(text, "+") for text in wide), *(by_text(text, "-") for text in wide if len(text) > 1)]


def strictly(words: list[Word]) -> str:
    return every(any_of(anywhere(word)) for word in words)


def by_name(words: list[Word]) -> str:
    return every(any_of(in_name(word)) for word in words)


def plainly(words: list[Word]) -> str:
    """A part of ``by_name`` that an index answers soonest: characters as they are typed, syllables that are finished."""
    return every(any_of(_plain_ways(word)) for word in words)


def _plain_ways(word: Word) -> list[str]:
    is_spoken = spelling.is_latin(word.text) and spelling.has_latin(word.text)
    heard = by_sound(spelling.read_aloud(word.text)).replace(":*", "") if is_spoken else ""
    return [heard or by_text(word.text), *(by_text(text) for text in word.also)]


def in_tiers(words: list[Word]) -> list[str]:
    """``strictly`` in three parts without a product in common: plainly in the name, otherwise in the name, anywhere else."""
    plain, name, whole = plainly(words), by_name(words), strictly(words)
    return [plain, "" if name == plain else but_not(name, plain), "" if whole == name else but_not(whole, name)]


def but_not(query: str, other: str) -> str:
    return f"({query}) & !({other})"


def as_heard(words: list[Word]) -> str:
    """Characters that sound the same: 该片 for 钙片."""
    return every(by_sound(spelling.read_aloud(word.text)) or any_of(anywhere(word)) for word in words)


def loosely(words: list[Word]) -> str:
    """Any word, or any two neighbouring characters of one. Two Latin letters mean nothing."""
    pairs = [Word(word.text[at:at + 2]) for word in words for at in range(len(word.text) - 1)]
    return any_of(any_of(in_name(piece)) for piece in (*words, *pairs) if not spelling.is_latin(piece.text) or len(piece.text) > 3)
