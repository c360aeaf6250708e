"""What an order is promised until it is paid: units on the shelves, and copies to read of what has no parcel (decision 0031)."""

from collections.abc import Iterable
from datetime import datetime

from catalog.models import Product
from catalog.readings import holding
from inventory import services as inventory
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.models import Order, OrderLine
from orders.services import bundles


def make(order: Order, lines: Iterable[OrderLine], *, until: datetime) -> None:
    """Inside a transaction. Refuses what is sold out and what the customer has to read already. Locks stock rows: call it last."""
    lines = list(lines)
    if readings := [line for line in lines if line.is_virtual]:
        holding.promise(order.number, order.customer, Product.objects.filter(skus__in=[line.sku_id for line in readings]).distinct())
    if units := bundles.units_by_sku(line for line in lines if not line.is_virtual):
        inventory.reserve(order.number, units, until=until, store_id=order.store_id)


def keep(order: Order, *, until: datetime, by=None) -> None:
    """The order is paid: what was promised lasts, and what is read is delivered with it. A promise of stock that ran out is made anew;
    raises ``OutOfStock`` when the goods are gone."""
    if order.has_parcel:
        if not inventory.reservations(order.number):
            units = bundles.units_by_sku(order.lines.filter(is_virtual=False))
            inventory.reserve(order.number, units, until=until, store_id=order.store_id)
        inventory.commit(order.number)
    if order.has_readings:
        holding.grant(order.number, by=by)


def release(order: Order, *, reason: str, by=None) -> None:
    """The order has ended: everything is free again."""
    inventory.release(order.number, reason)
    if order.has_readings:
        holding.end(order.number, reason=reason, by=by)


def take_back(order: Order, line_ids: Iterable[int], *, reason: str, by=None) -> None:
    """The money of these lines goes back: what was read of them is over. Goods come back as a return."""
    if order.has_readings:
        products = order.lines.filter(pk__in=list(line_ids), is_virtual=True).values_list("sku__product", flat=True)
        holding.end(order.number, reason=reason, products=list(products), by=by)


def require_unopened(order: Order) -> None:
    """Refuse to undo an order of which something was read: that is given back only where it has a fault."""
    if order.has_readings and (opened := holding.opened(order.number)):
        words = _("You have opened “%(titles)s”, so the whole order cannot be cancelled. Please ask customer service about the rest.")
        raise Refused(words % {"titles": "、".join(opened.values())})
