"""How far a store has come towards its goals: what was paid in the period against what was to be sold (duty O1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from microstore.core.days import day_bounds
from operations.models import StoreGoal
from orders.models import Order, PaymentState


@dataclass(frozen=True)
class Progress:
    goal: StoreGoal
    sales_fen: int
    orders: int

    @property
    def percent(self) -> int:
        """Of the sales, never above a hundred in the bar."""
        return min(100, 100 * self.sales_fen // self.goal.sales_fen) if self.goal.sales_fen else 0


def bounds(goal: StoreGoal):
    """First moment of the period and the moment after its last."""
    first = date(goal.year, 3 * goal.quarter - 2, 1) if goal.quarter else date(goal.year, 1, 1)
    after = date(goal.year + 1, 1, 1) if goal.quarter in (None, 4) else date(goal.year, 3 * goal.quarter + 1, 1)
    return day_bounds(first)[0], day_bounds(after - timedelta(days=1))[1]


def progress(store) -> list[Progress]:
    """Two queries, however many goals: one sum for each goal in the second."""
    goals = list(store.goals.all()[:12])
    if not goals:
        return []
    kept = Order.objects.filter(store=store, payment_state__in=(PaymentState.PAID, PaymentState.REFUNDING)).order_by()
    sums = {}
    for goal in goals:
        start, end = bounds(goal)
        within = Q(paid_at__gte=start, paid_at__lt=end)
        sums |= {f"fen{goal.pk}": Sum("total_fen", filter=within), f"count{goal.pk}": Count("pk", filter=within)}
    found = kept.filter(paid_at__gte=min(bounds(goal)[0] for goal in goals)).aggregate(**sums)
    return [Progress(goal, found[f"fen{goal.pk}"] or 0, found[f"count{goal.pk}"]) for goal in goals]
