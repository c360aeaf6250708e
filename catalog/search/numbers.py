"""Numbers that lead straight to one product."""

from django.db.models import Q

from catalog.models import Listing, Sku
from microstore.compliance.numbers import normalise


def direct(text: str, store) -> Listing | None:
    """The one product a number stands for: SKU, barcode, product number or approval number, whole."""
    number = normalise(text)
    if len(number) < 5 or not any(letter.isdigit() for letter in number):
        return None
    packs = Sku.objects.filter(is_number(number)).values("product")
    by_number = Q(product__code__iexact=number) | Q(approval_number=number) | Q(product__in=packs)
    found = list(Listing.objects.on_sale(store).filter(by_number)[:2])
    return found[0] if len(found) == 1 else None


def is_number(number: str) -> Q:
    return Q(code__iexact=number) | Q(barcode=number)
