"""What inventory tells the shelf: which SKUs have any unit left."""
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from catalog.bundles import stock
from catalog.models import Listing, Sku
from microstore.core.locking import locked
from microstore.stores import freshness


@transaction.atomic
def tell_left(left: dict[int, int]) -> None:
    """Map SKU id to the units that can be promised now; the bundles that hold them follow."""
    set_in_stock({pk: units > 0 for pk, units in left.items()} | stock.follow(left))


@transaction.atomic
def tell_low(left: dict[int, int], inside: set[int]) -> None:
    """The same for what was just sold; of what is ``inside`` bundles, bundles may have run out before it has."""
    run_out = {pk: False for pk, units in left.items() if not units}
    followers = stock.follow({pk: left[pk] for pk in inside}) if inside else {}
    run_out |= {pk: False for pk, can_be_sold in followers.items() if not can_be_sold}
    if run_out:
        set_in_stock(run_out)


@transaction.atomic
def count_bundles_of(components) -> None:
    """Something else than stock changed for these SKUs (a queryset): the bundles that hold them follow."""
    set_in_stock(stock.recount(components))


@transaction.atomic
def mark(listing_ids: list[int], *, in_stock: bool) -> int:
    """Cards of a store that ships from some warehouses alone. Returns how many were written."""
    rows = locked(Listing.objects.filter(pk__in=listing_ids, in_stock=not in_stock))
    listings = Listing.objects.filter(pk__in=[row.pk for row in rows])
    count = listings.update(in_stock=in_stock, version=F("version") + 1)
    freshness.touch(listings.values_list("store_id", flat=True))
    return count


@transaction.atomic
def set_in_stock(in_stock: dict[int, bool]) -> None:
    """Map SKU id to whether any unit can be sold. Writes only what changes; the cards follow."""
    wanted = Q(pk__in=[pk for pk, now in in_stock.items() if now], in_stock=False)
    wanted |= Q(pk__in=[pk for pk, now in in_stock.items() if not now], in_stock=True)
    rows = list(locked(Sku.objects.filter(wanted)))
    if not rows:
        return
    for sku in rows:
        sku.in_stock = in_stock[sku.pk]
    Sku.objects.bulk_update(rows, ["in_stock"])
    left = Sku.objects.filter(product=OuterRef("product"), is_active=True, in_stock=True)
    listings = Listing.objects.filter(product__in={sku.product_id for sku in rows})
    listings.update(in_stock=Exists(left), version=F("version") + 1)
    freshness.touch(listings.values_list("store_id", flat=True))
