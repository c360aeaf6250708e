"""Goods that are not for minors: whoever orders them states that they are of age, and the order keeps it."""

from collections.abc import Iterable

from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from orders.services import bundles

STATEMENT = "adult"


def adults_only(skus: Iterable, inside) -> list[str]:
    """The names of those that are not for minors; a bundle is not when something inside is not."""
    return [sku.product.name for sku in skus if sku.product.is_adults_only or _holds_some(sku, inside)]


def _holds_some(sku, inside) -> bool:
    return any(part.product.is_adults_only for part in bundles.components(sku, inside).values())


def require_stated(skus: Iterable, inside, consents) -> None:
    if STATEMENT not in consents and adults_only(skus, inside):
        raise Refused(_("Some of these goods are not for minors. Please state that you are 18 or older."))
