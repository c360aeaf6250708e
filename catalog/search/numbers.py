"""Numbers that lead straight to one product."""

from django.db.models import Q

from catalog.models import Listing, Product, Sku
from microstore.compliance.numbers import normalise


def direct(text: str, store) -> Listing | None:
    """The one product a number stands for: SKU, barcode, product number or approval number, whole."""
    number = normalise(text)
    if len(number) < 5 or not any(letter.isdigit() for letter in number):
        return None
    spelt = {number, number.upper(), number.lower()}
    ways = [Product.objects.filter(code__in=spelt).values_list("pk"), Sku.objects.filter(code__in=spelt).values_list("product"),
            Sku.objects.filter(barcode=number).values_list("product"),
            Product.objects.filter(live_revision__approval_number=number).values_list("pk")]  # fmt: skip
    products = {pk for (pk,) in ways[0].union(*ways[1:])}  # each a look into one index
    found = list(Listing.objects.on_sale(store).filter(product__in=products)[:2]) if products else []
    return found[0] if len(found) == 1 else None


def is_number(number: str) -> Q:
    return Q(code__iexact=number) | Q(barcode=number)
