"""What was really paid for one piece: told to product management, which strikes no other price (rules PR-03, PR-12).

A bundle is a piece of its own: what it was sold for is its deal and no deal of what is inside. What was given back is no deal, nor what
another platform sold: a struck price compares within one store."""
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from catalog.pricing import deals
from catalog.pricing.deals import Deal
from catalog.pricing.norms import REFERENCE
from microstore.core import clock
from microstore.core.days import business_day, day_bounds
from orders.models import Channel, Order, OrderBundle, OrderLine, PaymentState, RefundPart


def deal_fen(line: OrderLine) -> int:
    """After everything that was saved, without freight; a broken fen counts as saved."""
    return (line.goods_fen - line.off_fen) // line.units


def counting():
    """Order lines that were paid in our own stores and of which at least one unit stayed with the customer."""
    from_channel = Channel.objects.filter(customer=OuterRef("order__customer"))
    lines = OrderLine.objects.filter(order__payment_state=PaymentState.PAID).exclude(Exists(from_channel))
    back = Count("refund_parts__unit", filter=Q(refund_parts__kind=RefundPart.Kind.GOODS), distinct=True)
    return lines.alias(back=back).filter(back__lt=F("units")).select_related("order", "bundle")


def of(lines: Iterable[OrderLine]) -> list[Deal]:
    """Of a bundle one deal for all its lines, if something of each of them stayed with the customer."""
    found, bundles = [], defaultdict(list)
    for line in lines:
        if line.bundle_id:
            bundles[line.bundle].append(line)
        else:
            found.append(Deal(line.sku_id, line.order.store_id, deal_fen(line), line.order.paid_at))
    return found + [_of_bundle(bundle, parts) for bundle, parts in bundles.items() if sum(p.goods_fen for p in parts) == bundle.goods_fen]


def _of_bundle(bundle: OrderBundle, lines: list[OrderLine]) -> Deal:
    order = lines[0].order
    return Deal(bundle.sku_id, order.store_id, sum(line.goods_fen - line.off_fen for line in lines) // bundle.units, order.paid_at)


def note(number: str) -> None:
    """An order was paid."""
    deals.note(of(counting().filter(order__number=number)))


def note_refund(number: str) -> None:
    """Something of an order was given back: the days are written anew from what still counts."""
    order = Order.objects.get(number=number)
    if order.paid_at is None or Channel.objects.filter(customer=order.customer_id).exists():
        return
    single = set(order.lines.filter(bundle=None).values_list("sku", flat=True))
    bundles = set(order.bundles.values_list("sku", flat=True))
    day = business_day(order.paid_at)
    lines = _paid_between(day, day).filter(Q(bundle=None, sku__in=single) | Q(bundle__sku__in=bundles), order__store=order.store_id)
    deals.recount([day], of(lines), {(sku, order.store_id) for sku in single | bundles})


def recount_recent() -> int:
    """Every night: the days that a struck price may rest on, from the orders themselves. Returns how many rows."""
    last = clock.today()
    first = last - timedelta(days=REFERENCE.value + 1)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return deals.recount(days, of(_paid_between(first, last)))


def _paid_between(first: date, last: date):
    return counting().filter(order__paid_at__gte=day_bounds(first)[0], order__paid_at__lt=day_bounds(last)[1])
