"""The warehouses a store ships from, and the cards of stores that chose some: they are sold out when their own warehouses are (duty G1)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.models import Listing
from catalog.services import availability
from inventory.events import WarehousesChosen
from inventory.models import Stock, StoreWarehouse, Warehouse
from microstore.compliance.goods import NO_PARCEL
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store


def of_store(store) -> list[Warehouse]:
    """Those that were chosen; empty when it ships from all."""
    return list(Warehouse.objects.filter(stores__store=store))


@transaction.atomic
def choose(store: Store, warehouses: Iterable[Warehouse], *, reason: str, by) -> None:
    """None means all. What was promised before stays promised. Refuses without a reason and warehouses that are closed."""
    require_reason(reason)
    locked(Store.objects.filter(pk=store.pk)).get()
    chosen = sorted(warehouses, key=lambda one: one.pk)
    if closed := next((one for one in chosen if not one.is_active), None):
        raise Refused(_("%(warehouse)s is closed.") % {"warehouse": closed})
    StoreWarehouse.objects.filter(store=store).delete()
    StoreWarehouse.objects.bulk_create(StoreWarehouse(store=store, warehouse=one) for one in chosen)
    publish(WarehousesChosen(store.code, [one.code for one in chosen]), about=store, by=by, reason=reason)
    count(store)


def count_all() -> int:
    """What changed since, in every store that chose warehouses. Returns the cards written."""
    return sum(count(store) for store in Store.objects.filter(warehouses__isnull=False).distinct())


@transaction.atomic
def count(store: Store) -> int:
    """Bring the cards of one store up to its warehouses. Bundles and what has no parcel follow the house as a whole."""
    free = Stock.objects.with_free().in_reach(store.pk).filter(sku__product=OuterRef("product"), sku__is_active=True)
    cards = Listing.objects.filter(store=store, is_on=True, sku__is_bundle=False).exclude(product_class__in=NO_PARCEL)
    cards = cards.annotate(is_left=Exists(free))
    return sum(
        availability.mark(list(cards.filter(in_stock=not is_left, is_left=is_left).values_list("pk", flat=True)), in_stock=is_left)
        for is_left in (True, False)
    )
