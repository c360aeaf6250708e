"""Medicines and devices leave the shelf of a store whose paper for them ends or shrinks; other stores keep them (rules RX-01, MD-01)."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.models import Listing, Product
from catalog.services import shelves
from microstore.compliance.goods import LICENSED
from microstore.core import clock
from microstore.core.locking import locked
from microstore.messaging import services as messaging
from microstore.stores.models import Licence, Store
from microstore.stores.services import medicines, papers


def without_licence():
    """What stands on a shelf though no paper of that store covers it today."""
    covered = Licence.objects.covering(OuterRef("product__product_class")).filter(store=OuterRef("store"))
    return Listing.objects.filter(~Exists(covered), product__product_class__in=LICENSED, is_on=True)


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
