"""Reviews of a product: the section on its page, and the page with all of them. Newest first; nothing is pinned (rule EC-11)."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.hooks import on_product_page
from catalog.models import Listing
from customerservice.models import Review
from microstore.core.access import open_to
from microstore.core.pages import keyset

ON_PAGE, PER_PAGE = 2, 10
NEWEST = ("-written_at", "-pk")
# name in the address → (label, which, in which order); bad ones first is offered, good ones first is not
ORDERS = {
    "": (gettext_lazy("Newest first"), Q(), NEWEST),
    "pictures": (gettext_lazy("With pictures"), Q(has_pictures=True), NEWEST),
    "low": (gettext_lazy("Low stars first"), Q(), ("stars", *NEWEST)),
}


def published(listing):
    """Those of this product in this store; never of another product."""
    return Review.objects.published().filter(store=listing.store_id, product=listing.product_id)


@on_product_page
def section(listing) -> str:
    """The average, how many gave how many stars, and the newest."""
    rows = published(listing).order_by("-written_at", "-pk")[:ON_PAGE] if listing.review_count else []
    given = {"listing": listing, "reviews": rows, "bars": bars(listing)}
    return render_to_string("customerservice/storefront/reviews/_section.html", given)


def bars(listing) -> list[tuple[int, int, int]]:
    """(stars, reviews, per cent) from five stars down."""
    count = listing.review_count
    return [(stars, many, many * 100 // count) for stars, many in reversed(list(enumerate(listing.stars, 1)))] if count else []


@open_to("public")
@require_safe
def product_reviews(request, slug):
    """It stays when the product has left the shelf: reviews are not taken away."""
    listing = get_object_or_404(Listing.objects.filter(store=request.store, listed_at__isnull=False), slug=slug)
    wanted = request.GET.get("sort", "")
    _label, which, order = ORDERS.get(wanted) or ORDERS[""]
    window = keyset.window(published(listing).filter(which), order, size=PER_PAGE, after=request.GET.get("after", ""))
    sort = wanted if wanted in ORDERS else ""
    tabs = [{"code": code, "label": label, "is_current": code == sort} for code, (label, *_rest) in ORDERS.items()]
    return render(request, "customerservice/storefront/reviews/list.html", {
        "listing": listing, "window": window, "bars": bars(listing), "tabs": tabs, "sort": sort,
    })  # fmt: skip
