"""What follows when goods leave the shelf or stand on it again."""

from catalog.events import ProductDelisted, ProductListed, ProductResumed
from catalog.models import Listing, StockNotice
from catalog.shelf import medicines, removing
from microstore.core.events import on
from microstore.messaging import services as messaging
from microstore.stores.events import LicenceKept, LicenceRemoved
from microstore.stores.models import Store


@on(ProductResumed, ProductListed)
def end_removal(event) -> None:
    removing.end(event.code)


@on(LicenceKept, LicenceRemoved)
def keep_medicines_licensed(event) -> None:
    """A licence that was shortened, narrowed or taken away takes the medicines along."""
    medicines.clear(Store.objects.get(pk=event.store_id))


@on(ProductDelisted)
def tell_who_waits(event: ProductDelisted) -> None:
    """Whoever asked to hear when it is back hears that it will not be, with what may be taken instead on its page."""
    waiting = StockNotice.objects.waiting().filter(listing__in=Listing.objects.filter(product__code=event.code))
    for row in waiting.select_related("customer__user", "listing"):
        context = {"product": row.listing.title, "slug": row.listing.slug}
        messaging.send("catalog.not_coming_back", to=row.customer, key=f"gone:{row.pk}", channels=("inbox",), context=context)
