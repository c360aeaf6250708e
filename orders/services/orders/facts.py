"""Gather what the review rules look at."""

import re
from datetime import timedelta

from microstore.core import clock
from orders.models import Order, PaymentState
from orders.review_rules import Facts, Line


def facts_of(order: Order) -> Facts:
    lines = list(order.lines.select_related("revision"))
    return Facts(
        receiver_name=order.receiver_name, receiver_phone=order.receiver_phone, district=order.district, detail=order.detail,
        note=order.note, total_fen=order.total_fen,
        lines=tuple(Line(line.title, line.units, groups_on_label(line.revision.unsuitable_population)) for line in lines),
        others_at_address=_others_at(order), same_again=_same_again(order, {line.sku_id for line in lines}),
        is_first_order=not Order.objects.of(order.customer).exclude(pk=order.pk).exclude(payment_state=PaymentState.UNPAID).exists(),
    )  # fmt: skip


def groups_on_label(text: str) -> tuple[str, ...]:
    """The groups of people that a label names, e.g. those the product does not suit."""
    return tuple(group for group in re.split(r"\W+", text) if len(group) >= 2)


def _others_at(order: Order) -> int:
    week = clock.now() - timedelta(days=7)
    same_door = Order.objects.filter(region_code=order.region_code, detail=order.detail, placed_at__gte=week)
    return same_door.exclude(customer=order.customer).exclude(payment_state=PaymentState.UNPAID).count()


def _same_again(order: Order, sku_ids: set[int]) -> tuple[str, ...]:
    day = order.placed_at - timedelta(days=1)
    earlier = Order.objects.of(order.customer).filter(placed_at__gte=day, payment_state=PaymentState.PAID).exclude(pk=order.pk)
    found = earlier.prefetch_related("lines")
    return tuple(other.number for other in found if {line.sku_id for line in other.lines.all()} == sku_ids)
