"""A card to show or to print: the product with a code that leads to its page."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.models import Listing
from catalog.storefront.sharing import head_of
from microstore.core.access import open_to
from microstore.core.symbols import qr


@open_to("public")
@require_safe
def share(request, slug):
    listing = get_object_or_404(Listing.objects.on_sale(request.store), slug=slug)
    address = head_of(slug, listing.picture)["canonical"]
    given = {"listing": listing, "address": address, "code": qr(address, listing.title)}
    return render(request, "catalog/storefront/share.html", given)
