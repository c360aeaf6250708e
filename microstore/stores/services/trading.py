"""Whether a store sells at this moment: asked by whoever takes goods into a cart, places an order or starts a payment."""

from django.db import connection

from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store

_HELD = "SELECT state, sells_until FROM stores_store WHERE id = %s FOR SHARE"


def require(store: Store) -> None:
    """Refuse, with the sentence customers read, when nothing is sold here now. Asks no query."""
    if not store.sells_now:
        raise Refused(sentence(store))


def require_held(store: Store) -> None:
    """The same from the row as it stands, held until the transaction ends: who suspends the store waits, who came later is refused.

    Buyers do not wait for each other, which is why this is not ``locked``.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [store.pk])
        store.state, store.sells_until = cursor.fetchone()
    require(store)


def sentence(store: Store) -> str:
    """Why nothing can be bought. Empty while the store sells."""
    if store.sells_now:
        return ""
    if store.is_announced or store.state == Store.State.PREPARING:
        return _("This store opens soon; nothing can be ordered yet.")
    if store.state == Store.State.CLOSED:
        return _("This store is closed for good.")
    return _("This store takes no orders at the moment. You can look around, and your cart is kept; orders already paid are sent as usual.")
