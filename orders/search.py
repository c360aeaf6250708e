"""Ctrl K over orders and payments."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.accounts.phones import whole
from microstore.core.pages import Hit, searchable
from orders.backoffice.money import PaymentDetail
from orders.backoffice.orders import OrderDetail
from orders.models import Order, Payment


@searchable(_("Orders"), "orders.view_order", icon="orders")
def find_orders(text, user, limit):
    """A whole number opens at once; else a whole phone number, or the end of an order's or a phone number."""
    text = text.strip()
    visible = Order.objects.visible_to(user).select_related("store")
    exact = visible.filter(number__iexact=text).first()
    if exact:
        return [_hit(exact, exact=True)]
    if phone := whole(text):
        return [_hit(order) for order in visible.filter(receiver_phone=phone).order_by("-placed_at")[:limit]]
    if text.isdigit() and len(text) >= 4:
        endings = Q(number__endswith=text) | Q(receiver_phone__endswith=text)
        return [_hit(order) for order in visible.filter(endings).order_by("-placed_at")[:limit]]
    return []


def _hit(order: Order, exact: bool = False) -> Hit:
    return Hit(
        order.number, OrderDetail.get_url(order), text=f"{order.store.name} · {order.display_state.label}", icon="orders", exact=exact
    )


@searchable(_("Payments"), "orders.view_payment", icon="coin")
def find_payments(text, user, limit):
    """Our number or the provider's, whole."""
    visible = Payment.objects.visible_to(user)
    found = visible.filter(number__iexact=text.strip()) | visible.filter(provider_ref=text.strip())
    return [Hit(row.number, PaymentDetail.get_url(row), text=row.get_state_display(), icon="coin", exact=True) for row in found[:limit]]
