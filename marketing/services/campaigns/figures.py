"""The numbers of a campaign: what was seen, put into carts, ordered and paid, by day and by hour (duties M7, M12, M19)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum
from django.utils.functional import cached_property

from marketing import hooks
from marketing.models import Campaign, Coupon, DailyTraffic, PromotionUse
from microstore.core import clock, replica
from microstore.core.days import business_day

MOST_DAYS = 92


@dataclass
class Row:
    """One day or one hour."""

    label: str
    views: int = 0
    visitors: int = 0
    carts: int = 0
    orders: int = 0
    customers: int = 0
    new_customers: int = 0
    sales_fen: int = 0
    profit_fen: int = 0
    refunds_fen: int = 0

    @property
    def conversion(self) -> float | None:
        """Paying visitors of a hundred visitors; None where nobody came."""
        return round(100 * self.customers / self.visitors, 2) if self.visitors else None

    @property
    def average_fen(self) -> int:
        return self.sales_fen // self.orders if self.orders else 0

    def add(self, sales: hooks.HourSales) -> None:
        for name in ("orders", "customers", "new_customers", "sales_fen", "profit_fen", "refunds_fen"):
            setattr(self, name, getattr(self, name) + getattr(sales, name))


@dataclass
class Board:
    """All of one campaign. Visitors of several days are added up: nobody is recognised the day after."""

    campaign: Campaign
    days: dict[date, Row] = field(default_factory=dict)
    hours: dict[int, Row] = field(default_factory=dict)
    discount_fen: int = 0

    @cached_property
    def total(self) -> Row:
        total = Row("")
        for row in self.days.values():
            for name in vars(total):
                if name != "label":
                    setattr(total, name, getattr(total, name) + getattr(row, name))
        return total

    @cached_property
    def costs(self) -> dict:
        sums = self.campaign.costs.aggregate(planned=Sum("planned_fen"), committed=Sum("committed_fen"), actual=Sum("actual_fen"))
        return {name: fen or 0 for name, fen in sums.items()}

    @property
    def used_fen(self) -> int:
        return self.discount_fen + self.costs["actual"]

    @property
    def used_percent(self) -> int:
        return round(100 * self.used_fen / self.campaign.budget_fen) if self.campaign.budget_fen else 0


def references(campaign: Campaign) -> tuple:
    """Order numbers: those that used one of its promotions, those that spent one of its coupons."""
    uses = PromotionUse.objects.filter(promotion__in=campaign.promotions.values("pk"), counts=True)
    coupons = Coupon.objects.filter(kind__in=campaign.coupon_kinds.values("pk"), state=Coupon.State.USED)
    return uses.values("reference"), coupons.values("reference")


def discount_fen(campaign: Campaign) -> int:
    """What customers have saved by it so far."""
    uses = PromotionUse.objects.filter(promotion__in=campaign.promotions.values("pk"), counts=True)
    coupons = Coupon.objects.filter(kind__in=campaign.coupon_kinds.values("pk"), state__in=(Coupon.State.HELD, Coupon.State.USED))
    return (uses.aggregate(fen=Sum("amount_fen"))["fen"] or 0) + (coupons.aggregate(fen=Sum("kind__off_fen"))["fen"] or 0)


def used_fen(campaign: Campaign) -> int:
    """Of the budget: savings given and costs paid."""
    return discount_fen(campaign) + (campaign.costs.aggregate(fen=Sum("actual_fen"))["fen"] or 0)


@replica.reads
def board(campaign: Campaign) -> Board:
    """Six queries, however many orders."""
    drawn = Board(campaign, discount_fen=discount_fen(campaign))
    for day in _days(campaign):
        drawn.days[day] = Row(f"{day:%m-%d}")
    _add_traffic(drawn)
    _add_sales(drawn)
    return drawn


def _days(campaign: Campaign) -> list[date]:
    """From its first day to its last one or today."""
    first = business_day(campaign.starts_at)
    last = min(business_day(campaign.ends_at - timedelta(microseconds=1)), clock.today())
    return [first + timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS))]


def _traffic(campaign: Campaign):
    rows = DailyTraffic.objects.filter(store__in=campaign.stores.all())
    own = rows.filter(campaign=campaign)
    return own | rows.filter(product__in=campaign.products.all())


def _add_traffic(drawn: Board) -> None:
    if not drawn.days:
        return
    found = _traffic(drawn.campaign).filter(day__range=(min(drawn.days), max(drawn.days)))
    for row in found.values("day", "campaign", "views", "visitors", "carts", "views_by_hour", "carts_by_hour"):
        day = drawn.days.get(row["day"])
        if day is None:
            continue
        day.views, day.carts = day.views + row["views"], day.carts + row["carts"]
        day.visitors += row["visitors"] if row["campaign"] else 0
        if row["day"] == max(drawn.days):
            _add_hours(drawn, row)


def _add_hours(drawn: Board, row: dict) -> None:
    for hour, (views, carts) in enumerate(zip(row["views_by_hour"], row["carts_by_hour"], strict=True)):
        if views or carts:
            at = drawn.hours.setdefault(hour, Row(f"{hour}:00"))
            at.views, at.carts = at.views + views, at.carts + carts


def _add_sales(drawn: Board) -> None:
    last = max(drawn.days, default=None)
    for sales in hooks.sales_of(*references(drawn.campaign)):
        day = sales.hour.date()
        if day in drawn.days:
            drawn.days[day].add(sales)
        if day == last:
            drawn.hours.setdefault(sales.hour.hour, Row(f"{sales.hour.hour}:00")).add(sales)


def slow_movers(campaign: Campaign, days: int = 7) -> list[tuple[str, int, int]]:
    """(product, views, carts) of its goods that are looked at and left lying, the most looked at first (duty L5)."""
    since = clock.today() - timedelta(days=days)
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    rows = DailyTraffic.objects.filter(store__in=campaign.stores.all(), product__in=campaign.products.all(), day__gt=since)
    for name, views, carts in rows.values_list("product__name", "views", "carts"):
        seen[name][0] += views
        seen[name][1] += carts
    slow = [(name, views, carts) for name, (views, carts) in seen.items() if views >= 20 and carts * 50 < views]
    return sorted(slow, key=lambda one: -one[1])[:5]
