"""What the demo's customers do: when they come, what they put into the cart, and how their order goes."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from microstore.core.clock import SHANGHAI
from microstore.core.days import business_day

# visitors by hour of the day, Asia/Shanghai; the evening is the busiest time
HOURS = [2, 1, 1, 0, 0, 1, 3, 5, 8, 11, 13, 12, 11, 10, 9, 9, 9, 10, 11, 14, 17, 16, 11, 6]
# days on which a multiple of the usual number of orders comes
BUSY_DAYS = {(11, 11): 5, (6, 18): 4, (12, 12): 3, (9, 9): 2, (11, 10): 2}

TEXTS = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Visit:
    """One order to be: who comes when, what they want, and how it will end."""

    number: int
    at: datetime
    fate: str  # "expires", "is_cancelled" or "is_kept"
    line_count: int
    note: str
    minutes_to_pay: int
    minutes_to_review: int
    hours_on_the_way: int
    confirms_after_days: int  # 0: the timer completes the order


def visits(count: int, first: date, last: datetime, *, seed: str) -> list[Visit]:
    """``count`` visits between the day ``first`` and the moment ``last``, in order of time; the same call gives the same ones."""
    random = Random(seed)
    moments = sorted(_moment(random, first, last) for _ in range(count))
    return [_visit(random, number, moment) for number, moment in enumerate(moments)]


def _moment(random: Random, first: date, last: datetime) -> datetime:
    span = (business_day(last) - first).days + 1
    days = [first + timedelta(days=n) for n in range(span)]
    weights = [BUSY_DAYS.get((day.month, day.day), 1) for day in days]
    while True:
        day = random.choices(days, weights)[0]
        hour = random.choices(range(24), HOURS)[0]
        moment = datetime.combine(day, time(hour, random.randrange(60), random.randrange(60)), SHANGHAI)
        if moment <= last:
            return moment


def _visit(random: Random, number: int, moment: datetime) -> Visit:
    return Visit(
        number=number,
        at=moment,
        fate=random.choices(["is_kept", "expires", "is_cancelled"], [92, 5, 3])[0],
        line_count=random.choices([1, 2, 3, 4], [46, 31, 16, 7])[0],
        note=random.choice(TEXTS["notes"]) if random.random() < 0.06 else "",
        minutes_to_pay=random.randint(1, 14),
        minutes_to_review=random.randint(8, 170),
        hours_on_the_way=random.randint(22, 78),
        confirms_after_days=random.choice([0, 0, 0, 1, 2, 3]),
    )


def choose_goods(random: Random, sku_ids: list[int], count: int) -> dict[int, int]:
    """Maps ``count`` different SKUs to units; few products sell most, as in every shop."""
    chosen: dict[int, int] = {}
    while len(chosen) < min(count, len(sku_ids)):
        place = min(int(random.expovariate(1 / (len(sku_ids) / 5))), len(sku_ids) - 1)
        chosen[sku_ids[place]] = random.choices([1, 2, 3], [70, 23, 7])[0]
    return chosen
