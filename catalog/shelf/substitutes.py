"""What stands in for a product: what product management says, and after that goods of the same function and shelf."""

from django.db import transaction

from catalog.models import Product, Substitute
from catalog.shelf.events import SubstitutesSet
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

MOST = 6


@transaction.atomic
def put(product: Product, others: list[Product], *, by) -> None:
    """Replace the list, in this order. Refuses the product itself, other kinds of goods, and more than the page shows."""
    product.lock()
    if len(others) > MOST:
        raise Refused(_("At most %(most)d substitutes.") % {"most": MOST})
    if any(other.pk == product.pk for other in others):
        raise Refused(_("A product cannot stand in for itself."))
    if strange := next((other for other in others if other.product_class != product.product_class), None):
        raise Refused(_("%(product)s is goods of another class.") % {"product": strange})
    Substitute.objects.filter(product=product).delete()
    Substitute.objects.bulk_create(
        Substitute(product=product, other=other, position=place, by=by) for place, other in enumerate(others))
    publish(SubstitutesSet(product.code, [other.code for other in others]), about=product, by=by)


def said(product_id: int) -> list[int]:
    return list(Substitute.objects.filter(product=product_id).values_list("other", flat=True))
