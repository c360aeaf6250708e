"""Words for illness and treatment: whoever types one is told to see a doctor and is shown no goods (rules HF-08, HF-09).

The words are those of the term list that may not be said of any goods, in the sense of medicine, and a few names of our own table.
"""

import csv
from functools import cache

from catalog.search.spelling import DATA, is_latin, parts, plain, read_aloud
from microstore.compliance import functions, reference

SHORTEST_SOUND = 8


@cache
def words() -> frozenset[str]:
    listed = (
        plain(row["pattern"]) for row in reference.rows("ad_forbidden_terms")
        if row["category"] == "medical" and row["match_type"] == "literal" and "general" in row["scope"].split("|")
    )  # fmt: skip
    with (DATA / "illness.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(listed) | {plain(row["word"]) for row in csv.DictReader(file)}


@cache
def _sounds() -> frozenset[str]:
    return frozenset(sound for word in words() if len(sound := "".join(read_aloud(word))) >= SHORTEST_SOUND)


@cache
def _official() -> tuple[str, ...]:
    """Official wordings name what they are not for; they stay an ordinary question."""
    found = {plain(wording) for function in functions.all_functions().values() for wording in function.wordings}
    return tuple(sorted((wording for wording in found if len(wording) > 3), key=len, reverse=True))


def is_named_in(text: str) -> bool:
    """Written, in pinyin, or with other characters of the same sound."""
    asked = [_without_official(word) for word in parts(text)]
    whole = _without_official("".join(asked))
    return any(word in whole for word in words()) or any(_sounds_like_one(word) for word in (*asked, whole))


def _without_official(text: str) -> str:
    for wording in _official():
        text = text.replace(wording, "")
    return text


def _sounds_like_one(word: str) -> bool:
    """As a whole; in Latin letters also three syllables or more within, for fewer are heard in many names."""
    heard = read_aloud(word)
    if "".join(heard) in _sounds():
        return True
    return is_latin(word) and any(
        "".join(heard[start:end]) in _sounds() for start in range(len(heard)) for end in range(start + 3, min(len(heard), start + 6) + 1)
    )
