"""What is read here cannot be given back once it was opened: whoever orders it agrees to that first, and the order keeps it."""

from collections.abc import Iterable

from microstore.compliance.goods import NO_PARCEL
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

STATEMENT = "digital"


def titles(skus: Iterable) -> list[str]:
    """The names of what is read here."""
    return [sku.product.name for sku in skus if sku.product.product_class in NO_PARCEL]


def require_agreed(skus: Iterable, consents) -> None:
    if STATEMENT not in consents and titles(skus):
        raise Refused(_("Please agree that what is read here cannot be given back without a reason once it was opened."))
