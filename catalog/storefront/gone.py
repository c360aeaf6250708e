"""The page of a product that left the shelf: friendly, with others to take instead, and out of the search engines."""

from django.shortcuts import render

from catalog.models import Listing
from catalog.services import related
from catalog.storefront import information
from microstore.compliance import goods


def tell(request, slug):
    """410 for what was delisted for good, 200 for what may come back; never seen here: information only, or not found."""
    was = Listing.objects.filter(store=request.store, slug=slug, listed_at__isnull=False).select_related("product", "category").first()
    if was is None or not goods.of(was.product_class).is_sold:
        return information.tell(request, slug)
    is_over = was.product.is_over
    others = related.instead_of(was)
    given = {"listing": was, "is_over": is_over, "others": others, "more": [] if others else related.of_the_store(was)}
    answer = render(request, "catalog/storefront/gone.html", given, status=410 if is_over else 200)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
