"""Change what an authorised store may sell (duty G1)."""
from django.db import transaction

from catalog.events import RangeChanged
from catalog.models import Category, Listing, StoreRange
from catalog.services import ranges, shelves
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store


@transaction.atomic
def change_range(store: Store, categories, *, by, reason: str) -> int:
    """Make the range of an authorised store exactly these categories; none stands for the whole catalogue.

    What is listed and no longer covered leaves the shelf in the same act. Returns how many products that are."""
    store.lock()
    if store.is_official:
        raise Refused(_("An official store sells the whole catalogue."))
    wanted = {category.pk for category in categories}
    held = set(store.range.values_list("category", flat=True))
    store.range.exclude(category__in=wanted).delete()
    StoreRange.objects.bulk_create(StoreRange(store=store, category_id=pk) for pk in sorted(wanted - held))
    gone = _unlist_outside(store, by, reason)
    slugs = sorted(Category.objects.filter(pk__in=wanted).values_list("slug", flat=True))
    publish(RangeChanged(store.code, slugs, gone), about=store, by=by, reason=reason)
    return gone


def _unlist_outside(store, by, reason) -> int:
    inside = ranges.covered([store.pk]).get(store.pk)
    if inside is None:
        return 0
    shown = Listing.objects.filter(store=store, is_on=True).exclude(product__category__in=inside).select_related("product")
    rows = list(shown.order_by("product"))
    for row in rows:
        shelves.unlist(row.product, [store], by=by, reason=reason)
    Listing.objects.filter(store=store, is_paused=True).exclude(product__category__in=inside).update(is_paused=False)
    return len(rows)
