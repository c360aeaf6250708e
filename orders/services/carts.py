"""Carts: put in, take out, carry over, and look at what they would cost now."""

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Exists, F, OuterRef, Subquery, Sum, When

from catalog.models import Product, Sku
from catalog.pricing.deciding import has_steps
from catalog.readings import holding
from catalog.services import prices
from inventory import services as inventory
from inventory.models import Stock
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.stores.services import trading
from orders.models import Cart, CartLine
from orders.models.cart import MAX_LINES, MAX_UNITS


def find(store, *, customer=None, session_key: str = "") -> Cart | None:
    """With its lines, in one query when there are any."""
    owner = _owner(customer, session_key)
    if owner is None:
        return None
    of_owner = {f"cart__{name}": value for name, value in owner.items()}
    rows = CartLine.objects.filter(cart__store=store, **of_owner).select_related("cart")
    lines = list(rows.annotate(product_class=F("sku__product__product_class")))
    if not lines:
        return Cart.objects.filter(store=store, **owner).first()
    cart = lines[0].cart
    cart.known_units = {line.sku_id: line.units for line in lines}
    cart.has_parcel = any(line.product_class not in NO_PARCEL for line in lines)
    return cart


def _owner(customer, session_key: str) -> dict | None:
    if customer is not None:
        return {"customer": customer}
    return {"session_key": session_key} if session_key else None


def open_cart(store, *, customer=None, session_key: str = "") -> Cart:
    """The cart of this customer, or of this guest's session, made if there is none."""
    return find(store, customer=customer, session_key=session_key) or begin(store, customer=customer, session_key=session_key)


def begin(store, *, customer=None, session_key: str = "") -> Cart:
    """A first cart."""
    try:
        with transaction.atomic():
            cart = Cart.objects.create(store=store, **_owner(customer, session_key))
    except IntegrityError:  # another click of the same visitor made it a moment ago
        return Cart.objects.get(store=store, **_owner(customer, session_key))
    cart.known_units = {}
    return cart


def units_by_sku(cart: Cart) -> dict[int, int]:
    """What lies in it, read anew."""
    return dict(cart.lines.values_list("sku_id", "units"))


@transaction.atomic
def add(cart: Cart, sku_id: int, units: int = 1) -> dict[int, int]:
    """Put ``units`` more into the cart. Returns the units by SKU that are in it now.

    Refuses while the store takes no orders, what it does not sell, more than there is, and more than a cart holds.
    """
    trading.require(cart.store)
    inside = getattr(cart, "known_units", None)
    inside = units_by_sku(cart) if inside is None else inside
    wanted = inside.get(sku_id, 0) + units
    if units < 1 or wanted > MAX_UNITS:
        raise Refused(_("A cart takes at most %(most)d of one product.") % {"most": MAX_UNITS})
    if sku_id not in inside and len(inside) >= MAX_LINES:
        raise Refused(_("A cart takes at most %(most)d different products.") % {"most": MAX_LINES})
    price_fen, is_stepped = _check_sellable(cart, sku_id, wanted)
    _write(cart, sku_id, units, price_fen, is_stepped)
    cart.known_units = {**inside, sku_id: wanted}
    return cart.known_units


def _check_sellable(cart: Cart, sku_id: int, wanted: int) -> tuple[int, bool]:
    """(the price of one of so many, whether their number changes it). One query: what the store sells, for how much, how many are
    left; one more for a bundle."""
    stock = Stock.objects.with_free().in_reach(cart.store_id).filter(sku=OuterRef("pk"))
    free = stock.order_by().values("sku").annotate(free=Sum(F("on_hand") - F("reserved")))
    row = (
        Sku.objects.sellable(cart.store).filter(pk=sku_id)
        .annotate(now_fen=prices.in_store(cart.store, "pk", wanted), left=Subquery(free.values("free")))
        .annotate(is_stepped=Exists(has_steps(cart.store, "pk")))
        .values_list("now_fen", "left", "is_stepped", "is_bundle", "product__product_class").first()
    )  # fmt: skip
    if row is None:
        raise Refused(_("This product is not for sale in this store right now."))
    now_fen, left, is_stepped, is_bundle, product_class = row
    if product_class in NO_PARCEL:
        _check_copies(cart, sku_id, wanted)
        return now_fen, is_stepped
    _check_left(inventory.available_units([sku_id], cart.store_id)[sku_id] if is_bundle else left or 0, wanted)
    return now_fen, is_stepped


def _check_copies(cart: Cart, sku_id: int, wanted: int) -> None:
    """One copy is enough of what is read, and it is never sold out."""
    if wanted > 1:
        raise Refused(_("It is in your cart already: one copy is enough."))
    product = Product.objects.get(skus=sku_id)
    if cart.customer_id and holding.has(cart.customer, product):
        raise Refused(holding.already(product))


def _check_left(left: int, wanted: int) -> None:
    if left < 1:
        raise Refused(_("This product is sold out."))
    if wanted > left:
        raise Refused(_("Only %(left)d left.") % {"left": left})


_PUT_IN = """
    INSERT INTO orders_cartline AS line (cart_id, sku_id, units, seen_fen, added_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (cart_id, sku_id) DO UPDATE
       SET units = LEAST(line.units + EXCLUDED.units, %s), seen_fen = CASE WHEN %s THEN EXCLUDED.seen_fen ELSE line.seen_fen END
"""


def _write(cart: Cart, sku_id: int, units: int, price_fen: int, is_stepped: bool) -> None:
    """Two clicks at once add up: the line is inserted by one and raised by the other. A price that follows the number of units
    is seen anew: it is no change to be told."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT_IN, [cart.pk, sku_id, units, price_fen, clock.now(), MAX_UNITS, is_stepped])


@transaction.atomic
def set_units(cart: Cart, sku_id: int, units: int) -> dict[int, int]:
    """Change how many of a line; 0 takes it out. Fewer is always possible, more only while there is stock."""
    if units <= 0:
        remove(cart, sku_id)
        return units_by_sku(cart)
    if units > MAX_UNITS:
        raise Refused(_("A cart takes at most %(most)d of one product.") % {"most": MAX_UNITS})
    inside = units_by_sku(cart)
    if units > 1 and Sku.objects.filter(pk=sku_id, product__product_class__in=NO_PARCEL).exists():
        raise Refused(_("It is in your cart already: one copy is enough."))
    if units > inside.get(sku_id, 0):
        _check_left(inventory.available_units([sku_id], cart.store_id).get(sku_id, 0), units)
    of_units = When(Exists(has_steps(cart.store, "sku")), then=prices.in_store(cart.store, "sku", units))
    cart.lines.filter(sku_id=sku_id).update(units=units, seen_fen=Case(of_units, default=F("seen_fen")))
    return {**inside, sku_id: units} if sku_id in inside else inside


@transaction.atomic
def remove(cart: Cart, sku_id: int) -> int:
    """Take a line out. Returns how many units it had, so that the removal can be undone."""
    units = units_by_sku(cart).get(sku_id, 0)
    cart.lines.filter(sku_id=sku_id).delete()
    return units


@transaction.atomic
def merge(guest: Cart, into: Cart) -> None:
    """Move a guest's lines into the customer's cart; the same SKU in both adds up, as far as a cart takes. The guest's cart ends."""
    inside = units_by_sku(into)
    for line in guest.lines.all():
        units = min(MAX_UNITS, inside.get(line.sku_id, 0) + line.units)
        CartLine.objects.bulk_create(
            [CartLine(cart=into, sku_id=line.sku_id, units=units, seen_fen=line.seen_fen, added_at=line.added_at)],
            update_conflicts=True, unique_fields=["cart", "sku"], update_fields=["units"],
        )  # fmt: skip
    guest.delete()


def merge_sessions(session_key: str, customer, *, but: Cart | None = None) -> None:
    """After sign-in: every store's guest cart of the session, ``but`` one, goes to the customer."""
    guests = Cart.objects.filter(session_key=session_key).exclude(session_key="").exclude(pk=but.pk if but else None)
    for guest in guests.select_related("store"):
        merge(guest, open_cart(guest.store, customer=customer))


def forget_abandoned(before, *, limit: int = 500) -> int:
    """Delete guests' carts begun before ``before``: their sessions have ended."""
    old = Cart.objects.filter(customer=None, created_at__lt=before).values_list("pk", flat=True)[:limit]
    return Cart.objects.filter(pk__in=list(old)).delete()[0]
