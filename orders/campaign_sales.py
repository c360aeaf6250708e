"""What the orders of a campaign brought in, told to marketing."""

from collections import Counter

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import TruncHour

from marketing.hooks import HourSales, tells_sales
from microstore.core.clock import SHANGHAI
from orders.models import Order, OrderLine, Refund

HOUR = TruncHour("paid_at", tzinfo=SHANGHAI)


@tells_sales
def sales_by_hour(*references) -> list[HourSales]:
    """Three queries, however many orders."""
    named = Q()
    for query in references:
        named |= Q(number__in=query)
    paid = Order.objects.filter(named, paid_at__isnull=False).order_by()
    cost, refunds = _cost(paid), _refunds(paid)
    earlier = Order.objects.filter(customer=OuterRef("customer"), paid_at__lt=OuterRef("paid_at"))
    rows = paid.annotate(hour=HOUR, is_new=~Exists(earlier)).values("hour").annotate(
        orders=Count("pk"), customers=Count("customer", distinct=True), new=Count("customer", filter=Q(is_new=True), distinct=True),
        sales=Sum("total_fen"), goods=Sum(F("total_fen") - F("freight_fen")),
    )  # fmt: skip
    return [
        HourSales(
            row["hour"], row["orders"], row["customers"], row["new"], row["sales"], row["goods"] - cost[row["hour"]], refunds[row["hour"]]
        )
        for row in rows.order_by("hour")
    ]


def _cost(paid) -> Counter:
    lines = OrderLine.objects.filter(order__in=paid.values("pk")).order_by()
    rows = (
        lines.annotate(hour=TruncHour("order__paid_at", tzinfo=SHANGHAI)).values("hour").annotate(fen=Sum(F("units") * F("sku__cost_fen")))
    )
    return Counter({row["hour"]: row["fen"] or 0 for row in rows})


def _refunds(paid) -> Counter:
    """By the hour in which the order was paid."""
    done = Refund.objects.filter(order__in=paid.values("pk"), state=Refund.State.SUCCEEDED).order_by()
    rows = done.annotate(hour=TruncHour("order__paid_at", tzinfo=SHANGHAI)).values("hour").annotate(fen=Sum("amount_fen"))
    return Counter({row["hour"]: row["fen"] for row in rows})
