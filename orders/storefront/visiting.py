"""Whose cart a request means, and the count of things in it that every page shows without a query."""

from django.db.models import Sum

from microstore.accounts import on_sign_in
from orders.models import Cart, CartLine
from orders.services import carts

COUNTS = "cart_units"  # in the session: store id → things in the cart


def cart_of(request) -> Cart | None:
    found = carts.find(request.store, customer=request.customer, session_key=request.session.session_key or "")
    return _in_store(found, request)


def open_cart_of(request) -> Cart:
    """Made on the first thing put in; a guest gets a session then."""
    if request.customer is None and not request.session.session_key:
        request.session.save()
        return carts.begin(request.store, session_key=request.session.session_key)
    return _in_store(carts.open_cart(request.store, customer=request.customer, session_key=request.session.session_key or ""), request)


def _in_store(cart, request):
    if cart is not None:
        cart.store = request.store
    return cart


def keep_count(request, units: int) -> None:
    counts = request.session.get(COUNTS) or {}
    if counts.get(str(request.store.pk), 0) != units:
        request.session[COUNTS] = {**counts, str(request.store.pk): units}


@on_sign_in
def bring_cart(request, customer, old_session_key) -> None:
    """What a guest gathered goes to the customer. A cart that is being placed at this moment stays as it was shown."""
    placing = getattr(request, "cart_being_placed", None)
    counts = request.session.get(COUNTS) or {}
    if placing is None or any(units for store_id, units in counts.items() if store_id != str(placing.store_id)):
        carts.merge_sessions(old_session_key or "", customer, but=placing)
    rows = CartLine.objects.filter(cart__customer=customer).values_list("cart__store").annotate(units=Sum("units")).order_by()
    request.session[COUNTS] = {str(store_id): units for store_id, units in rows}
