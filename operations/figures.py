"""The figures of the day that the workbench shows: bounded by two weeks, whatever the history, and scoped to the stores a person sees."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from microstore.core import clock, replica
from microstore.core.clock import SHANGHAI
from microstore.core.days import day_bounds
from microstore.stores.scope import store_ids_visible_to
from orders.models import Order

DAYS = 14
FRESH_SECONDS = 60


@dataclass(frozen=True)
class Sold:
    """Paid orders by business day, oldest first, the last being today; and those of the same hours a week ago."""

    counts: list[int]
    sums_fen: list[int]
    week_ago_count: int
    week_ago_fen: int

    @property
    def today(self) -> tuple[int, int]:
        return self.counts[-1], self.sums_fen[-1]


def sold(user) -> Sold:
    """At most a minute old."""
    stores = store_ids_visible_to(user)
    scope = "all" if stores is None else "-".join(map(str, sorted(stores)))
    return cache.get_or_set(f"figures:sold:{scope}:{clock.today()}", lambda: _sold(user), FRESH_SECONDS)


@replica.reads
def _sold(user) -> Sold:
    today, now = clock.today(), clock.now()
    first = today - timedelta(days=DAYS - 1)
    paid = Order.objects.visible_to(user).filter(paid_at__isnull=False).order_by()
    rows = (
        paid.filter(placed_at__gte=day_bounds(first)[0], placed_at__lte=now)
        .values(day=TruncDate("placed_at", tzinfo=SHANGHAI))
        .annotate(count=Count("pk"), total=Sum("total_fen"))
    )
    by_day = {row["day"]: row for row in rows}
    days = [by_day.get(first + timedelta(days=n), {"count": 0, "total": 0}) for n in range(DAYS)]
    week = timedelta(days=7)
    before = paid.filter(placed_at__gte=day_bounds(today)[0] - week, placed_at__lte=now - week)
    then = before.aggregate(count=Count("pk"), total=Sum("total_fen"))
    return Sold([day["count"] for day in days], [day["total"] for day in days], then["count"], then["total"] or 0)


def sold_by_store(user) -> dict[int, tuple[int, int]]:
    """Paid orders of today and their sum in fen, per store. At most a minute old."""
    stores = store_ids_visible_to(user)
    scope = "all" if stores is None else "-".join(map(str, sorted(stores)))
    return cache.get_or_set(f"figures:stores:{scope}:{clock.today()}", lambda: _sold_by_store(user), FRESH_SECONDS)


@replica.reads
def _sold_by_store(user) -> dict[int, tuple[int, int]]:
    start, end = day_bounds(clock.today())
    paid = Order.objects.visible_to(user).filter(paid_at__isnull=False, placed_at__gte=start, placed_at__lt=end).order_by()
    rows = paid.values("store").annotate(count=Count("pk"), total=Sum("total_fen"))
    return {row["store"]: (row["count"], row["total"]) for row in rows}


def change_percent(value: int, before: int) -> int | None:
    """How much more than before, in per cent; None where there was nothing to compare with."""
    return round((value - before) * 100 / before) if before else None
