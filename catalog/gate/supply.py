"""How long a pack lasts: pieces in the pack by the pieces of a day (reminders, price per day)."""
import re

from microstore.compliance import reference

COUNTED = re.compile(r"[*×xX](\d+)(\w)\s*$")


def pieces_in(spec: str) -> tuple[int | None, str]:
    """Number and word of the pieces that a specification counts."""
    counted = COUNTED.search(spec.replace(" ", ""))
    return (int(counted[1]), counted[2]) if counted else (None, "")


def pieces_per_day(dosage: str, piece: str) -> int | None:
    """What the label says plainly and once; amounts by age, by weight or from-to are left to a person."""
    text = re.sub(r"\s", "", dosage)
    a_day = re.findall(reference.wording("pieces_a_day"), text)
    times = re.findall(reference.wording("times_a_day"), text)
    each = re.findall(reference.wording("pieces_each_time"), text)
    if len(a_day) == 1 and not times and not each:
        return int(a_day[0][0]) if a_day[0][1] == piece else None
    if len(times) == len(each) == 1 and not a_day and each[0][1] == piece:
        return int(times[0]) * int(each[0][0])
    return None


def of_pack(spec: str, dosage: str) -> dict:
    """What a new pack size starts with: read off its specification and the label."""
    pieces, word = pieces_in(spec)
    return {"units_of_use": pieces, "intake_per_day": pieces_per_day(dosage, word) if pieces else None}
