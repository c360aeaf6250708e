"""What was really paid for one piece: told to product management, which strikes no other price (rules PR-03, PR-12).

What was given back is no deal, nor what another platform sold: a struck price compares within one store."""
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from catalog.pricing import deals
from catalog.pricing.deals import Deal
from catalog.pricing.norms import REFERENCE
from microstore.core import clock
from microstore.core.days import business_day, day_bounds
from orders.models import Channel, Order, OrderLine, PaymentState, RefundPart


def deal_fen(line: OrderLine) -> int:
    """After everything that was saved, without freight; a broken fen counts as saved."""
    return (line.goods_fen - line.off_fen) // line.units


def counting():
    """Order lines that were paid in our own stores and of which at least one unit stayed with the customer."""
    from_channel = Channel.objects.filter(customer=OuterRef("order__customer"))
    lines = OrderLine.objects.filter(order__payment_state=PaymentState.PAID).exclude(Exists(from_channel))
    back = Count("refund_parts__unit", filter=Q(refund_parts__kind=RefundPart.Kind.GOODS), distinct=True)
    return lines.alias(back=back).filter(back__lt=F("units")).select_related("order")


def of(lines: Iterable[OrderLine]) -> list[Deal]:
    return [Deal(line.sku_id, line.order.store_id, deal_fen(line), line.order.paid_at) for line in lines]


def note(number: str) -> None:
    """An order was paid."""
    deals.note(of(counting().filter(order__number=number)))


def note_refund(number: str) -> None:
    """Something of an order was given back: the days are written anew from what still counts."""
    order = Order.objects.get(number=number)
    if order.paid_at is None or Channel.objects.filter(customer=order.customer_id).exists():
        return
    pairs = {(sku, order.store_id) for sku in order.lines.values_list("sku", flat=True)}
    day = business_day(order.paid_at)
    deals.recount([day], of(_paid_between(day, day).filter(sku__in=[sku for sku, __ in pairs], order__store=order.store_id)), pairs)


def recount_recent() -> int:
    """Every night: the days that a struck price may rest on, from the orders themselves. Returns how many rows."""
    last = clock.today()
    first = last - timedelta(days=REFERENCE.value + 1)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return deals.recount(days, of(_paid_between(first, last)))


def _paid_between(first: date, last: date):
    return counting().filter(order__paid_at__gte=day_bounds(first)[0], order__paid_at__lt=day_bounds(last)[1])
