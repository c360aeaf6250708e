"""A card to show or to print: the product with a code that leads to its page. A colleague's card leads there with their own word in
the address, so that what came by it can be counted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.models import Listing
from catalog.storefront.sharing import head_of
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.symbols import qr
from microstore.stores.services import shares


@open_to("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request, slug):
    listing = get_object_or_404(Listing.objects.on_sale(request.store), slug=slug)
    if request.method == "POST":
        return _make_mine(request, slug)
    is_colleague = request.user.is_staff
    code = shares.code_of(request.user) if is_colleague else ""
    address = head_of(slug, listing.picture)["canonical"] + (f"?{urlencode({shares.NAME: code})}" if code else "")
    given = {"listing": listing, "address": address, "code": qr(address, listing.title), "is_colleague": is_colleague, "my_code": code}
    given |= {"came": shares.came_by(code) if code else None, "days": shares.SHOWN_DAYS}
    return render(request, "catalog/storefront/share.html", given)


def _make_mine(request, slug):
    try:
        shares.give(request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("product-share", slug)
