"""Who waited hears that the goods are there."""

from catalog.models import StockNotice
from catalog.wishes.events import NoticeTold
from microstore.core.events import on
from microstore.messaging import services as messaging


@on(NoticeTold)
def tell_that_it_is_back(event: NoticeTold) -> None:
    row = StockNotice.objects.select_related("customer__user", "listing").get(pk=event.notice_id)
    context = {"product": row.listing.title, "slug": row.listing.slug}
    messaging.send("catalog.back_in_stock", to=row.customer, key=f"back:{row.pk}", channels=("inbox",), context=context)
