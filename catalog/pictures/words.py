"""The words on a drawn label: which belong together, where a line may break. The lists stand in words.json."""

import json
import re
from pathlib import Path

DATA = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
SAYS = DATA["says"]
WORDS = DATA["words"]
ENDINGS = re.compile(f"({DATA['endings']})$")
TRADE_MARK = re.compile(r"^(.{1,10}?)(" + SAYS["trade_mark"] + r"|®|R(?=[\u4e00-\u9fffβγD]))")
NOTE = re.compile(SAYS["left"] + "(.+?)" + SAYS["right"])
LATIN = re.compile(SAYS["vitamin"] + r"[A-Z]+\d*|[A-Za-z]+\d*|[βγ]-.")


def split_name(name: str, brand: str) -> tuple[str, str]:
    """The main words of a product name and its ending, such as the form; brand and notes in brackets are left out."""
    plain = re.sub(r"\s", "", name).replace("(", SAYS["left"]).replace(")", SAYS["right"])
    plain = TRADE_MARK.sub("", NOTE.sub("", plain))
    if brand and plain.startswith(brand) and len(plain) > len(brand) + 2:
        plain = plain[len(brand) :]
    ending = ENDINGS.search(plain)
    if ending and len(plain) - len(ending[1]) >= 2:
        return plain[: -len(ending[1])], ending[1]
    return plain, ""


def units(text: str) -> float:
    """Width in Han characters."""
    return sum(0.58 if letter < "\u2000" else 1 for letter in text)


def tokens(text: str) -> list[str]:
    """The pieces between which a line may break."""
    found, at = [], 0
    while at < len(text):
        latin = LATIN.match(text[at:])
        word = latin[0] if latin else next((w for w in WORDS if text.startswith(w, at)), text[at])
        found.append(word)
        at += len(word)
    return found


def wrap(text: str, most: float, lines: int) -> list[str]:
    """Balanced lines that break between words, between characters where a word is too long."""
    pieces = tokens(text)
    if any(units(piece) > most for piece in pieces):
        pieces = [part for piece in pieces for part in (piece if units(piece) > most else [piece])]
    ways = [_fill(pieces, units(text) / count, count) for count in range(1, lines + 1)]
    return min(ways, key=lambda way: _cost(way, most))


def _fill(pieces, goal, count):
    lines, line = [], ""
    for piece in pieces:
        if line and units(line) + units(piece) / 2 > goal and len(lines) < count - 1:
            lines.append(line)
            line = piece
        else:
            line += piece
    return [*lines, line]


def _cost(lines, most):
    widths = [units(line) for line in lines]
    return max(0, max(widths) - most) * 9 + len(lines) * 0.9 + (max(widths) - min(widths)) * 0.35
