"""Prices that were raised shortly before a promotion: the price before it would make the saving look larger (rule PR-06)."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.models import Price
from catalog.pricing import deciding, limits, norms, past


@dataclass(frozen=True)
class Raise:
    sku_id: int
    old_fen: int
    new_fen: int
    at: datetime


def before(sku_ids, store_id: int | None, moment: datetime) -> list[Raise]:
    """Of each SKU the newest raise above the flagged percentage in the days before ``moment``, in one store. One query."""
    since = moment - timedelta(days=norms.AHEAD.value)
    rows = Price.objects.filter(sku_id__in=list(sku_ids), valid_from__lt=moment).exclude(valid_until__lte=since)
    found = []
    for sku_id, prices in deciding.by_sku(rows.order_by("sku_id", "pk")).items():
        steps = past.steps(prices, store_id, since, moment)
        raised = [
            Raise(sku_id, old, new, at) for (__, old), (at, new) in zip(steps, steps[1:], strict=False)
            if limits.percent_of(old, new) > norms.RAISE.value]
        found += raised[-1:]
    return found
