"""Orders of goods that may not be sold any more: not paid, not revived, not approved. Asked at every step towards the parcel."""

from django.db.models import Exists, OuterRef

from catalog.services import withheld
from inventory.models import Reservation, ReservationState
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.models import Order, OrderLine

FROM_LINE = ("sku", "order__store")


def line_of(order: Order) -> OrderLine | None:
    """The first line that law or safety forbid to sell now. One query."""
    found = OrderLine.objects.filter(withheld.condition(*FROM_LINE), order=order)
    return found.select_related("sku__product__live_revision", "sku__product__supplier").order_by("position").first()


def require_none(order: Order) -> None:
    if line := line_of(order):
        raise Refused(_words(line))


def why(order: Order) -> str:
    """For who reviews it: what is in the way, and the reason. Empty when nothing is."""
    line = line_of(order)
    if line is None:
        return ""
    return _("“%(title)s” may not be sold: %(why)s") % {"title": line.title, "why": withheld.why(line.sku.product, order.store)}


def of_unpaid(order: Order) -> str:
    """Why an order that waits for its money must not get it, in a sentence for the customer: also goods whose batch was stopped, with
    no other to take its place. One query."""
    line = OrderLine.objects.filter(_not_to_be_paid(), order=order).order_by("position").first()
    return _words(line) if line else ""


def unpaid(limit: int) -> list[int]:
    """Orders that wait for money they must not get."""
    lines = OrderLine.objects.filter(_not_to_be_paid(), order=OuterRef("pk"))
    return list(Order.objects.to_be_paid(clock.now()).filter(Exists(lines)).order_by("pk").values_list("pk", flat=True)[:limit])


def _not_to_be_paid():
    lost = Reservation.objects.filter(state=ReservationState.SHORT, reference=OuterRef("order__number"), sku=OuterRef("sku"))
    return withheld.condition(*FROM_LINE) | Exists(lost)


def _words(line: OrderLine) -> str:
    return _("“%(title)s” may not be sold at the moment.") % {"title": line.title[:120]}
