"""Whether what lies in a cart is used up before the date of the batches that would ship, at the amount on the label (rule GS-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from microstore.core import clock
from orders import norms


@dataclass(frozen=True)
class Lasting:
    """``units`` last so many ``days``; among them are goods that are good ``until`` an earlier day; ``usable`` are used up in time."""

    units: int
    days: int
    until: date
    usable: int


def beyond(lots: list[tuple[date, int]], taken: int, units: int, days: int) -> tuple[int, date] | None:
    """Of ``units`` more after those ``taken``, each lasting so many ``days`` and used one after the other: (how many are used up in
    time, the date that the next one misses). None when all are. ``lots`` are dates and free units in the order in which they ship."""
    done, wanted = 0, taken + units
    for expires_on, free in lots:
        here = min(free, wanted - done)
        most = max(0, (expires_on - clock.today()).days - norms.USE_MARGIN.value) // days
        if here and done + here > max(most, taken):
            return max(done, most, taken) - taken, expires_on
        done += here
    return None


def look(needs: Iterable[tuple], units: int, lots_of, taken_of) -> Lasting | None:
    """``needs``: (SKU, how many of it one unit takes). None where everything is used up in time, or nobody knows how long it lasts."""
    found = [one for sku, each in needs if (one := _of_one(sku, each, units, lots_of, taken_of))]
    return min(found, key=lambda one: one.usable, default=None)


def _of_one(sku, each: int, units: int, lots_of, taken_of) -> Lasting | None:
    days = sku.days_of(1)
    late = beyond(lots_of(sku.pk), taken_of(sku.pk), each * units, days) if days else None
    return Lasting(units, days * each * units, late[1], late[0] // each) if late else None
