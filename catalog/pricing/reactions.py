"""What prices do about news of others."""

from catalog.pricing import sanity
from microstore.core.events import on
from microstore.stores.events import PagePublished
from microstore.stores.models import Page


@on(PagePublished)
def look_at_amounts(event: PagePublished) -> None:
    """What was mended appears at once; what is wrong never stays (rule PR-08)."""
    for page in Page.objects.filter(store=event.store_id, slug=event.page):
        sanity.pause_wrong(page)
