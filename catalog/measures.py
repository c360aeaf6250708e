"""What a specification holds, so that packs of different size can be compared: by the piece, or by weight or volume."""

import re
from dataclasses import dataclass
from fractions import Fraction

COUNT = re.compile(r"(?:^|[*×xX])(\d+)([^\W\d])")
EACH = re.compile(r"^(\d+(?:\.\d+)?)(kg|g|mg|ml|mL|L)")
BASE = {"kg": (1000, "g"), "g": (1, "g"), "mg": (Fraction(1, 1000), "g"), "ml": (1, "ml"), "mL": (1, "ml"), "L": (1000, "ml")}


@dataclass(frozen=True)
class Content:
    """``pieces`` of one ``piece`` word (0: not counted), and all of it together in ``unit`` (0: not weighed)."""

    pieces: int
    piece: str
    amount: Fraction
    unit: str


def content_of(spec: str) -> Content:
    """``1.0g×60片×2瓶`` holds 120 片, together 120 g; ``450g`` is weighed alone; ``60粒/瓶`` is counted alone."""
    plain = spec.replace(" ", "")
    counts = [(int(count), word) for count, word in COUNT.findall(plain) if not _is_weight(plain, count, word)]
    pieces = 1
    for count, __ in counts:
        pieces *= count
    weighed = EACH.match(plain)
    factor, unit = BASE[weighed[2]] if weighed else (0, "")
    amount = Fraction(weighed[1]) * factor * pieces if weighed else Fraction(0)
    return Content(pieces if counts else 0, counts[0][1] if counts else "", amount, unit)


def _is_weight(plain: str, count: str, word: str) -> bool:
    """``10g×20`` begins with what each piece weighs, not with a number of pieces."""
    return bool(EACH.match(plain)) and plain.startswith(f"{count}{word}")


def times(ours: str, theirs: str) -> Fraction | None:
    """How much of their pack is as much as one of ours: by the piece where both count the same pieces, else by what it weighs together.
    None when the specifications do not tell."""
    mine, other = content_of(ours), content_of(theirs)
    if mine.pieces and other.pieces and mine.piece == other.piece:
        return Fraction(mine.pieces, other.pieces)
    if mine.amount and other.amount and mine.unit == other.unit:
        return mine.amount / other.amount
    return None


def in_our_pack(fen: int, ours: str, theirs: str) -> int:
    """Their price for as much as our pack holds, to the nearest fen; as it is when the specifications do not tell."""
    share = times(ours, theirs)
    return fen if share is None else int(fen * share + Fraction(1, 2))


def each(fen: int, parts: int) -> int:
    """What one of so many pieces, days or units costs, to the nearest fen."""
    return (fen * 2 + parts) // (parts * 2)
