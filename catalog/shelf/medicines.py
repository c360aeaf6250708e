"""Medicines leave the shelf of a store whose drug licence ends, shrinks or is taken away; other stores keep them (rule RX-01)."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from catalog.models import Listing, Product
from catalog.services import shelves
from microstore.compliance.goods import DRUGS_SOLD
from microstore.core import clock
from microstore.core.locking import locked
from microstore.messaging import services as messaging
from microstore.stores.models import Licence, Store
from microstore.stores.services import medicines, papers


def without_licence():
    """What stands on a shelf though no drug licence of that store covers it today."""
    uncovered = Q(pk=None)
    for code in DRUGS_SOLD:
        uncovered |= Q(~Exists(Licence.objects.covering(code).filter(store=OuterRef("store"))), product__product_class=code)
    return Listing.objects.filter(uncovered, is_on=True)


def clear_all() -> int:
    """Each store in a transaction of its own. Returns how many products left a shelf."""
    stores = Store.objects.filter(pk__in=without_licence().values("store")).order_by("pk")
    return sum(clear(store) for store in stores)


@transaction.atomic
def clear(store: Store) -> int:
    """Take them off this shelf, and tell the people of the store and those responsible for the goods what is missing."""
    store.lock()
    rows = without_licence().filter(store=store)
    products = list(locked(Product.objects.filter(pk__in=rows.values("product")).select_related("owner")))
    gone = [product for product in products if rows.filter(product=product).exists()]
    for product in gone:
        shelves.unlist(product, [store], reason=medicines.lack_of(store, product.product_class))
    if gone:
        _tell(store, gone)
    return len(gone)


def _tell(store, gone) -> None:
    words = medicines.lack_of(store, gone[0].product_class)
    context = {"store": store.name, "code": store.code, "why": words, "goods": "、".join(product.name for product in gone[:5])}
    context["count"] = len(gone)
    people = {person.pk: person for person in [*papers.concerned(store), *(product.owner for product in gone if product.owner)]}
    for person in people.values():
        key = f"catalog.medicines_left:{store.pk}:{clock.now().isoformat()}:{person.pk}"
        messaging.send("catalog.medicines_left", to=person, key=key, channels=("inbox",), context=context)
