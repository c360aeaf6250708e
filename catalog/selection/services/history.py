"""Price curves: of one competitor's product, and of everything that stands against one SKU beside our own price."""
from dataclasses import replace
from datetime import date, timedelta

from catalog.models import CompetitorProduct, Price, PriceObservation
from microstore.core import charts, clock
from microstore.core.days import business_day, day_bounds
from microstore.core.sentences import gettext as _

NAME_WIDTH = 9
SHOWN = 24
"""Days drawn at most: the last ones on which anything was seen."""


def of_rival(rival: CompetitorProduct) -> charts.Chart | None:
    """With our price of the linked pack size as comparison; None before the first observation."""
    seen = {rival.pk: _days(rival.observations.all())}
    return _drawn([(str(rival.competitor), seen[rival.pk])], rival.sku_id)


def of_sku(sku) -> charts.Chart | None:
    """Ours first, then each linked competitor's."""
    rivals = list(sku.rivals.select_related("competitor")[:charts.MAX_SERIES - 1])
    rows = PriceObservation.objects.filter(rival__in=rivals)
    return _drawn([(str(rival.competitor), _days(rows.filter(rival=rival))) for rival in rivals], sku.pk, ours_first=True)


def _days(observations) -> dict[date, int]:
    """The last price of each day."""
    return dict(observations.order_by("seen_on", "pk").values_list("seen_on", "price_fen"))


def _drawn(theirs: list[tuple[str, dict[date, int]]], sku_id: int | None, *, ours_first=False) -> charts.Chart | None:
    days = sorted({day for _name, seen in theirs for day in seen})[-SHOWN:]
    if not days:
        return None
    series = [(name, _carried(seen, days)) for name, seen in theirs if seen]
    if own := _own(sku_id, days):
        series.insert(0 if ours_first else len(series), (_("Our price"), own))
    drawn = charts.line(_("Prices seen, yuan"), [f"{day:%m-%d}" for day in days], [(short_name(name), values) for name, values in series])
    return replace(drawn, heads=["", *(name for name, _values in series)])


def short_name(name: str) -> str:
    """As much of a name as stands beside a line: four Chinese characters, or nine Latin ones."""
    width, kept = 0, ""
    for letter in name:
        width += 1 if letter.isascii() else 2
        if width > NAME_WIDTH:
            break
        kept += letter
    return kept.rstrip("（( ")


def _carried(seen: dict[date, int], days: list[date]) -> list[float]:
    """In yuan; a day without a look keeps the price before it, days before the first look the first price."""
    known = sorted(seen.items())
    return [next((fen for day, fen in reversed(known) if day <= wanted), known[0][1]) / 100 for wanted in days]


def _own(sku_id: int | None, days: list[date]) -> list[float]:
    """Our base price at the end of each day; none where we had no price on all of them."""
    if sku_id is None:
        return []
    rows = list(Price.objects.filter(sku=sku_id, store=None, channel="", tier="", from_units=1).order_by("valid_from"))
    ends = [day_bounds(day)[1] - timedelta(seconds=1) if day < business_day(clock.now()) else clock.now() for day in days]
    found = [next((row.amount_fen for row in reversed(rows) if row.is_in_force(end)), None) for end in ends]
    first = next((fen for fen in found if fen is not None), None)
    return [] if first is None else [(fen if fen is not None else first) / 100 for fen in found]
