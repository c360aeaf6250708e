"""Gather what the review rules look at."""

import re
from datetime import timedelta

from microstore.core import clock
from orders.models import Order, PaymentState
from orders.review_rules import Facts, Line
from orders.services import withheld
from orders.services.channels.opening import channel_order_of, is_masked


def facts_of(order: Order) -> Facts:
    lines = list(order.lines.select_related("revision"))
    row = channel_order_of(order)
    return Facts(
        receiver_name=order.receiver_name, receiver_phone=order.receiver_phone, district=order.district, detail=order.detail,
        note=order.note, total_fen=order.total_fen,
        lines=tuple(Line(line.title, line.units, groups_on_label(line.revision.unsuitable_population)) for line in lines),
        others_at_address=_others_at(order) if order.has_parcel else 0, has_parcel=order.has_parcel,
        same_again=_same_again(order, {line.sku_id for line in lines}, is_own=row is None),
        channel=row.channel.name if row else "", is_masked=is_masked(order),
        is_first_order=row is None and _is_first(order), withheld=withheld.why(order),
    )  # fmt: skip


def groups_on_label(text: str) -> tuple[str, ...]:
    """The groups of people that a label names, e.g. those the product does not suit."""
    return tuple(group for group in re.split(r"\W+", text) if len(group) >= 2)


def _is_first(order: Order) -> bool:
    return not Order.objects.of(order.customer).exclude(pk=order.pk).exclude(payment_state=PaymentState.UNPAID).exists()


def _others_at(order: Order) -> int:
    week = clock.now() - timedelta(days=7)
    same_door = Order.objects.filter(region_code=order.region_code, detail=order.detail, placed_at__gte=week)
    others = same_door.exclude(customer=order.customer, receiver_phone=order.receiver_phone)
    return others.exclude(payment_state=PaymentState.UNPAID).count()


def _same_again(order: Order, sku_ids: set[int], *, is_own: bool) -> tuple[str, ...]:
    """All buyers of a channel are one customer to us: there the phone tells them apart."""
    day = order.placed_at - timedelta(days=1)
    earlier = Order.objects.of(order.customer).filter(placed_at__gte=day, payment_state=PaymentState.PAID).exclude(pk=order.pk)
    earlier = earlier if is_own else earlier.filter(receiver_phone=order.receiver_phone)
    found = earlier.prefetch_related("lines")
    return tuple(other.number for other in found if {line.sku_id for line in other.lines.all()} == sku_ids)
