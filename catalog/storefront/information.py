"""A product that is told about and not sold: no picture, no leaflet, no price, nothing to buy (rules RX-06, RX-07)."""
from django.http import Http404
from django.shortcuts import render

from catalog.models import Listing
from microstore.compliance import goods

TOLD = ("certificate_name", "approval_number", "maker_name", "maker_address")


def tell(request, slug):
    """The page of what stands on the shelf of this store as information; anything else is not found."""
    listed = Listing.objects.filter(store=request.store, slug=slug, is_on=True)
    listing = listed.select_related("product__live_revision", "category").first()
    rules = goods.of(listing.product_class) if listing else None
    if rules is None or rules.sale != goods.Sale.INFORMATION:
        raise Http404
    revision = listing.product.live_revision
    return render(request, "catalog/storefront/information.html", {
        "listing": listing, "rules": rules, "statements": rules.statements("detail"),
        "facts": [(revision._meta.get_field(name).verbose_name, getattr(revision, name)) for name in TOLD]})
