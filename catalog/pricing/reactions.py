"""What prices do about news of others."""

from catalog.events import ProductDelisted, ProductListed, ProductResumed, ProductSuspended, ProductUnlisted
from catalog.pricing import sanity
from microstore.core.events import on
from microstore.stores.events import PagePublished
from microstore.stores.models import Page


@on(PagePublished)
def look_at_amounts(event: PagePublished) -> None:
    """What was mended appears at once; what is wrong never stays (rule PR-08)."""
    for page in Page.objects.filter(store=event.store_id, slug=event.page):
        sanity.pause_wrong(page)


@on(ProductSuspended, ProductDelisted, ProductUnlisted, ProductListed, ProductResumed)
def look_at_links(event) -> None:
    """Banners stop leading to what left the shelf, and lead there again when it is back (duty P11)."""
    sanity.look_at_links_to(event.code)
